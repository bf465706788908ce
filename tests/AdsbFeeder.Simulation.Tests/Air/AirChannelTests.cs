using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Fleet;
using AdsbFeeder.Simulation.Tests.Modulation;

namespace AdsbFeeder.Simulation.Tests.Air;

public class AirChannelTests
{
    private static readonly SimulationOptions Plain = new() { AntennaScatterDecibels = 0, RadioHorizon = false, AntennaHeightFeet = 0 };

    [Theory]
    [InlineData(10_000, 36)]
    [InlineData(20_000, 29.98)]
    [InlineData(100_000, 16)]
    public void Power_falls_with_the_square_of_the_distance(double metres, double decibels) =>
        Assert.Equal(decibels, Propagate(Plain, metres, 0).PowerDecibels, 0.01);

    [Fact]
    public void Propagation_takes_its_time() =>
        Assert.Equal(1 + (100_000 / 299_792_458.0), Propagate(Plain, 100_000, 0).ArrivalSeconds, 2e-8);

    [Fact]
    public void Below_the_horizon_it_is_weaker_when_the_horizon_counts()
    {
        var free = Propagate(Plain, 200_000, 1000).PowerDecibels;
        var real = Propagate(Plain with { RadioHorizon = true }, 200_000, 1000).PowerDecibels;

        Assert.InRange(free - real, 30, 60);
        Assert.Equal(Propagate(Plain, 200_000, 35_000).PowerDecibels, Propagate(Plain with { RadioHorizon = true }, 200_000, 35_000).PowerDecibels);
    }

    private static Burst Propagate(SimulationOptions options, double metres, double feet)
    {
        var state = new FlightState { Position = new GeoPoint(52, 4).Toward(70, metres), AltitudeFeet = feet };
        var sent = Bursts.Of(Bursts.Long, 1).Transmission with { State = state };
        return new AirChannel(options, new RandomStream(1, 1)).Propagate(sent);
    }
}
