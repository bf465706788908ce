namespace AdsbFeeder.Simulation;

/// <summary>What is simulated. The defaults are the demonstration: traffic around an airport on the Dutch coast.</summary>
/// <remarks>Fleet, messages, times of arrival and pulses depend on the seed and the scene only: the same air is heard at every sample rate.</remarks>
public sealed record SimulationOptions
{
    /// <summary>The rate at which <see cref="NoiseSigma"/> and <see cref="SnrAt10KilometresDecibels"/> are given.</summary>
    /// <remarks>At another rate the same signal meets noise of the same density: its power grows with the rate.</remarks>
    public const double ReferenceRate = 2.4e6;

    /// <summary>The sample rates that receivers use, in samples per second.</summary>
    public static IReadOnlyList<double> SampleRates { get; } = [2e6, 2.4e6, 2.56e6, 3.2e6, 6e6, 8e6, 10e6, 12e6, 20e6, 40e6];

    /// <summary>Same seed, same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of aircraft at any time, 0 to 2,000; one that leaves is replaced. 0 is noise alone.</summary>
    public int Aircraft { get; init; } = 60;

    /// <summary>Length of the stream; endless when absent.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>UTC time of the first sample, for <see cref="SimulatedTraffic"/>.</summary>
    public DateTimeOffset StartTime { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The receiver, degrees north.</summary>
    public double Latitude { get; init; } = 52.0;

    /// <summary>The receiver, degrees east.</summary>
    public double Longitude { get; init; } = 4.0;

    /// <summary>Height of the antenna above the sea.</summary>
    public double AntennaHeightFeet { get; init; } = 65;

    /// <summary>Aircraft fly within this distance.</summary>
    public double RadiusKilometres { get; init; } = 300;

    /// <summary>Spreads the aircraft evenly over the area instead of along routes to and from the airport.</summary>
    public bool AreaUniform { get; init; }

    /// <summary>Share of the larger aircraft that land at the airport or take off there; the rest fly past.</summary>
    public double AirportShare { get; init; } = 0.5;

    /// <summary>Bearing and distance of the airport's runway threshold from the receiver, and the direction of the runway.</summary>
    public double AirportBearingDegrees { get; init; } = 80;

    /// <inheritdoc cref="AirportBearingDegrees"/>
    public double AirportDistanceKilometres { get; init; } = 25;

    /// <inheritdoc cref="AirportBearingDegrees"/>
    public double RunwayHeadingDegrees { get; init; } = 240;

    /// <summary>Share of aircraft whose address differs in one bit from another's.</summary>
    public double TwinAddressShare { get; init; } = 0.03;

    /// <summary>Share of aircraft in an emergency.</summary>
    public double EmergencyShare { get; init; } = 0.004;

    /// <summary>Radars around: they make transponders reply in Mode S.</summary>
    public int ModeSRadars { get; init; } = 3;

    /// <summary>Old radars: they make transponders reply in Mode A and C.</summary>
    public int ModeAcRadars { get; init; } = 1;

    /// <summary>Pulse power over noise power in the band sampled at <see cref="ReferenceRate"/>, for a typical aircraft 10 km away.</summary>
    public double SnrAt10KilometresDecibels { get; init; } = 36;

    /// <summary>Standard deviation of I and of Q at <see cref="ReferenceRate"/> in steps of 8 bits.</summary>
    public double NoiseSigma { get; init; } = 4;

    /// <summary>Standard deviation of transponders' power.</summary>
    public double PowerSpreadDecibels { get; init; } = 2;

    /// <summary>Depth of antenna lobes; half of it is also the scatter from burst to burst.</summary>
    public double AntennaScatterDecibels { get; init; } = 2;

    /// <summary>Weakens aircraft below the radio horizon; free space for all when false.</summary>
    public bool RadioHorizon { get; init; } = true;

    /// <summary>Standard deviation of transponders' carriers.</summary>
    public double CarrierOffsetSigmaHz { get; init; } = 200e3;

    /// <summary>The receiver's centre less 1090 MHz.</summary>
    public double TunerOffsetHz { get; init; }

    /// <summary>Share of transponders whose pulses have no common phase.</summary>
    public double IncoherentShare { get; init; } = 0.1;

    /// <summary>Samples per second.</summary>
    public double SampleRate { get; init; } = ReferenceRate;

    /// <summary>How samples are written.</summary>
    public SimulatedSampleFormat SampleFormat { get; init; }

    /// <summary>Half amplitude edge of the receiver's low-pass as a share of the sample rate.</summary>
    public double BandEdge { get; init; } = 0.42;

    /// <summary>Width of its transition, same unit; edge plus half of it is at most 0.5.</summary>
    public double BandTransition { get; init; } = 0.16;

    /// <summary>Constant added to I, in steps of 8 bits.</summary>
    public double OffsetI { get; init; }

    /// <summary>Constant added to Q, in steps of 8 bits.</summary>
    public double OffsetQ { get; init; }

    /// <summary>Gain of I over that of Q, less one.</summary>
    public double GainImbalance { get; init; }

    /// <summary>How far I and Q are from a right angle.</summary>
    public double QuadratureErrorDegrees { get; init; }

    /// <summary>Which value is out of its range and what that range is, in one sentence; null when all are right.</summary>
    public string? Problem =>
        Aircraft is < 0 or > 2000 ? "Aircraft must be 0 to 2000."
        : !(SampleRate is >= 1.9e6 and <= 61.44e6) ? "SampleRate must be 1.9 to 61.44 million."
        : Duration is { } duration && (duration < TimeSpan.Zero || duration > TimeSpan.FromDays(366)) ? "Duration must be 0 to 366 days."
        : !(RadiusKilometres is >= 80 and <= 460) ? "RadiusKilometres must be 80 to 460."
        : !(AirportDistanceKilometres >= 0 && AirportDistanceKilometres <= RadiusKilometres / 2) ? "AirportDistanceKilometres must be 0 to half of RadiusKilometres."
        : !(Math.Abs(Latitude) <= 80) ? "Latitude must be -80 to 80: near the poles the simulator's plane is none."
        : !(Math.Abs(Longitude) <= 180) ? "Longitude must be -180 to 180."
        : !(SnrAt10KilometresDecibels is >= -20 and <= 100) ? "SnrAt10KilometresDecibels must be -20 to 100."
        : !(BandTransition is > 0.02 and < 0.5) ? "BandTransition must be 0.02 to 0.5."
        : !(BandEdge > 0.1 && BandEdge + (BandTransition / 2) <= 0.5 + 1e-9) ? "BandEdge must be at least 0.1 and, with half the transition, at most 0.5."
        : !(NoiseSigma is > 0 and < 100) ? "NoiseSigma must be above 0 and below 100."
        : null;

    /// <summary>Throws when a value is out of its range; the text names it.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        if (Problem is { } problem)
            throw new ArgumentException(problem, problem[..problem.IndexOf(' ', StringComparison.Ordinal)]);
    }
}
