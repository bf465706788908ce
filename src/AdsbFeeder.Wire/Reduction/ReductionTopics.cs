using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>What a frame tells about its aircraft, in the coarse terms of a reduced stream.</summary>
[Flags]
internal enum ReductionTopics : ushort
{
    None = 0,

    /// <summary>An even or odd half of a position. Each has its own time, so that pairs survive.</summary>
    EvenPosition = 1 << 0,
    OddPosition = 1 << 1,

    Altitude = 1 << 2,
    Velocity = 1 << 3,
    TargetState = 1 << 4,
    Registers = 1 << 5,
    Callsign = 1 << 6,
    Squawk = 1 << 7,
    FlightStatus = 1 << 8,
    Emergency = 1 << 9,
    OperationalStatus = 1 << 10,

    /// <summary>That it is there and answers.</summary>
    Presence = 1 << 11,

    /// <summary>Something rare that nobody may miss: an advisory of ACAS, a long message.</summary>
    Always = 1 << 12,
}

/// <summary>Reads the topics off a frame.</summary>
internal static class ReductionTopicsOf
{
    public const int Count = 12;

    /// <summary>The topics; <see cref="ReductionTopics.Presence"/> for what says nothing else.</summary>
    public static ReductionTopics Frame(in Frame frame) => frame.Format switch
    {
        DownlinkFormat.ShortAirAir => ReductionTopics.Altitude,
        DownlinkFormat.LongAirAir => frame.Bytes[4] == 0x30 ? ReductionTopics.Always : ReductionTopics.Altitude,
        DownlinkFormat.SurveillanceAltitude => ReductionTopics.Altitude | ReductionTopics.FlightStatus,
        DownlinkFormat.SurveillanceIdentity => ReductionTopics.Squawk | ReductionTopics.FlightStatus,
        DownlinkFormat.CommBAltitude => ReductionTopics.Altitude | ReductionTopics.FlightStatus | Register(frame),
        DownlinkFormat.CommBIdentity => ReductionTopics.Squawk | ReductionTopics.FlightStatus | Register(frame),
        DownlinkFormat.ExtendedSquitter or DownlinkFormat.ExtendedSquitterNonTransponder or DownlinkFormat.MilitaryExtendedSquitter => Squitter(frame),
        _ => ReductionTopics.Presence,
    };

    // BDS 2,0 and 3,0 name themselves in their first byte (Annex 10 vol. III, tables A-2-32 and A-2-48); zeros are an empty answer.
    private static ReductionTopics Register(in Frame frame) => frame.Bytes[4] switch
    {
        0x20 => ReductionTopics.Callsign,
        0x30 => ReductionTopics.Always,
        _ => frame.Bytes.Slice(4, 7).ContainsAnyExcept((byte)0) ? ReductionTopics.Registers : ReductionTopics.None,
    };

    private static ReductionTopics Squitter(in Frame frame)
    {
        if (!ExtendedSquitter.TryDecode(frame, out var squitter))
            return ReductionTopics.Presence;
        var position = (frame.Bytes[6] & 4) == 0 ? ReductionTopics.EvenPosition : ReductionTopics.OddPosition;
        return squitter.Content switch
        {
            SquitterContent.AirbornePosition => position | ReductionTopics.Altitude,
            SquitterContent.SurfacePosition => position | ReductionTopics.Velocity,
            SquitterContent.CoarsePosition => ReductionTopics.EvenPosition,
            SquitterContent.NoPosition => ReductionTopics.Altitude,
            SquitterContent.Velocity or SquitterContent.TisBVelocity => ReductionTopics.Velocity,
            SquitterContent.Identification => ReductionTopics.Callsign,
            SquitterContent.Emergency => ReductionTopics.Emergency | ReductionTopics.Squawk,
            SquitterContent.ResolutionAdvisory => ReductionTopics.Always,
            SquitterContent.TargetState => ReductionTopics.TargetState,
            SquitterContent.OperationalStatus => ReductionTopics.OperationalStatus,
            _ => ReductionTopics.Presence,
        };
    }
}
