using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Tests.Fleet;

public class FlightTests
{
    private const double Step = 0.1;

    private static readonly GeoPoint Receiver = new(52, 4);
    private static readonly Airport Airport = new(Receiver.Toward(80, 25_000), 240);
    private static readonly Weather Wind = new(50, 9, 14);

    public static TheoryData<int, string> Flights()
    {
        var data = new TheoryData<int, string>();
        for (var seed = 0; seed < 4; seed++)
        {
            data.Add(seed, "arrival");
            data.Add(seed, "departure");
            data.Add(seed, "across");
            data.Add(seed, "local");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Flights))]
    public void Motion_stays_within_what_aircraft_can_do(int seed, string kind)
    {
        var flight = Plan(seed, kind);
        var before = flight.State;

        for (var t = 0.0; t < 3000 && !flight.IsFinished; t += Step)
        {
            flight.Advance(Step);
            var now = flight.State;

            var moved = before.Position.DistanceTo(now.Position);
            Assert.Equal(before.GroundSpeedKnots * Units.MetresPerSecondPerKnot * Step, moved, 0.05);
            Assert.InRange(Math.Abs(now.GroundSpeedKnots - before.GroundSpeedKnots), 0, 8 * Step);
            Assert.InRange(now.GroundSpeedKnots, 0, 680);
            Assert.InRange(Math.Abs(now.RollDegrees), 0, 30.01);
            Assert.InRange(Math.Abs(now.VerticalRateFpm), 0, 5000);
            Assert.InRange(now.AltitudeFeet, -5, 43_000);
            if (!now.OnGround && !before.OnGround)
            {
                Assert.InRange(Math.Abs(now.VerticalRateFpm - before.VerticalRateFpm), 0, 201 * Step);
                Assert.InRange(Math.Abs(Angles.Half(now.TrackDegrees - before.TrackDegrees)), 0, 12 * Step);
                Assert.InRange(now.TrueAirspeedKnots, 50, 530);
            }

            before = now;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_arrival_lands_on_the_runway_and_parks_at_a_stand(int seed)
    {
        var flight = Plan(seed, "arrival");
        var touchdown = default(FlightState?);

        for (var t = 0.0; t < 7200 && !flight.IsFinished; t += 0.5)
        {
            flight.Advance(0.5);
            if (flight.State.OnGround)
                touchdown ??= flight.State;
        }

        Assert.True(flight.IsFinished);
        Assert.NotNull(touchdown);
        var (before, right) = Airport.Locate(touchdown.Value.Position);
        Assert.InRange(before, -1600, 0);
        Assert.InRange(right, -45, 45);
        Assert.InRange(touchdown.Value.GroundSpeedKnots, 100, 180);
        Assert.InRange(flight.State.Position.DistanceTo(Airport.Stand(10)), 0, 700);
        Assert.Equal(0, flight.State.GroundSpeedKnots);
    }

    [Fact]
    public void All_kinds_of_aircraft_land_sooner_or_later()
    {
        Performance[] kinds = [Performance.Narrow, Performance.HighVortex, Performance.Wide, Performance.Turboprop, Performance.Fast];
        for (var seed = 0; seed < 100; seed++)
        {
            var flight = Routes(seed).Arrival(kinds[seed % kinds.Length]);
            for (var t = 0.0; t < 9000 && !flight.IsFinished; t++)
                flight.Advance(1);

            Assert.True(flight.IsFinished, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_departure_taxis_takes_off_from_the_runway_and_climbs_to_cruise(int seed)
    {
        var flight = Plan(seed, "departure");
        var liftOff = default(FlightState?);
        var fastestTaxi = 0.0;

        for (var t = 0.0; t < 3000; t += 0.5)
        {
            flight.Advance(0.5);
            if (!flight.State.OnGround)
                liftOff ??= flight.State;
            else if (Math.Abs(Airport.Locate(flight.State.Position).Right) > 100)
                fastestTaxi = Math.Max(fastestTaxi, flight.State.GroundSpeedKnots);
        }

        Assert.NotNull(liftOff);
        Assert.InRange(Airport.Locate(liftOff.Value.Position).Before, -Airport.RunwayMetres, 0);
        Assert.InRange(fastestTaxi, 5, 30);
        Assert.InRange(flight.State.AltitudeFeet, 29_000, 40_000);
    }

    [Fact]
    public void A_turn_follows_from_bank_and_speed()
    {
        var flight = Plan(3, "across");
        var widest = flight.State;

        for (var t = 0.0; t < 2000; t += Step)
        {
            flight.Advance(Step);
            widest = Math.Abs(flight.State.RollDegrees) > Math.Abs(widest.RollDegrees) ? flight.State : widest;
        }

        // The formula of register 5,0's consistency check: rate = 1091 tan(roll) / TAS.
        Assert.InRange(Math.Abs(widest.RollDegrees), 5, 30);
        Assert.Equal(1091 * Math.Tan(widest.RollDegrees * Math.PI / 180) / widest.TrueAirspeedKnots, widest.TurnRateDegreesPerSecond, 0.02);
    }

    [Fact]
    public void Even_placement_fills_equal_areas_equally()
    {
        var routes = Routes(1);

        var inner = Enumerable.Range(0, 2000).Count(_ =>
            routes.Somewhere(Performance.Narrow).State.Position.DistanceTo(Receiver) < 300_000 / Math.Sqrt(2));

        Assert.InRange(inner, 900, 1100);
    }

    private static RoutePlanner Routes(int seed) => new(Receiver, 300_000, Airport, Wind, new RandomStream((ulong)seed, 7));

    private static Flight Plan(int seed, string kind) => kind switch
    {
        "arrival" => Routes(seed).Arrival(Performance.Narrow),
        "departure" => Routes(seed).Departure(Performance.Narrow),
        "across" => Routes(seed).FromEdge(Performance.Wide),
        _ => Routes(seed).Local(Performance.Light),
    };
}
