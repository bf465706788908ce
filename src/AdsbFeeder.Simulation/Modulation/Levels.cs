namespace AdsbFeeder.Simulation.Modulation;

/// <summary>Signal and noise in steps of 8 bits. The signal is the same at every rate; noise power grows with the rate.</summary>
internal static class Levels
{
    /// <summary>Amplitude of pulses that stand so far above the noise at the reference rate.</summary>
    public static double Amplitude(SimulationOptions options, double decibelsOverReferenceNoise) =>
        options.NoiseSigma * Math.Sqrt(2) * Math.Pow(10, decibelsOverReferenceNoise / 20);

    /// <summary>Standard deviation of I and of Q at the rate of the stream.</summary>
    public static double NoiseSigma(SimulationOptions options) =>
        options.NoiseSigma * Math.Sqrt(options.SampleRate / SimulationOptions.ReferenceRate);

    /// <summary>Pulse power over noise power in the band of the stream.</summary>
    public static double SnrDecibels(SimulationOptions options, double decibelsOverReferenceNoise) =>
        decibelsOverReferenceNoise - (10 * Math.Log10(options.SampleRate / SimulationOptions.ReferenceRate));

    /// <summary>Pulse power relative to full scale.</summary>
    public static double Dbfs(SimulationOptions options, double decibelsOverReferenceNoise) =>
        20 * Math.Log10(Amplitude(options, decibelsOverReferenceNoise) / Quantiser.FullScale);
}
