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
    private readonly ReceptionState _reception;
    private readonly RadioMetrics _radio;
    private readonly Func<IEnumerable<InputStatus>> _senders;
    private readonly ISampleSource? _source;
    private readonly TimeProvider _time;
    private long _pictureAt;
    private long _samplesAt;
    private long _samples = -1;

    public Readiness(SnapshotStore snapshots, ReceptionState reception, RadioMetrics radio, PortsService ports, TimeProvider time, IServiceProvider services)
        : this(snapshots, reception, radio, () => ports.Senders, time, services.GetService<ISampleSource>())
    {
    }

    internal Readiness(SnapshotStore snapshots, ReceptionState reception, RadioMetrics radio, Func<IEnumerable<InputStatus>> senders, TimeProvider time, ISampleSource? source)
    {
        (_snapshots, _reception, _radio, _senders, _time, _source) = (snapshots, reception, radio, senders, time, source);
        _pictureAt = _samplesAt = time.GetTimestamp();
        snapshots.Subscribe(_ => Observe());
    }

    /// <summary>What is in the way, a sentence each; empty when all is well.</summary>
    internal IReadOnlyList<string> Reasons()
    {
        var reasons = new List<string>();
        var (picture, samples) = Ages();
        if (_snapshots.Current is null)
        {
            reasons.Add("The service is starting.");
        }
        else if (picture > StalePicture)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"The tracker has published nothing for {picture.TotalSeconds:0} s."));
        }

        if (_radio.Radio is { } radio)
        {
            if (radio.Status is { State: not RadioState.Receiving } status)
            {
                reasons.Add(status.Message.Length > 0 ? status.Message : "The radio is starting.");
            }
            else if (samples > Silence)
            {
                reasons.Add(string.Create(CultureInfo.InvariantCulture, $"No samples from the radio for {samples.TotalSeconds:0} s."));
            }
        }
        else if (_source is { } source)
        {
            if (samples > Silence)
            {
                reasons.Add($"{source.Name} has ended or stands still.");
            }
        }
        else if (!_senders().Any())
        {
            reasons.Add("No radio is configured (Source:Type is none) and nobody sends to an input.");
        }

        return reasons;
    }

    /// <summary>Called with each picture: notes when the last came, and whether samples came since the one before.</summary>
    private void Observe()
    {
        lock (_lock)
        {
            _pictureAt = _time.GetTimestamp();
            var samples = _reception.Statistics.Samples;
            if (samples != _samples)
            {
                (_samples, _samplesAt) = (samples, _pictureAt);
            }
        }
    }

    private (TimeSpan Picture, TimeSpan Samples) Ages()
    {
        lock (_lock)
        {
            return (_time.GetElapsedTime(_pictureAt), _time.GetElapsedTime(_samplesAt));
        }
    }
}
