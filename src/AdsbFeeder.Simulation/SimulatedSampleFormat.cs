namespace AdsbFeeder.Simulation;

/// <summary>How <see cref="SimulatedReceiver"/> writes a sample: I, then Q.</summary>
public enum SimulatedSampleFormat
{
    /// <summary>Two unsigned bytes, zero at 127.5 (UC8, as RTL-SDR).</summary>
    UnsignedBytes,

    /// <summary>Two signed 16 bit little-endian numbers (SC16).</summary>
    SignedShorts,

    /// <summary>Two little-endian floats, full scale 1.0 (CF32).</summary>
    Floats,
}
