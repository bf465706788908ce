namespace AdsbFeeder.ModeS;

/// <summary>Register 5,0: track and turn report (Doc 9871 table A-2-80).</summary>
/// <remarks><code>
///   MB bits  1, 2-11 roll 45/256 deg, right wing down positive | 12, 13-23 true track 90/512 deg | 24, 25-34 ground speed 2 kt
///            35, 36-45 track rate 8/256 deg/s | 46, 47-56 true airspeed 2 kt       signs belong to two's complement numbers
///   A000139381951536E024D4CCF6B5   roll 2.11, track 114.26, 438 kt, 0.125 deg/s, TAS 424 kt
///   A0001838FD9F39387FC4DCB9B6D4   roll -3.52, track 342.42, 450 kt, -0.25 deg/s, TAS 440 kt
/// </code></remarks>
public readonly record struct TrackAndTurn
{
    private const double RollStep = 45.0 / 256;
    private const double TrackStep = 90.0 / 512;
    private const double RateStep = 8.0 / 256;
    private const int SpeedStep = 2;

    /// <summary>Roll angle in degrees, -90 to 90, right wing down positive.</summary>
    public double? RollDegrees { get; init; }

    /// <summary>True track in degrees, 0 to 360.</summary>
    public double? TrueTrackDegrees { get; init; }

    /// <summary>Ground speed in knots.</summary>
    public int? GroundSpeedKnots { get; init; }

    /// <summary>Rate of turn in degrees a second, right turns positive.</summary>
    public double? TrackRateDegreesPerSecond { get; init; }

    /// <summary>True airspeed in knots.</summary>
    public int? TrueAirspeedKnots { get; init; }

    /// <summary>Whether a field can be this register: values obey their status bits, and it is not empty.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bits != 0 && mb.Obeys(1, 2, 11) && mb.Obeys(12, 13, 23) && mb.Obeys(24, 25, 34) && mb.Obeys(35, 36, 45) && mb.Obeys(46, 47, 56);

    /// <summary>Reads an MB that holds this register.</summary>
    public static TrackAndTurn Decode(MessageField mb) => new()
    {
        RollDegrees = mb.GuardedSigned(1, 2, 11) * RollStep,
        TrueTrackDegrees = mb.Guarded(12, 13, 23) * TrackStep,
        GroundSpeedKnots = mb.Guarded(24, 25, 34) * SpeedStep,
        TrackRateDegreesPerSecond = mb.GuardedSigned(35, 36, 45) * RateStep,
        TrueAirspeedKnots = mb.Guarded(46, 47, 56) * SpeedStep,
    };

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(1, 2, 11, StatusFields.Steps(RollDegrees, RollStep, -512, 511))
        .WithGuarded(12, 13, 23, TrueTrackDegrees is null ? null : (int)Angles.Steps(TrueTrackDegrees, TrackStep))
        .WithGuarded(24, 25, 34, StatusFields.Steps(GroundSpeedKnots, SpeedStep, 0, 1023))
        .WithGuarded(35, 36, 45, StatusFields.Steps(TrackRateDegreesPerSecond, RateStep, -512, 511))
        .WithGuarded(46, 47, 56, StatusFields.Steps(TrueAirspeedKnots, SpeedStep, 0, 1023));
}
