using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Transponder;

namespace AdsbFeeder.Simulation.Fleet;

/// <summary>One aircraft: its identity, its flight and its transponder.</summary>
internal sealed record SimulatedAircraft(Airframe Airframe, Flight Flight, TransponderUnit Transponder);

/// <summary>All aircraft in the region; who leaves or parks is replaced by another with a new identity.</summary>
internal sealed class AircraftFleet
{
    private const double LongestWarmUpSeconds = 2400;

    private readonly SimulationOptions _options;
    private readonly GeoPoint _centre;
    private readonly RandomStream _random;
    private readonly RoutePlanner _routes;
    private readonly AirframeFactory _airframes;
    private readonly Registry _registry;
    private readonly Radar[] _radars;
    private readonly SimulatedAircraft[] _aircraft;
    private ulong _serial;

    public AircraftFleet(SimulationOptions options)
    {
        _options = options;
        _centre = new GeoPoint(options.Latitude, options.Longitude);
        _random = new RandomStream(options.Seed, 1);
        var weather = new Weather(Angles.Full(options.RunwayHeadingDegrees + 170), 9, 14);
        var airport = new Airport(
            _centre.Toward(options.AirportBearingDegrees, options.AirportDistanceKilometres * 1000), options.RunwayHeadingDegrees);
        _routes = new RoutePlanner(_centre, options.RadiusKilometres * 1000, airport, weather, _random);
        _registry = new Registry(_random);
        _airframes = new AirframeFactory(options, _registry, _random);
        _radars = Radar.Draw(_centre, options.ModeSRadars, options.ModeAcRadars, _random);
        _aircraft = new SimulatedAircraft[options.Aircraft];
        for (var i = 0; i < _aircraft.Length; i++)
            _aircraft[i] = Create(now: 0, isFirst: true);
    }

    /// <summary>The aircraft that are there now.</summary>
    public ReadOnlySpan<SimulatedAircraft> Aircraft => _aircraft;

    /// <summary>Moves all aircraft by a step.</summary>
    public void Advance(double now, double seconds)
    {
        for (var i = 0; i < _aircraft.Length; i++)
        {
            var flight = _aircraft[i].Flight;
            flight.Advance(seconds);
            if (!HasLeft(flight))
                continue;

            _registry.Release(_aircraft[i].Airframe.Address);
            _aircraft[i] = Create(now + seconds, isFirst: false);
        }
    }

    /// <summary>Counts each aircraft's neighbours, which interrogate it for collision avoidance.</summary>
    public void CountNeighbours()
    {
        const double latitudeReach = 0.5;   // 30 nautical miles
        var longitudeReach = latitudeReach / Math.Cos(_centre.Latitude * (Math.PI / 180));
        for (var i = 0; i < _aircraft.Length; i++)
        {
            var state = _aircraft[i].Flight.State;
            var count = 0;
            for (var j = 0; j < _aircraft.Length; j++)
            {
                var other = _aircraft[j].Flight.State;
                if (j != i && !other.OnGround && _aircraft[j].Airframe.HasAcas
                    && Math.Abs(other.Position.Latitude - state.Position.Latitude) < latitudeReach
                    && Math.Abs(Angles.Half(other.Position.Longitude - state.Position.Longitude)) < longitudeReach
                    && Math.Abs(other.AltitudeFeet - state.AltitudeFeet) < 10_000)
                {
                    count++;
                }
            }

            _aircraft[i].Transponder.Neighbours = count;
        }
    }

    private SimulatedAircraft Create(double now, bool isFirst)
    {
        var performance = _airframes.DrawPerformance();
        var flight = Plan(performance, isFirst);
        var airframe = _airframes.Draw(performance);
        var own = new RandomStream(_options.Seed, 1000 + _serial++);
        var transponder = new TransponderUnit(airframe, RadioTraits.Draw(_options, own), _radars, own, flight.State, now);
        return new SimulatedAircraft(airframe, flight, transponder);
    }

    private Flight Plan(Performance performance, bool isFirst)
    {
        while (true)
        {
            var flight = Draw(performance, isFirst, out var isAnywhere);
            if (!isFirst || isAnywhere)
                return flight;

            // At the start of the scene everybody is somewhere on the way.
            var warmUp = _random.Uniform(0, LongestWarmUpSeconds);
            for (var t = 0.0; t < warmUp && !HasLeft(flight); t++)
                flight.Advance(1);

            if (!HasLeft(flight))
                return flight;
        }
    }

    private Flight Draw(Performance performance, bool isFirst, out bool isAnywhere)
    {
        isAnywhere = false;
        var isSmall = performance == Performance.Light || performance == Performance.Helicopter;
        if (isSmall && !_options.AreaUniform)
            return _routes.Local(performance);
        if (!isSmall && _random.Chance(_options.AirportShare))
            return _random.Chance(0.5) ? _routes.Arrival(performance) : _routes.Departure(performance);
        if (!_options.AreaUniform || !isFirst)
            return _routes.FromEdge(performance);

        isAnywhere = true;
        return _routes.Somewhere(performance);
    }

    private bool HasLeft(Flight flight) =>
        flight.IsFinished || _centre.DistanceTo(flight.State.Position) > _options.RadiusKilometres * 1010;
}
