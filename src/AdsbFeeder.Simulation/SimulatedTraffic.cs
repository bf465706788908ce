using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation;

/// <summary>The same frames without samples: what a receiver that decodes all frames above an SNR would deliver, in order of arrival.</summary>
public sealed class SimulatedTraffic
{
    private readonly SimulationOptions _options;
    private readonly double _minimumSnr;
    private readonly AirTraffic _traffic;
    private readonly TruthRecorder _recorder;
    private readonly long _startMilliseconds;

    /// <param name="options">The scene.</param>
    /// <param name="minimumSnrDecibels">Weaker frames are left out, and those under a burst that is not at least 6 dB weaker; all come when absent.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SimulatedTraffic(SimulationOptions options, double? minimumSnrDecibels = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _minimumSnr = minimumSnrDecibels ?? double.NegativeInfinity;
        _traffic = new AirTraffic(options);
        _recorder = new TruthRecorder(options);
        _startMilliseconds = options.StartTime.ToUnixTimeMilliseconds();
    }

    /// <summary>Delivers everything that has arrived whole up to a time, in seconds after the start; times of successive calls grow.</summary>
    public void ReadUntil(double seconds, Action<ReceivedFrame, TruthRecord> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        var end = _options.Duration?.TotalSeconds ?? double.MaxValue;
        var until = Math.Min(seconds, end);
        while (_traffic.TryTake(until, out var burst))
        {
            if (burst.EndSeconds <= end)
                _recorder.Add(burst);
        }

        _recorder.Close(seconds >= end ? double.MaxValue : until);
        while (_recorder.TryTake(out var truth))
        {
            if (IsHeard(truth))
                receive(Receive(truth), truth);
        }
    }

    private bool IsHeard(in TruthRecord truth) =>
        double.IsNegativeInfinity(_minimumSnr)
        || (truth.SnrDecibels >= _minimumSnr && truth.StrongestInterfererDecibels.GetValueOrDefault(double.MinValue) < -6);

    private ReceivedFrame Receive(in TruthRecord truth)
    {
        var mark = truth.Frame.IsModeAc ? PulseTrain.ModeAcMarkSeconds : PulseTrain.BeastMarkSeconds;
        return new ReceivedFrame(truth.Frame, truth.Ticks12MHz, _startMilliseconds + (long)(truth.Seconds * 1000), FrameSource.Simulation)
        {
            SignalPower = (float)Math.Min(1, Math.Pow(10, truth.LevelDbfs / 10)),
            SnrDecibels = (float)truth.SnrDecibels,
            TimeOfArrivalNanoseconds = (truth.Seconds + mark) * 1e9,
        };
    }
}
