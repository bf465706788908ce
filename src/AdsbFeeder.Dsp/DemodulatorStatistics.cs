using System.Runtime.CompilerServices;

namespace AdsbFeeder.Dsp;

/// <summary>What a demodulator did since it was made; a copy, so it never changes under its reader.</summary>
public struct DemodulatorStatistics
{
    /// <summary>Complex samples taken in.</summary>
    public long Samples { get; internal set; }

    /// <summary>Samples that the source said it lost.</summary>
    public long LostSamples { get; internal set; }

    /// <summary>Places that looked like a preamble.</summary>
    public long Preambles { get; internal set; }

    /// <summary>Preambles that were followed by something like a burst, and whose bits were looked at.</summary>
    public long Bursts { get; internal set; }

    /// <summary>Frames put out.</summary>
    public long Frames { get; internal set; }

    /// <summary>Frames by number of repaired bits; the last entry holds the rest.</summary>
    internal Counts8 FramesByRepairedBits;

    /// <summary>Frames by downlink format.</summary>
    internal Counts32 FramesByFormat;

    /// <summary>Bursts in which no frame fitted parity, a known address and what is plausible.</summary>
    public long RejectedNoFrame { get; internal set; }

    /// <summary>Bursts whose best frame was not likely enough.</summary>
    public long RejectedUnlikely { get; internal set; }

    /// <summary>Bursts in which two frames were almost equally likely.</summary>
    public long RejectedAmbiguous { get; internal set; }

    /// <summary>Mode A/C replies put out.</summary>
    public long ModeAcReplies { get; internal set; }

    /// <summary>Frames whose pulses had more than half of the full-scale power (-3 dBFS).</summary>
    public long StrongSignals { get; internal set; }

    /// <summary>Noise power in the sampled band relative to full scale, dB.</summary>
    public double NoiseFloorDbfs { get; internal set; }

    /// <summary>Root mean square error of the late times of arrival from 12 dB up, nanoseconds, as noise makes it: from halves of bursts timed against
    /// each other. Not a number until some hundred such frames were heard.</summary>
    public double ArrivalNoiseNanoseconds { get; internal set; }

    /// <summary>Steady carriers that are being taken out of the samples, 0 to 4.</summary>
    public int StrayCarriers { get; internal set; }

    /// <summary>Whether the filter is one that this receiver's noise and pulses taught, and not the designed one.</summary>
    public bool IsFilterLearned { get; internal set; }

    /// <summary>Sum of the frames' <see cref="ModeS.ReceivedFrame.SignalPower"/>: divided by <see cref="Frames"/> it is their mean.</summary>
    public double SignalPowerSum { get; internal set; }

    /// <summary>Power of the strongest frame.</summary>
    public double SignalPowerPeak { get; internal set; }

    /// <summary>Addresses that clean frames announced within the last 90 s.</summary>
    public int KnownAddresses { get; internal set; }

    /// <summary>Frames of one downlink format, 0 to 31.</summary>
    public readonly long FramesOfFormat(int format) => FramesByFormat[format];

    /// <summary>Frames in which so many bits were repaired, 0 to 6; 7 stands for all above.</summary>
    public readonly long FramesWithRepairedBits(int bits) => FramesByRepairedBits[bits];

    /// <summary>Eight counters.</summary>
    [InlineArray(8)]
    internal struct Counts8
    {
        private long _first;
    }

    /// <summary>Thirty-two counters.</summary>
    [InlineArray(32)]
    internal struct Counts32
    {
        private long _first;
    }
}
