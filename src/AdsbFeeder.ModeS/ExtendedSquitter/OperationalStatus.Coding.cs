namespace AdsbFeeder.ModeS;

public readonly partial record struct OperationalStatus
{
    /// <summary>Reads an ME with type code 31; only subtype and version when the subtype is reserved.</summary>
    public static OperationalStatus Decode(MessageField me)
    {
        var status = new OperationalStatus
        {
            Subtype = (int)me[6..8],
            Version = (int)me[41..43],
            CapabilityFormat = (int)me[9..10],
            ModeFormat = (int)me[25..26],
        };
        if (status.Subtype > 1)
            return status;
        if (status.CapabilityFormat == 0)
            status = status.IsSurface ? status.WithSurfaceCapability(me) : status.WithAirborneCapability(me);
        if (status.Version == 0)
            return status;
        if (status.ModeFormat == 0)
            status = status.WithMode(me);
        return status.WithQuality(me);
    }

    /// <summary>The ME. Fields that the version or subtype does not have are left out.</summary>
    public MessageField Encode()
    {
        var isVersion2 = Version >= 2;
        var me = default(MessageField).With(1, 5, 31).With(6, 8, (uint)Subtype)
            .With(9, 10, (uint)CapabilityFormat).With(25, 26, (uint)ModeFormat).With(41, 43, (uint)Version);
        if (Subtype > 1)
            return me;
        if (CapabilityFormat == 0)
            me = IsSurface ? EncodeSurfaceCapability(me, isVersion2) : EncodeAirborneCapability(me, isVersion2);
        if (Version == 0)
            return me;
        if (ModeFormat == 0)
            me = EncodeMode(me, isVersion2);
        return EncodeQuality(me, isVersion2);
    }

    private OperationalStatus WithAirborneCapability(MessageField me) => Version switch
    {
        0 => this with { TcasOperational = !me.Bit(11), TrafficDisplay = me.Bit(12) },
        _ => this with
        {
            TcasOperational = me.Bit(11) == (Version >= 2),
            TrafficDisplay = Version == 1 ? me.Bit(12) : null,
            ReceivesExtendedSquitter = Version >= 2 ? me.Bit(12) : null,
            AirReferencedVelocity = me.Bit(15),
            ReportsTargetState = me.Bit(16),
            TargetChangeReports = (int)me[17..18],
            ReceivesUat = Version >= 2 ? me.Bit(19) : null,
        },
    };

    private MessageField EncodeAirborneCapability(MessageField me, bool isVersion2)
    {
        me = me.WithBit(11, (TcasOperational == true) == isVersion2)
            .WithBit(12, (isVersion2 ? ReceivesExtendedSquitter : TrafficDisplay) == true);
        return Version == 0 ? me : me
            .WithBit(15, AirReferencedVelocity == true)
            .WithBit(16, ReportsTargetState == true)
            .With(17, 18, (uint)(TargetChangeReports ?? 0))
            .WithBit(19, isVersion2 && ReceivesUat == true);
    }

    private OperationalStatus WithSurfaceCapability(MessageField me) => Version switch
    {
        0 => this with { TrafficDisplay = me.Bit(12) },
        _ => this with
        {
            PositionOffsetApplied = me.Bit(11),
            TrafficDisplay = Version == 1 ? me.Bit(12) : null,
            ReceivesExtendedSquitter = Version >= 2 ? me.Bit(12) : null,
            LowPower = me.Bit(15),
            ReceivesUat = Version >= 2 ? me.Bit(16) : null,
            NacV = Version >= 2 ? (int)me[17..19] : null,
            NicSupplementC = Version >= 2 ? me.Bit(20) : null,
            LengthWidthCode = (int)me[21..24],
        },
    };

    private MessageField EncodeSurfaceCapability(MessageField me, bool isVersion2)
    {
        me = me.WithBit(12, (isVersion2 ? ReceivesExtendedSquitter : TrafficDisplay) == true);
        return Version == 0 ? me : me
            .WithBit(11, PositionOffsetApplied == true)
            .WithBit(15, LowPower == true)
            .WithBit(16, isVersion2 && ReceivesUat == true)
            .With(17, 19, isVersion2 ? (uint)(NacV ?? 0) : 0)
            .WithBit(20, isVersion2 && NicSupplementC == true)
            .With(21, 24, (uint)(LengthWidthCode ?? 0));
    }

    private OperationalStatus WithMode(MessageField me) => this with
    {
        ResolutionAdvisoryActive = me.Bit(27),
        IdentActive = me.Bit(28),
        ReceivingAtcServices = Version == 1 ? me.Bit(29) : null,
        SingleAntenna = Version >= 2 ? me.Bit(30) : null,
        Sda = Version >= 2 ? (int)me[31..32] : null,
        AntennaOffset = Version >= 2 && IsSurface ? (int)me[33..40] : null,
    };

    private MessageField EncodeMode(MessageField me, bool isVersion2) => me
        .WithBit(27, ResolutionAdvisoryActive == true)
        .WithBit(28, IdentActive == true)
        .WithBit(29, !isVersion2 && ReceivingAtcServices == true)
        .WithBit(30, isVersion2 && SingleAntenna == true)
        .With(31, 32, isVersion2 ? (uint)(Sda ?? 0) : 0)
        .With(33, 40, isVersion2 && IsSurface ? (uint)(AntennaOffset ?? 0) : 0);

    private OperationalStatus WithQuality(MessageField me) => this with
    {
        NicSupplementA = me.Bit(44),
        NacP = (int)me[45..48],
        Baq = Version == 1 && !IsSurface ? (int)me[49..50] : null,
        Gva = Version >= 2 && !IsSurface ? (int)me[49..50] : null,
        Sil = (int)me[51..52],
        NicBaro = IsSurface ? null : me.Bit(53),
        TrackIsHeading = IsSurface ? me.Bit(53) : null,
        HorizontalReference = (HorizontalReference)me[54..54],
        SilSupplement = Version >= 2 ? me.Bit(55) : null,
    };

    private MessageField EncodeQuality(MessageField me, bool isVersion2) => me
        .WithBit(44, NicSupplementA == true)
        .With(45, 48, (uint)(NacP ?? 0))
        .With(49, 50, IsSurface ? 0 : (uint)((isVersion2 ? Gva : Baq) ?? 0))
        .With(51, 52, (uint)(Sil ?? 0))
        .WithBit(53, (IsSurface ? TrackIsHeading : NicBaro) == true)
        .With(54, 54, (uint)(HorizontalReference ?? 0))
        .WithBit(55, isVersion2 && SilSupplement == true);
}
