using System.Globalization;

namespace AdsbFeeder.Benchmarks.SecondAir;

/// <summary>How a receiver limits its band.</summary>
internal enum Band
{
    /// <summary>A windowed sinc with linear phase.</summary>
    Sinc,

    /// <summary>Four poles, as of an analogue filter: the phase is not linear.</summary>
    Butterworth,

    /// <summary>None: the signal is sampled as it is, everything folds.</summary>
    None,

    /// <summary>Each sample is the mean of the signal over its time.</summary>
    Average,

    /// <summary>A sinc of the sampled band under a Blackman window of six samples on either side.</summary>
    Blackman,
}

/// <summary>One variation of the second air: what transponders, traffic and receiver are like.</summary>
/// <remarks>
/// The simulator and the demodulator were made by the same people, who may share a mistake. This air shares no code with the simulator, and every case changes
/// one thing that another's recording may have.
/// </remarks>
internal sealed record AirCase(string Name)
{
    public int Seed { get; init; } = 1;

    public int Aircraft { get; init; } = 100;

    public double Seconds { get; init; } = 12;

    public double RadiusKilometres { get; init; } = 330;

    public double SampleRate { get; init; } = 2.4e6;

    // Receiver
    /// <summary>At 2.4 MS/s; the density is the same at every rate.</summary>
    public double NoiseSigma { get; init; } = 4;

    /// <summary>In a band of 2.4 MHz.</summary>
    public double SnrAt10Kilometres { get; init; } = 36;

    public Band Band { get; init; } = Band.Sinc;

    /// <summary>Half amplitude edge as a share of the sample rate.</summary>
    public double BandEdge { get; init; } = 0.42;

    /// <summary>Noise that enters behind the filter: white; otherwise it has the band's shape.</summary>
    public bool WhiteNoise { get; init; }

    /// <summary>The byte of a voltage of zero.</summary>
    public double Zero { get; init; } = 127.5;

    public (double I, double Q) Dc { get; init; }

    public double ImbalanceDecibels { get; init; }

    public double QuadratureDegrees { get; init; }

    public double ClockPpm { get; init; }

    public double TunerHz { get; init; }

    /// <summary>Level of a carrier over the noise; null for none.</summary>
    public double? SpurDecibels { get; init; }

    /// <summary>How far it lies beside the middle.</summary>
    public double SpurHertz { get; init; } = 700e3;

    /// <summary>By how much it swings, three hundred times a second; 0 for a steady one.</summary>
    public double SpurDeviationHertz { get; init; }

    /// <summary>What the gain changes by at half time.</summary>
    public double GainStepDecibels { get; init; }

    // Transponders
    public (double Least, double Most) RiseSeconds { get; init; } = (50e-9, 100e-9);

    public (double Least, double Most) DecaySeconds { get; init; } = (50e-9, 200e-9);

    /// <summary>Largest displacement of a pulse.</summary>
    public double PulseJitterSeconds { get; init; } = 10e-9;

    /// <summary>Most by which a sender's pulses are too long or too short.</summary>
    public double PulseWidthSeconds { get; init; }

    /// <summary>Fall of the level over a long frame.</summary>
    public double DroopDecibels { get; init; }

    /// <summary>Standard deviation of the level from pulse to pulse.</summary>
    public double PulseLevelDecibels { get; init; }

    public double CarrierSigmaHz { get; init; } = 200e3;

    /// <summary>Carriers lie evenly within this instead.</summary>
    public double? CarrierWithinHz { get; init; }

    /// <summary>Most by which a sender's carrier moves within a long frame.</summary>
    public double ChirpHz { get; init; }

    /// <summary>Random walk of the phase, radians a square root of microsecond.</summary>
    public double PhaseWalk { get; init; } = 0.02;

    /// <summary>Standard deviation of the phase from pulse to pulse.</summary>
    public double PhaseJitter { get; init; } = 0.1;

    public double IncoherentShare { get; init; } = 0.1;

    /// <summary>Level of an echo from <see cref="EchoSeconds"/> later; null for none.</summary>
    public double? EchoDecibels { get; init; }

