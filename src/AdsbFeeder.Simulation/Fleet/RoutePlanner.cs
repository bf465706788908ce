namespace AdsbFeeder.Simulation.Fleet;

/// <summary>Invents flights through the region around a receiver.</summary>
internal sealed class RoutePlanner(GeoPoint centre, double radiusMetres, Airport airport, Weather weather, RandomStream random)
{
    /// <summary>A flight that is at a place anywhere in the region, all places of equal area being equally likely.</summary>
    public Flight Somewhere(Performance performance)
    {
        var position = centre.Toward(random.Uniform(0, 360), radiusMetres * Math.Sqrt(random.NextDouble()));
        return Across(performance, position, random.Uniform(0, 360));
    }

    /// <summary>A flight that enters at the edge of the region. Flights of all directions together keep the density even (cosine law).</summary>
    public Flight FromEdge(Performance performance)
    {
        var bearing = random.Uniform(0, 360);
        var inward = Math.Asin(random.Uniform(-1, 1)) * (180 / Math.PI);
        return Across(performance, centre.Toward(bearing, radiusMetres * 0.999), Angles.Full(bearing + 180 + inward));
    }

    /// <summary>From the edge to a landing and a stand.</summary>
    public Flight Arrival(Performance performance)
    {
        var bearing = random.Uniform(0, 360);
        var start = centre.Toward(bearing, radiusMetres * 0.999);
        var cruise = Cruise(performance);
        var (before, right) = airport.Locate(start);
        var side = right < 0 ? -1 : 1;
        var legs = new List<Leg>();
        if (before < 20_000)
            legs.Add(Leg.Fly(airport.At(-10_000, side * 13_000), Math.Min(cruise, 7000), 250));   // downwind for those from beyond the runway

        var stand = random.Next(20);
        legs.Add(Leg.Fly(airport.At(-30_000, side * 9_000), Math.Min(cruise, 4000), 210));
        legs.Add(Leg.FinalApproach(airport));
        legs.Add(Leg.RollOut(18));
        legs.Add(Leg.Taxi(airport.Exit, 15));
        legs.Add(Leg.Taxi(airport.ApronEntry, 20));
        legs.Add(Leg.Taxi(airport.Lane(stand), 12));
        legs.Add(Leg.Taxi(airport.Stand(stand), 6));
        legs.Add(Leg.Hold(random.Uniform(60, 240)));
        return new Flight(performance, weather, airport, legs).Start(start, cruise, start.BearingTo(legs[0].To), onGround: false);
    }

    /// <summary>From a stand over take-off to the edge.</summary>
    public Flight Departure(Performance performance)
    {
        var stand = random.Next(20);
        var exit = centre.Toward(random.Uniform(0, 360), radiusMetres * 1.6);
        List<Leg> legs =
        [
            Leg.Hold(random.Uniform(40, 300)),
            Leg.Taxi(airport.Lane(stand), 6),
            Leg.Taxi(airport.ApronEntry, 12),
            Leg.Taxi(airport.Holding, 20),
            Leg.Hold(random.Uniform(5, 60)),
            Leg.Taxi(airport.At(0, 0), 10),
            Leg.Taxi(airport.At(90, 0), 8),
            Leg.TakeOff(airport),
            Leg.Fly(airport.At(9000, 0), Math.Min(3000, Cruise(performance)), 210),
            Leg.Fly(exit, Cruise(performance)),
        ];
        return new Flight(performance, weather, airport, legs).Start(airport.Stand(stand), 0, Angles.Full(airport.HeadingDegrees - 90), onGround: true);
    }

    /// <summary>A small aircraft that wanders about not far from the receiver.</summary>
    public Flight Local(Performance performance)
    {
        var start = Nearby();
        var legs = new List<Leg>();
        for (var i = 0; i < 12; i++)
            legs.Add(Leg.Fly(Nearby(), random.Chance(0.3) ? Cruise(performance) : Cruise(performance) * 0.8));

        return new Flight(performance, weather, airport, legs).Start(start, legs[0].AltitudeFeet, start.BearingTo(legs[0].To), onGround: false);

        GeoPoint Nearby() => centre.Toward(random.Uniform(0, 360), Math.Min(radiusMetres, 60_000) * Math.Sqrt(random.NextDouble()));
    }

    private Flight Across(Performance performance, GeoPoint position, double heading)
    {
        var cruise = Cruise(performance);
        var legs = new List<Leg>();
        var point = position;
        var course = heading;
        for (var travelled = 0.0; travelled < 2.5 * radiusMetres;)
        {
            var length = random.Uniform(40_000, 160_000);
            course = Angles.Full(course + random.Gaussian(14, 40));
            point = point.Toward(course, length);
            travelled += length;
            legs.Add(Leg.Fly(point, random.Chance(0.3) ? Cruise(performance) : cruise));
        }

        // A share of them is on its way up or down.
        var now = random.Chance(0.3) ? random.Uniform(Math.Min(performance.LowestFeet, 9000), performance.HighestFeet) : legs[0].AltitudeFeet;
        return new Flight(performance, weather, airport, legs).Start(position, now, heading, onGround: false);
    }

    private double Cruise(Performance performance)
    {
        var step = performance.HighestFeet > 10_000 ? 1000 : 500;
        return performance.LowestFeet + (random.Next(((performance.HighestFeet - performance.LowestFeet) / step) + 1) * step);
    }
}
