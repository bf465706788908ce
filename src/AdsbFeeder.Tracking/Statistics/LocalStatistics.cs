namespace AdsbFeeder.Tracking;

/// <summary>What the own radio's chain has counted since the start; every number only grows.</summary>
public readonly record struct LocalStatistics
{
    /// <summary>Samples that were demodulated.</summary>
    public long SamplesProcessed { get; init; }

    /// <summary>Samples thrown away because the processor was too slow.</summary>
    public long SamplesDropped { get; init; }

    /// <summary>Samples that the device or its bus lost.</summary>
    public long SamplesLost { get; init; }

    /// <summary>Mode A/C replies.</summary>
    public long ModeAc { get; init; }

    /// <summary>Mode S candidates: preambles that were looked at.</summary>
    public long ModeS { get; init; }

    /// <summary>Candidates whose parity did not match.</summary>
    public long Bad { get; init; }

    /// <summary>Candidates in an address-parity format whose address was unknown.</summary>
    public long UnknownAddress { get; init; }

    /// <summary>Frames accepted as received.</summary>
    public long Accepted { get; init; }

    /// <summary>Frames accepted with repaired bits.</summary>
    public long AcceptedRepaired { get; init; }

    /// <summary>Sum of the powers of accepted frames, each 0 to 1 of full scale.</summary>
    public double SignalPowerSum { get; init; }

    /// <summary>Sum of noise powers, 0 to 1 of full scale.</summary>
    public double NoisePowerSum { get; init; }

    /// <summary>Number of noise powers in the sum.</summary>
    public long NoiseCount { get; init; }

    /// <summary>Accepted frames above -3 dBFS.</summary>
    public long StrongSignals { get; init; }

    /// <summary>Accepted frames, repaired or not.</summary>
    public long AcceptedAll => Accepted + AcceptedRepaired;

    /// <summary>The growth since an earlier moment.</summary>
    public LocalStatistics Since(in LocalStatistics earlier) => new()
    {
        SamplesProcessed = SamplesProcessed - earlier.SamplesProcessed,
        SamplesDropped = SamplesDropped - earlier.SamplesDropped,
        SamplesLost = SamplesLost - earlier.SamplesLost,
        ModeAc = ModeAc - earlier.ModeAc,
        ModeS = ModeS - earlier.ModeS,
        Bad = Bad - earlier.Bad,
        UnknownAddress = UnknownAddress - earlier.UnknownAddress,
        Accepted = Accepted - earlier.Accepted,
        AcceptedRepaired = AcceptedRepaired - earlier.AcceptedRepaired,
        SignalPowerSum = SignalPowerSum - earlier.SignalPowerSum,
        NoisePowerSum = NoisePowerSum - earlier.NoisePowerSum,
        NoiseCount = NoiseCount - earlier.NoiseCount,
        StrongSignals = StrongSignals - earlier.StrongSignals,
    };

    /// <summary>Together with what another chain counted.</summary>
    public LocalStatistics And(in LocalStatistics other) => Since(default(LocalStatistics).Since(other));
}
