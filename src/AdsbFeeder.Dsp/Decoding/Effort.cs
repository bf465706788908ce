namespace AdsbFeeder.Dsp;

/// <summary>How much work a mode puts into a burst: what it must promise before the next, dearer step is taken.</summary>
/// <remarks>
/// Evidence is Σ ln 2P(bit), at most n ln 2: 38.8 for 56 bits, 77.6 for 112. The limits are quantiles of the frames that can be decoded in simulated scenes:
/// each of balanced's loses about one in a hundred of them and spares a third to two thirds of the rest; those of max lose one in a thousand.
/// </remarks>
internal sealed record Effort
{
    /// <summary>Weakest bits that may be flipped.</summary>
    public required int Flippable { get; init; }

    /// <summary>How many of them at once; more than three only in squitters of known aircraft.</summary>
    public required int Flips { get; init; }

    /// <summary>Whether phase is used.</summary>
    public bool Coherent { get; init; } = true;

    /// <summary>How much of the contrast may be heard where a preamble is silent: half of the places that were tried in vain are data of another burst, in which there is no silence.</summary>
    public required float MostInSilence { get; init; }

    /// <summary>Evidence of the first 56 bits, from amplitudes, below which nothing follows.</summary>
    public float LeastStart { get; init; }

    /// <summary>Bursts looked at in a second from which the air is called crowded.</summary>
    public double CrowdedFrom { get; init; } = 1e9;

    /// <summary>Bursts looked at in a second from which it is as crowded as counts.</summary>
    public double CrowdedFull { get; init; } = 2e9;

    /// <summary>Evidence asked on top of the limits when the air is crowded.</summary>
    public float MoreWhenCrowded { get; init; }

    /// <summary>Share by which what is asked of amplitudes, in units of the noise, grows when the air is crowded.</summary>
    public float LouderWhenCrowded { get; init; }

    /// <summary>Evidence of 112 bits, from amplitudes, below which a long frame is not looked at coherently.</summary>
    public float LeastLong { get; init; }

    /// <summary>Evidence of 56 bits below which no bits are flipped to make a short frame.</summary>
    public float LeastToRepairShort { get; init; }

    /// <summary>Evidence of 112 bits below which no bits are flipped to make a long frame.</summary>
    public float LeastToRepairLong { get; init; }

    /// <summary>Below this coherence the phase says nothing.</summary>
    public float LeastCoherence { get; init; }

    /// <summary>Evidence of the first 56 bits, from phase and amplitude, below which nothing follows.</summary>
    public float LeastCoherentStart { get; init; }

    /// <summary>Above this coherence amplitudes are not looked at any more.</summary>
    public float CertainCoherence { get; init; } = 0.6f;

    /// <summary>How many of them at once, three at most, when parity must give a known address.</summary>
    public int FlipsOfAddressParity { get; init; } = 3;

    /// <summary>Length of the filter: samples on either side of the pulse.</summary>
    public double HalfWindow { get; init; } = 6;

    /// <summary>Whether decoded bursts are taken out of the samples for a second look.</summary>
    public bool LooksTwice { get; init; }

    /// <summary>Whether what lies on the bits of a burst that was tried is taken for a part of it.</summary>
    public bool TrustsTried { get; init; } = true;

    /// <summary>How often decisions are made again with a carrier measured on the last ones.</summary>
    public int CoherentRounds { get; init; } = 1;

    /// <summary>Mean power of a burst's granules over the noise at 2.4 MS/s: 1 + half of the SNR.</summary>
    public float LeastEnergy { get; init; } = 1.5f;

    /// <summary>Score of a preamble in units of sigma.</summary>
    public float LeastPreamble { get; init; } = 1.1f;

    /// <summary>Preamble and best format together in units of sigma.</summary>
    public float LeastBegin { get; init; } = 2.4f;

    /// <summary>Mean difference of a bit's chips in units of sigma, over 56 bits; noise alone gives 0.74 ± 0.08.</summary>
    public float LeastContrast { get; init; } = 1;

    /// <summary>The same in units of the burst's own deviation.</summary>
    public float LeastQuality { get; init; } = 1.35f;

    /// <summary>Preamble, best format and twice the contrast together in units of the burst's own deviation.</summary>
    public float LeastSum { get; init; } = 5;

    /// <summary>The effort of a mode.</summary>
    public static Effort Of(DemodulatorMode mode) => mode switch
    {
        DemodulatorMode.Fast => new()
        {
            Flippable = 8,
            Flips = 1,
            MostInSilence = 1.4f,
            Coherent = false,
            HalfWindow = 3,
            LeastEnergy = 4.4f,
            LeastPreamble = 2,
            LeastBegin = 4.5f,
            LeastContrast = 2.2f,
            LeastQuality = 2,
            LeastSum = 8,
            LeastStart = 36,
            MoreWhenCrowded = 1.5f,
            LouderWhenCrowded = 0.3f,
            CrowdedFrom = 700,
            CrowdedFull = 1600,
            LeastToRepairShort = 38,
            LeastToRepairLong = 77,
        },
        DemodulatorMode.Balanced => new()
        {
            Flippable = 16,
            Flips = 4,
            MostInSilence = 1.4f,
            FlipsOfAddressParity = 2,
            LeastEnergy = 1.67f,
            LeastBegin = 2.6f,
            LeastContrast = 1.4f,
            LeastSum = 5.3f,
            LeastStart = 32,
            LeastLong = 65,
            LeastToRepairShort = 32.5f,
            LeastToRepairLong = 69.2f,
            LeastCoherence = 0.7f,
            CertainCoherence = 0.7f,
            LeastCoherentStart = 32.7f,
            MoreWhenCrowded = 3.2f,
            LouderWhenCrowded = 0.35f,
            CrowdedFrom = 1120,
            CrowdedFull = 2250,
        },
        _ => new()
        {
            Flippable = 24,
            Flips = 5,
            MostInSilence = 1.75f,
            CoherentRounds = 2,
            CertainCoherence = 2,
            LooksTwice = true,
            TrustsTried = false,
            LeastStart = 30,
            LeastLong = 62,
            LeastToRepairShort = 30,
            LeastToRepairLong = 66,
            LeastCoherence = 0.45f,
        },
    };
}
