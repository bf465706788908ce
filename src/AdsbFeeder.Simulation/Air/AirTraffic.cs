using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Air;

/// <summary>All bursts at the receiver, in order of arrival.</summary>
/// <remarks>
/// The fleet moves in slices of 0.1 s; each slice's transmissions go through the air into a queue ordered by arrival. What comes later is sent later than
/// the slice's end, so everything that arrives before it is known. The bursts do not depend on the sample rate.
/// </remarks>
internal sealed class AirTraffic
{
    private const double SliceSeconds = 0.1;
    private const int SlicesPerNeighbourCount = 50;

    private readonly AircraftFleet _fleet;
    private readonly AirChannel _channel;
    private readonly PriorityQueue<Burst, double> _pending = new();
    private readonly List<Transmission> _slice = [];
    private long _slices;

    public AirTraffic(SimulationOptions options)
    {
        options.Validate();
        _fleet = new AircraftFleet(options);
        _channel = new AirChannel(options, new RandomStream(options.Seed, 2));
    }

    private double KnownUntil => _slices * SliceSeconds;

    /// <summary>The next burst that arrives before a time; false when there is none.</summary>
    public bool TryTake(double before, out Burst burst)
    {
        while (KnownUntil < before && !(_pending.TryPeek(out _, out var first) && first < KnownUntil))
            SimulateSlice();

        if (_pending.TryPeek(out burst, out var arrival) && arrival < before)
        {
            _pending.Dequeue();
            return true;
        }

        burst = default;
        return false;
    }

    private void SimulateSlice()
    {
        if (_slices % SlicesPerNeighbourCount == 0)
            _fleet.CountNeighbours();

        var (from, to) = (KnownUntil, (_slices + 1) * SliceSeconds);
        foreach (var aircraft in _fleet.Aircraft)
            aircraft.Transponder.Transmit(from, to, aircraft.Flight.State, _slice);

        foreach (var transmission in _slice)
        {
            var burst = _channel.Propagate(transmission);
            _pending.Enqueue(burst, burst.ArrivalSeconds);
        }

        _slice.Clear();
        _fleet.Advance(from, SliceSeconds);
        _slices++;
    }
}
