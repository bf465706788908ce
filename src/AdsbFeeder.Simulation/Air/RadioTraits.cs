namespace AdsbFeeder.Simulation.Air;

/// <summary>What is particular about the radio of one transponder, the same in every burst.</summary>
internal sealed record RadioTraits
{
    /// <summary>Power above or below that of the typical transponder.</summary>
    public double PowerDecibels { get; init; }

    /// <summary>Transmitter frequency less 1090 MHz (within 1 MHz: Annex 10 vol. IV, 3.1.2.2.1).</summary>
    public double CarrierOffsetHz { get; init; }

    /// <summary>False when each pulse starts with a phase of its own.</summary>
    public bool IsCoherent { get; init; } = true;

    /// <summary>Standard deviation of the phase from pulse to pulse when coherent.</summary>
    public double PhaseJitterRadians { get; init; }

    /// <summary>Rise time, 50 to 100 ns (3.1.2.2.2).</summary>
    public double RiseSeconds { get; init; } = 75e-9;

    /// <summary>Decay time, 50 to 200 ns.</summary>
    public double DecaySeconds { get; init; } = 100e-9;

    /// <summary>How much all pulses are longer than nominal (tolerance 50 ns).</summary>
    public double PulseWidening { get; init; }

    /// <summary>Standard deviation of a pulse's place (tolerance 50 ns).</summary>
    public double PulseJitterSeconds { get; init; }

    /// <summary>Amplitude of the lobes of the antenna pattern in dB, and where they lie.</summary>
    public double PatternDecibels { get; init; }

    public double PatternPhase { get; init; }

    /// <summary>Draws a transponder at random.</summary>
    public static RadioTraits Draw(SimulationOptions options, RandomStream random) => new()
    {
        PowerDecibels = random.Gaussian(options.PowerSpreadDecibels, 3 * options.PowerSpreadDecibels),
        CarrierOffsetHz = random.Gaussian(options.CarrierOffsetSigmaHz, 950e3),
        IsCoherent = !random.Chance(options.IncoherentShare),
        PhaseJitterRadians = random.Uniform(0.02, 0.35),
        RiseSeconds = random.Uniform(50e-9, 100e-9),
        DecaySeconds = random.Uniform(50e-9, 200e-9),
        PulseWidening = random.Gaussian(15e-9, 40e-9),
        PulseJitterSeconds = random.Uniform(0, 10e-9),
        PatternDecibels = random.Uniform(0.5, 1.5) * options.AntennaScatterDecibels,
        PatternPhase = random.Uniform(0, 2 * Math.PI),
    };
}
