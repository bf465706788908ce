namespace AdsbFeeder.ModeS;

/// <summary>Coarse TIS-B airborne position and velocity in one message, DF18 with CF 3 (DO-260B 2.2.17.3.5). It has no type code.</summary>
/// <remarks><code>
///   ME bits  1 IMF | 2-3 SS | 4-7 service volume | 8-19 AC12 | 20 track valid | 21-25 track, 11.25 deg | 26-31 speed | 32 F
///            33-44 CPR lat | 45-56 CPR lon, 12 bits each      speed: 0 n/a, 1 below 16 kt, n from 16 + (n - 2) * 32
///   931234560787148C4D2929B869A8   volume 3, 38000 ft, track 101.25, from 144 kt, CPR 1234, 2345
/// </code></remarks>
/// <param name="SurveillanceStatus">The field SS.</param>
/// <param name="ServiceVolume">Which ground service speaks, 0 to 15.</param>
/// <param name="AltitudeFeet">Barometric altitude; null when not available.</param>
/// <param name="TrackDegrees">Track; null when not available.</param>
/// <param name="SpeedCode">Ground speed as coded, 0 to 63.</param>
/// <param name="Latitude12">Fraction of the latitude zone in 2^-12.</param>
/// <param name="Longitude12">Fraction of the longitude zone in 2^-12.</param>
/// <param name="Format">The CPR grid.</param>
public readonly record struct CoarsePosition(
    SurveillanceStatus SurveillanceStatus,
    int ServiceVolume,
    int? AltitudeFeet,
    double? TrackDegrees,
    int SpeedCode,
    int Latitude12,
    int Longitude12,
    CprFormat Format)
{
    private const double TrackStep = 11.25;

    /// <summary>The slowest ground speed that the code stands for, knots; null when not available.</summary>
    public double? SlowestGroundSpeedKnots => SpeedCode switch
    {
        0 => null,
        1 => 0,
        _ => 16 + (SpeedCode - 2) * 32,
    };

    /// <summary>Reads the ME of a DF18 frame with CF 3. IMF is in the address, see <see cref="ExtendedSquitter"/>.</summary>
    public static CoarsePosition Decode(MessageField me) => new(
        (SurveillanceStatus)me[2..3],
        (int)me[4..7],
        AltitudeCode.FromAc12(me[8..19]),
        me.Guarded(20, 21, 25) * TrackStep,
        (int)me[26..31],
        (int)me[33..44],
        (int)me[45..56],
        me.Bit(32) ? CprFormat.Odd : CprFormat.Even);

    /// <summary>The ME, with IMF 0.</summary>
    public MessageField Encode() => default(MessageField)
        .With(2, 3, (uint)SurveillanceStatus)
        .With(4, 7, (uint)ServiceVolume)
        .With(8, 19, AltitudeCode.ToAc12(AltitudeFeet))
        .WithBit(20, TrackDegrees is not null)
        .With(21, 25, Angles.Steps(TrackDegrees, TrackStep))
        .With(26, 31, (uint)SpeedCode)
        .WithBit(32, Format == CprFormat.Odd)
        .With(33, 44, (uint)Latitude12)
        .With(45, 56, (uint)Longitude12);
}
