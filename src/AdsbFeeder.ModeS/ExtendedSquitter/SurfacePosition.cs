namespace AdsbFeeder.ModeS;

/// <summary>Surface position, type codes 5 to 8 (DO-260B 2.2.3.2.4, register 0,6).</summary>
/// <remarks><code>
///   ME bits  1-5 TC | 6-12 movement | 13 track valid | 14-20 track, 360/128 deg | 21 T | 22 F | 23-39 CPR lat | 40-56 CPR lon
///   8C3461CE399E40586B4EE4932241   TC 7, movement 25 (8 kt), track 281.25
/// </code></remarks>
/// <param name="TypeCode">5 to 8: with the version and the NIC supplements it tells the accuracy.</param>
/// <param name="Movement">Ground speed as coded.</param>
/// <param name="TrackDegrees">Direction of motion, or of the nose where the operational status says so (TAH); null when not
/// available.</param>
/// <param name="TimeSynchronised">Bit T: the position is valid at an exact 0.2 s UTC epoch. In TIS-B and ADS-R it is IMF instead.</param>
/// <param name="Cpr">The encoded position.</param>
public readonly record struct SurfacePosition(
    int TypeCode, SurfaceMovement Movement, double? TrackDegrees, bool TimeSynchronised, CprPosition Cpr)
{
    private const double TrackStep = 360.0 / 128;

    /// <summary>The same from a speed in knots, null when not available.</summary>
    public SurfacePosition(int typeCode, double? groundSpeedKnots, double? trackDegrees, bool timeSynchronised, CprPosition cpr)
        : this(typeCode, SurfaceMovement.FromKnots(groundSpeedKnots), trackDegrees, timeSynchronised, cpr)
    {
    }

    /// <summary>Ground speed, the lower edge of its coded interval, on the scale of versions 1 and 2 (version 0 differs below 1 kt
    /// only).</summary>
    public double? GroundSpeedKnots => Movement.Knots();

    /// <summary>Reads an ME with type code 5 to 8.</summary>
    public static SurfacePosition Decode(MessageField me) => new(
        (int)me[1..5],
        new SurfaceMovement((byte)me[6..12]),
        me.Bit(13) ? me[14..20] * TrackStep : null,
        me.Bit(21),
        new CprPosition((int)me[23..39], (int)me[40..56], me.Bit(22) ? CprFormat.Odd : CprFormat.Even));

    /// <summary>The ME, with the track rounded to its step.</summary>
    public MessageField Encode() => default(MessageField)
        .With(1, 5, (uint)TypeCode)
        .With(6, 12, Movement.Code)
        .WithBit(13, TrackDegrees is not null)
        .With(14, 20, Angles.Steps(TrackDegrees, TrackStep))
        .WithBit(21, TimeSynchronised)
        .WithBit(22, Cpr.Format == CprFormat.Odd)
        .With(23, 39, (uint)Cpr.Latitude17)
        .With(40, 56, (uint)Cpr.Longitude17);
}