    public double EchoSeconds { get; init; } = 0.6e-6;

    // Traffic: frames a second and aircraft
    public double Positions { get; init; } = 2;

    public double Velocities { get; init; } = 2;

    public double Squitters { get; init; } = 1;

    public double AllCalls { get; init; } = 0.15;

    public double Acas { get; init; } = 0.8;

    public double Altitudes { get; init; } = 0.6;

    public double Identities { get; init; } = 0.25;

    public double Registers { get; init; } = 0.6;

    /// <summary>Share of aircraft that send no extended squitter.</summary>
    public double ModeSOnlyShare { get; init; } = 0.2;

    /// <summary>Share of targets that a ground station sends as DF18.</summary>
    public double TisBShare { get; init; } = 0.02;

    /// <summary>Share of aircraft whose address differs from another's by one bit.</summary>
    public double TwinShare { get; init; } = 0.03;

    /// <summary>Whether addresses were given out one after another.</summary>
    public bool AddressesInRow { get; init; }

    /// <summary>Share of aircraft that send altitudes in steps of 100 ft.</summary>
    public double GillhamShare { get; init; } = 0.1;

    /// <summary>Largest climb or descent, feet a minute.</summary>
    public double Climb { get; init; } = 2500;

    public int Interrogators { get; init; } = 3;

    /// <summary>Share of frames that begin as soon as another ends.</summary>
    public double BackToBackShare { get; init; }

    /// <summary>Frames a second of aircraft that send nothing else.</summary>
    public double Strangers { get; init; }

    /// <summary>Mode A/C replies a second and aircraft; they disturb and are not counted.</summary>
    public double ModeAc { get; init; }

    /// <summary>The air of each scene.</summary>
    public static IReadOnlyList<AirCase> Scenes { get; } =
    [
        new("sparse") { Aircraft = 40, Seconds = 20 },
        new("busy") { Aircraft = 200, Seconds = 10 },
        new("dense") { Aircraft = 700, Seconds = 5 },
    ];

