using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Tests.Fleet;

public class AircraftFleetTests
{
    [Fact]
    public void Addresses_are_unique_and_a_share_of_them_has_a_twin_one_bit_apart()
    {
        var fleet = new AircraftFleet(new SimulationOptions { Aircraft = 700, AreaUniform = true, TwinAddressShare = 0.05 });

        var addresses = fleet.Aircraft.ToArray().Select(aircraft => aircraft.Airframe.Address).ToHashSet();
        var twins = addresses.Count(address => Enumerable.Range(0, 24).Any(bit => addresses.Contains(address ^ (1u << bit))));

        Assert.Equal(700, addresses.Count);
        Assert.InRange(twins, 40, 110);   // both of each pair
        Assert.DoesNotContain(0u, addresses);
    }

    [Fact]
    public void The_mix_of_equipment_has_all_versions_and_some_without_squitters()
    {
        var fleet = new AircraftFleet(new SimulationOptions { Aircraft = 1000, AreaUniform = true });

        var versions = fleet.Aircraft.ToArray().CountBy(aircraft => aircraft.Airframe.AdsbVersion ?? -1).ToDictionary();

        Assert.InRange(versions[2], 700, 880);
        Assert.InRange(versions[1], 30, 90);
        Assert.InRange(versions[0], 30, 90);
        Assert.InRange(versions[-1], 40, 140);
    }

    [Fact]
    public void Aircraft_that_leave_are_replaced_by_others()
    {
        var fleet = new AircraftFleet(new SimulationOptions { Aircraft = 60, RadiusKilometres = 100 });
        var first = fleet.Aircraft.ToArray().Select(aircraft => aircraft.Airframe.Address).ToHashSet();

        for (var t = 0; t < 2400; t++)
            fleet.Advance(t, 1);

        var later = fleet.Aircraft.ToArray();
        Assert.Equal(60, later.Length);
        Assert.InRange(later.Count(aircraft => !first.Contains(aircraft.Airframe.Address)), 10, 60);
        Assert.All(later, aircraft => Assert.InRange(aircraft.Flight.State.Position.DistanceTo(new GeoPoint(52, 4)), 0, 102_000));
    }

    [Fact]
    public void The_demonstration_has_aircraft_on_the_ground_climbing_and_descending()
    {
        var states = new AircraftFleet(Scenes.Demo).Aircraft.ToArray().Select(aircraft => aircraft.Flight.State).ToArray();

        Assert.InRange(states.Count(state => state.OnGround), 1, 25);
        Assert.InRange(states.Count(state => state.VerticalRateFpm > 500), 1, 40);
        Assert.InRange(states.Count(state => state.VerticalRateFpm < -500), 1, 40);
        Assert.InRange(states.Count(state => state.AltitudeFeet > 28_000), 10, 50);
    }

    [Fact]
    public void The_same_seed_makes_the_same_fleet_and_another_seed_another()
    {
        var one = Addresses(5);

        Assert.Equal(one, Addresses(5));
        Assert.NotEqual(one, Addresses(6));

        static uint[] Addresses(ulong seed) =>
            [.. new AircraftFleet(new SimulationOptions { Seed = seed }).Aircraft.ToArray().Select(aircraft => aircraft.Airframe.Address)];
    }
}
