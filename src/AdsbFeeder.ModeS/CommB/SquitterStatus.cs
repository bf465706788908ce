namespace AdsbFeeder.ModeS;

/// <summary>Register 0,7: how the transponder squitters (Doc 9871 table A-2-7).</summary>
/// <remarks><code>
///   MB bits  1-2 surface rate (0 not known, 1 high, 2 low, 3 reserved) | 3 altitude (0 barometric, 1 GNSS height) | 4-56 zero
///   MB 40000000000000   high rate (composed)
/// </code></remarks>
/// <param name="SurfaceRate">How often surface positions are sent.</param>
/// <param name="AltitudeIsGeometric">Airborne positions carry the GNSS height instead of the pressure altitude.</param>
public readonly record struct SquitterStatus(SurfaceSquitterRate SurfaceRate, bool AltitudeIsGeometric)
{
    /// <summary>Whether a field can be this register: something is set, and nothing reserved.</summary>
    public static bool Fits(MessageField mb) => mb.Bits != 0 && mb.IsZero(4, 56) && mb[1..2] != 3;

    /// <summary>Reads an MB that holds this register.</summary>
    public static SquitterStatus Decode(MessageField mb) => new((SurfaceSquitterRate)mb[1..2], mb.Bit(3));

    /// <summary>The MB.</summary>
    public MessageField Encode() => default(MessageField).With(1, 2, (uint)SurfaceRate).WithBit(3, AltitudeIsGeometric);
}

/// <summary>How often surface positions are sent.</summary>
public enum SurfaceSquitterRate : byte
{
    /// <summary>The aircraft cannot tell.</summary>
    Unknown = 0,

    /// <summary>Twice a second: it moves.</summary>
    High = 1,

    /// <summary>Every five seconds: it stands.</summary>
    Low = 2,

    /// <summary>Reserved.</summary>
    Reserved = 3,
}