    /// <summary>What is varied, one thing a case.</summary>
    public static IReadOnlyList<(string Name, Func<AirCase, AirCase> Vary)> Variations { get; } =
    [
        ("plain", c => c),
        ("steepest pulses", c => c with { RiseSeconds = (50e-9, 50e-9), DecaySeconds = (50e-9, 50e-9) }),
        ("slowest pulses", c => c with { RiseSeconds = (100e-9, 100e-9), DecaySeconds = (200e-9, 200e-9) }),
        ("rectangular, no filter", c => c with { RiseSeconds = (1e-9, 1e-9), DecaySeconds = (1e-9, 1e-9), Band = Band.None }),
        ("narrow band", c => c with { BandEdge = 0.3 }),
        ("wide band", c => c with { BandEdge = 0.49 }),
        ("wide band, white noise", c => c with { BandEdge = 0.49, WhiteNoise = true }),
        ("Blackman, white noise", c => c with { Band = Band.Blackman, WhiteNoise = true }),
        ("averaged samples", c => c with { RiseSeconds = (1e-9, 1e-9), DecaySeconds = (1e-9, 1e-9), Band = Band.Average, WhiteNoise = true }),
        ("slow pulses, no filter", c => c with { RiseSeconds = (100e-9, 100e-9), DecaySeconds = (200e-9, 200e-9), Band = Band.None }),
        ("narrow band, white noise", c => c with { BandEdge = 0.33, WhiteNoise = true }),
        ("Butterworth", c => c with { Band = Band.Butterworth }),
        ("jitter 50 ns", c => c with { PulseJitterSeconds = 50e-9 }),
        ("pulses of 450 to 550 ns", c => c with { PulseWidthSeconds = 50e-9 }),
        ("droop 2 dB", c => c with { DroopDecibels = 2 }),
        ("uneven pulses", c => c with { PulseLevelDecibels = 1 }),
        ("carriers within 50 kHz", c => c with { CarrierSigmaHz = 50e3 }),
        ("carriers within 1 MHz", c => c with { CarrierWithinHz = 1e6 }),
        ("carriers that drift by 50 kHz", c => c with { ChirpHz = 50e3 }),
        ("tuner off by 60 kHz", c => c with { TunerHz = 60e3 }),
        ("steady phases", c => c with { IncoherentShare = 0, PhaseJitter = 0, PhaseWalk = 0 }),
        ("unsteady phases", c => c with { PhaseJitter = 0.3, PhaseWalk = 0.15 }),
        ("incoherent", c => c with { IncoherentShare = 1 }),
        ("half incoherent", c => c with { IncoherentShare = 0.5 }),
        ("noise 1.5 counts", c => c with { NoiseSigma = 1.5 }),
        ("noise 1 count", c => c with { NoiseSigma = 1 }),
        ("noise 0.6 counts", c => c with { NoiseSigma = 0.6 }),
        ("noise 10 counts", c => c with { NoiseSigma = 10 }),
        ("constant", c => c with { Dc = (3.3, -2.1), Zero = 127 }),
        ("zero at 128", c => c with { Zero = 128 }),
        ("imbalance 1 dB, 5°", c => c with { ImbalanceDecibels = 1, QuadratureDegrees = 5 }),
        ("imbalance 2 dB, 12°", c => c with { ImbalanceDecibels = 2, QuadratureDegrees = 12 }),
        ("carrier of +3 dB beside", c => c with { SpurDecibels = 3 }),
        ("carrier of +10 dB beside", c => c with { SpurDecibels = 10 }),
        ("carrier that swings by 3 kHz", c => c with { SpurDecibels = 3, SpurHertz = 410e3, SpurDeviationHertz = 3e3 }),
        ("gain down 6 dB at half time", c => c with { GainStepDecibels = -6 }),
        ("gain up 6 dB at half time", c => c with { GainStepDecibels = 6 }),
        ("clock off by 100 ppm", c => c with { ClockPpm = 100 }),
        ("echo of -8 dB", c => c with { EchoDecibels = -8 }),
        ("near and strong", c => c with { SnrAt10Kilometres = 56 }),
        ("many replies", c => c with { Positions = 0.5, Velocities = 0.5, AllCalls = 1.5, Altitudes = 3, Identities = 1.5, Registers = 3, Acas = 2 }),
        ("only DF17", c => c with { ModeSOnlyShare = 0, TisBShare = 0, Squitters = 0, AllCalls = 0, Acas = 0, Altitudes = 0, Identities = 0, Registers = 0 }),
        ("only short replies", c => c with { ModeSOnlyShare = 1, TisBShare = 0, AllCalls = 2, Altitudes = 3, Identities = 1, Registers = 0 }),
        ("a tenth of the aircraft", c => c with { Aircraft = c.Aircraft / 10, Positions = 4, Velocities = 4, Altitudes = 6, Identities = 2, Registers = 6, Acas = 8 }),
        ("strangers", c => c with { Strangers = 2 * c.Aircraft }),
        ("back to back", c => c with { BackToBackShare = 0.3 }),
        ("Mode A/C", c => c with { ModeAc = 10 }),
        ("hardly any squitters", c => c with { ModeSOnlyShare = 0.9, Squitters = 0.2, Altitudes = 2, Registers = 2, Acas = 2 }),
        ("twins", c => c with { TwinShare = 0.5 }),
        ("addresses in a row", c => c with { AddressesInRow = true }),
        ("TIS-B", c => c with { TisBShare = 0.3 }),
        ("many interrogators", c => c with { Interrogators = 15, AllCalls = 2 }),
        ("fast climbs", c => c with { Climb = 9000 }),
        ("Gillham", c => c with { GillhamShare = 0.7 }),
        .. ((double[])[2.4, 2, 2.56, 3.2, 6, 8, 10, 12, 20]).Select(rate => ($"2 s at {rate.ToString(CultureInfo.InvariantCulture)} MS/s", (Func<AirCase, AirCase>)(c => c with { Seconds = 2, SampleRate = rate * 1e6 }))),
    ];
}
