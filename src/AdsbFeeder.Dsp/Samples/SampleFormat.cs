namespace AdsbFeeder.Dsp;

/// <summary>How complex samples lie in a byte stream; I comes before Q, numbers are little-endian.</summary>
public enum SampleFormat
{
    /// <summary>Unsigned 8 bit, as an RTL-SDR gives it: 0 to 255, silence between 127 and 128.</summary>
    Uc8,

    /// <summary>Signed 8 bit, as a HackRF gives it: full scale 128.</summary>
    Cs8,

    /// <summary>Signed 16 bit, full scale 32768.</summary>
    Sc16,

    /// <summary>Signed 16 bit with 11 fraction bits, as a bladeRF gives it: full scale 2048.</summary>
    Sc16Q11,

    /// <summary>32 bit floating point, full scale 1.</summary>
    Cf32,
}

/// <summary>Facts about <see cref="SampleFormat"/>.</summary>
public static class SampleFormatExtensions
{
    /// <summary>Bytes of one complex sample.</summary>
    public static int BytesPerSample(this SampleFormat format) => format switch
    {
        SampleFormat.Uc8 or SampleFormat.Cs8 => 2,
        SampleFormat.Sc16 or SampleFormat.Sc16Q11 => 4,
        SampleFormat.Cf32 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a sample format."),
    };
}
