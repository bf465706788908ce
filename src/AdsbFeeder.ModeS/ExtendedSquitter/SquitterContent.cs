namespace AdsbFeeder.ModeS;

/// <summary>What the ME field of an extended squitter holds (DO-260B table 2-16).</summary>
public enum SquitterContent : byte
{
    /// <summary>A reserved type code or subtype, or no public content.</summary>
    Reserved,

    /// <summary>TC 0: no position; the altitude may still be there. <see cref="AirbornePosition"/> decodes it.</summary>
    NoPosition,

    /// <summary>TC 1-4: <see cref="AircraftIdentification"/>.</summary>
    Identification,

    /// <summary>TC 5-8: <see cref="ModeS.SurfacePosition"/>.</summary>
    SurfacePosition,

    /// <summary>TC 9-18 and 20-22: <see cref="ModeS.AirbornePosition"/>.</summary>
    AirbornePosition,

    /// <summary>TC 19, subtypes 1-4: <see cref="AirborneVelocity"/>.</summary>
    Velocity,

    /// <summary>TC 19 of fine TIS-B: <see cref="ModeS.TisBVelocity"/>.</summary>
    TisBVelocity,

    /// <summary>TC 23, subtype 7: <see cref="ModeS.TestSquawk"/>.</summary>
    TestSquawk,

    /// <summary>TC 28, subtype 1: <see cref="AircraftStatus"/>.</summary>
    Emergency,

    /// <summary>TC 28, subtype 2: <see cref="ModeS.ResolutionAdvisory"/>.</summary>
    ResolutionAdvisory,

    /// <summary>TC 29, subtypes 0 and 1: <see cref="ModeS.TargetState"/>.</summary>
    TargetState,

    /// <summary>TC 31, subtypes 0 and 1: <see cref="ModeS.OperationalStatus"/>.</summary>
    OperationalStatus,

    /// <summary>Coarse TIS-B, DF18 with CF 3: <see cref="ModeS.CoarsePosition"/>.</summary>
    CoarsePosition,

    /// <summary>TC 23, subtypes other than 7: <see cref="UnspecifiedMessage"/>.</summary>
    Test,

    /// <summary>TC 24: <see cref="UnspecifiedMessage"/>.</summary>
    SurfaceSystemStatus,

    /// <summary>TC 30, subtype 0, of version 0 alone: <see cref="ModeS.OperationalCoordination"/>.</summary>
    OperationalCoordination,
}

internal static class SquitterContents
{
    public static SquitterContent Of(int typeCode, MessageField me) => typeCode switch
    {
        0 => SquitterContent.NoPosition,
        >= 1 and <= 4 => SquitterContent.Identification,
        >= 5 and <= 8 => SquitterContent.SurfacePosition,
        (>= 9 and <= 18) or (>= 20 and <= 22) => SquitterContent.AirbornePosition,
        19 when me[6..8] is >= 1 and <= 4 => SquitterContent.Velocity,
        23 => me[6..8] == 7 ? SquitterContent.TestSquawk : SquitterContent.Test,
        24 => SquitterContent.SurfaceSystemStatus,
        28 when me[6..8] == 1 => SquitterContent.Emergency,
        28 when me[6..8] == 2 => SquitterContent.ResolutionAdvisory,
        29 when me[6..7] <= 1 => SquitterContent.TargetState,
        30 when me[6..8] == 0 => SquitterContent.OperationalCoordination,
        31 when me[6..8] <= 1 => SquitterContent.OperationalStatus,
        _ => SquitterContent.Reserved,
    };

    /// <summary>The flag IMF of TIS-B and ADS-R; false for messages that have none.</summary>
    public static bool IcaoModeFlag(MessageField me) => Of((int)me[1..5], me) switch
    {
        SquitterContent.AirbornePosition or SquitterContent.NoPosition => me.Bit(8),
        SquitterContent.SurfacePosition => me.Bit(21),
        SquitterContent.Velocity => me.Bit(9),
        SquitterContent.TargetState => me.Bit(51),
        SquitterContent.Emergency or SquitterContent.ResolutionAdvisory or SquitterContent.OperationalStatus => me.Bit(56),
        _ => false,
    };
}
