using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Benchmarks;

/// <summary>Frames of as many simulated aircraft as wanted, a second at a time: several fleets beside each other.</summary>
internal sealed class ManyAircraft
{
    private const int MostOfFleet = 2000;

    private readonly List<SimulatedTraffic> _fleets = [];
    private readonly HashSet<Address> _heard = [];
    private double _seconds;

    internal ManyAircraft(int aircraft, ulong seed = 1)
    {
        for (var left = aircraft; left > 0; left -= MostOfFleet)
        {
            var options = new SimulationOptions { Seed = seed++, Aircraft = Math.Min(left, MostOfFleet), AreaUniform = true, RadiusKilometres = 400, ModeAcRadars = 0, RadioHorizon = false };
            _fleets.Add(new SimulatedTraffic(options));
            StartMs = options.StartTime.ToUnixTimeMilliseconds();
            Receiver = new(options.Latitude, options.Longitude);
        }
    }

    internal long StartMs { get; }

    internal Tracking.GeoPosition Receiver { get; }

    internal long NowMs => StartMs + (long)(_seconds * 1000);

    /// <summary>Who was heard so far.</summary>
    internal IReadOnlyList<Address> Addresses => [.. _heard];

    /// <summary>All frames of the next second in the order of time.</summary>
    internal ReceivedFrame[] NextSecond()
    {
        _seconds++;
        var frames = new List<ReceivedFrame>();
        foreach (var fleet in _fleets)
        {
            fleet.ReadUntil(_seconds, (frame, truth) =>
            {
                frames.Add(frame);
                if (truth.Address is { IsIcao: true } address) _heard.Add(address);
            });
        }

        frames.Sort((a, b) => a.Ticks12MHz.CompareTo(b.Ticks12MHz));
        return [.. frames];
    }
}
