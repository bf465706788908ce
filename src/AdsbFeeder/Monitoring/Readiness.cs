using System.Globalization;
using AdsbFeeder.Networking;
using AdsbFeeder.Radio;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;

namespace AdsbFeeder.Monitoring;

/// <summary>Whether frames can come in and aircraft go out: what <c>/readyz</c> answers. Silence of the sky alone is no fault.</summary>
internal sealed class Readiness
{
    /// <summary>The tracker publishes once a second; so long without a picture means that it is stuck.</summary>
    private static readonly TimeSpan StalePicture = TimeSpan.FromSeconds(10);

    /// <summary>Samples of a live source come in blocks of milliseconds; so long without one means that it is silent or has ended.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly SnapshotStore _snapshots;
    private readonly Receivers _receivers;
    private readonly Func<IEnumerable<InputStatus>> _senders;
    private readonly TimeProvider _time;
    private readonly (long Samples, long At)[] _samples;

    public Readiness(SnapshotStore snapshots, Receivers receivers, PortsService ports, TimeProvider time)
        : this(snapshots, receivers, () => ports.Senders, time)
    {
    }

    internal Readiness(SnapshotStore snapshots, Receivers receivers, Func<IEnumerable<InputStatus>> senders, TimeProvider time)
    {
        (_snapshots, _receivers, _senders, _time) = (snapshots, receivers, senders, time);
        var now = time.GetTimestamp();
        _samples = [.. receivers.All.Select(_ => (-1L, now))];
        snapshots.Subscribe(_ => Observe());
    }

    /// <summary>What is in the way, a sentence each; empty when all is well.</summary>
    internal IReadOnlyList<string> Reasons()
    {
        var reasons = new List<string>();
        var (picture, samples) = (_snapshots.Age, Ages());
        if (_snapshots.Current is null)
        {
            reasons.Add("The service is starting.");
        }
        else if (picture > StalePicture)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"The tracker has published nothing for {picture.TotalSeconds:0} s."));
        }

        if (_receivers.All.Count == 0)
        {
            if (!_senders().Any())
            {
                reasons.Add("No radio is configured (Source:Type is none) and nobody sends to an input.");
            }

            return reasons;
        }

        // One antenna that hears is enough.
        var troubles = _receivers.All.Select(receiver => TroubleOf(receiver, samples[receiver.Number])).ToList();
        if (troubles.TrueForAll(trouble => trouble is not null))
        {
            reasons.AddRange(troubles!);
        }

        return reasons;
    }

    private static string? TroubleOf(Receiver receiver, TimeSpan samples) => receiver.Radio switch
    {
        { Status: { State: not RadioState.Receiving } status } => status.Message.Length > 0 ? status.Message : "The radio is starting.",
        _ when receiver.Source is null || samples <= Silence => null,
        not null => string.Create(CultureInfo.InvariantCulture, $"No samples from the radio for {samples.TotalSeconds:0} s."),
        null => $"{receiver.Source.Name} has ended or stands still.",
    };

    /// <summary>Called with each picture: notes from which receivers samples came since the one before.</summary>
    private void Observe()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            foreach (var receiver in _receivers.All)
            {
                var samples = receiver.State.Statistics.Samples;
                if (samples != _samples[receiver.Number].Samples)
                {
                    _samples[receiver.Number] = (samples, now);
                }
            }
        }
    }

    private TimeSpan[] Ages()
    {
        lock (_lock)
        {
            return [.. _samples.Select(last => _time.GetElapsedTime(last.At))];
        }
    }
}
