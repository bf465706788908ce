namespace RtlSdr.Net;

/// <summary>How a dongle is to be set, in one piece, so that it can be set alike each time it is opened.</summary>
public sealed record RtlSdrSettings
{
    /// <summary>Hz.</summary>
    public uint CenterFrequencyHz { get; init; } = 1_090_000_000;

    /// <summary>Complex samples a second.</summary>
    public uint SampleRateHz { get; init; } = 2_400_000;

    /// <summary>Tenths of a dB, of which the nearest possible is taken; null lets the tuner choose.</summary>
    public int? GainTenthsDb { get; init; }

    /// <summary>The RTL2832U's digital gain control.</summary>
    public bool DigitalAgc { get; init; }

    /// <summary>The crystal's error.</summary>
    public int FrequencyCorrectionPpm { get; init; }

    /// <summary>Hz; 0 lets the tuner's filter follow the sample rate.</summary>
    public uint TunerBandwidthHz { get; init; }

    /// <summary>Power on the antenna cable; null leaves it as it is, and asks nothing of an old librtlsdr.</summary>
    public bool? BiasTee { get; init; }
}
