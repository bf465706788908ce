using AdsbFeeder.Dsp;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Reception;

/// <summary>What the radio's chain counted, for those who show it. The demodulator's thread writes, any other reads.</summary>
internal sealed class ReceptionState
{
    private readonly Lock _lock = new();
    private DemodulatorStatistics _statistics;
    private TimeSpan _busy;
    private double _noisePowerSum;
    private long _noiseCount;
    private double _peakPower;
    private SignalLevels _levels;

    /// <summary>How strong its frames were since the start.</summary>
    internal SignalLevels Levels
    {
        get
        {
            lock (_lock)
            {
                return _levels;
            }
        }
    }

    /// <summary>The latest counters; all zero without a radio.</summary>
    internal DemodulatorStatistics Statistics
    {
        get
        {
            lock (_lock)
            {
                return _statistics;
            }
        }
    }

    /// <summary>Takes the counters after a block.</summary>
    /// <param name="statistics">Since the start.</param>
    /// <param name="frames">The block's frames.</param>
    /// <param name="busy">What the block took.</param>
    internal void Publish(in DemodulatorStatistics statistics, FrameBuffer frames, TimeSpan busy)
    {
        double peak = 0;
        foreach (ref readonly var frame in frames.Frames)
        {
            peak = Math.Max(peak, frame.SignalPower);
        }

        lock (_lock)
        {
            foreach (ref readonly var frame in frames.Frames)
            {
                _levels.Add(frame.SignalPower);
            }

            _statistics = statistics;
            _busy += busy;
            _peakPower = Math.Max(_peakPower, peak);
            if (double.IsFinite(statistics.NoiseFloorDbfs) && statistics.Samples > 0)
            {
                _noisePowerSum += Math.Pow(10, statistics.NoiseFloorDbfs / 10);
                _noiseCount++;
            }
        }
    }

    /// <summary>The counters in the form of stats.json, and the strongest frame since the last call.</summary>
    internal (LocalStatistics Local, TimeSpan Busy, double PeakPower) Sample()
    {
        lock (_lock)
        {
            var s = _statistics;
            var peak = _peakPower;
            _peakPower = 0;
            var clean = s.FramesWithRepairedBits(0);
            return (
                new LocalStatistics
                {
                    SamplesProcessed = s.Samples,
                    SamplesDropped = s.LostSamples,
                    ModeAc = s.ModeAcReplies,
                    ModeS = s.Bursts,
                    Bad = s.RejectedNoFrame + s.RejectedUnlikely + s.RejectedAmbiguous,
                    Accepted = clean,
                    AcceptedRepaired = s.Frames - clean,
                    SignalPowerSum = s.SignalPowerSum,
                    NoisePowerSum = _noisePowerSum,
                    NoiseCount = _noiseCount,
                    StrongSignals = s.StrongSignals,
                },
                _busy,
                peak);
        }
    }
}
