namespace AdsbFeeder.ModeS;

/// <summary>How likely each register holds just these bits, as log2 of a probability; <see cref="Impossible"/> when a rule of the standard
/// forbids it.</summary>
internal static partial class RegisterLikelihood
{
    public const double Impossible = double.NegativeInfinity;

    /// <summary>Log2 of the probability of the bits, were they the register.</summary>
    public static double Of(byte register, MessageField mb, in RegisterContext context) => register switch
    {
        0x05 => AirbornePosition(mb, context),
        0x06 => SurfacePosition(mb, context),
        0x07 => SquitterStatus.Fits(mb) ? -2 : Impossible,
        0x08 => Identification(mb, context),
        0x09 => AirborneVelocity(mb, context),
        0x10 => DataLinkCapability.Fits(mb) ? -20 - (mb[17..23] > 7 ? 8 : 0) : Impossible,
        0x17 => CommonUsage(mb),
        0x18 => ServicesCapability.FitsFirst(mb) ? -18 : Impossible,
        0x19 => ServicesCapability.FitsSecond(mb) ? -22 : Impossible,
        0x20 => IdentificationRegister.Fits(mb)
            ? IdentificationRegister.Decode(mb).Callsign is { } callsign ? Text(callsign, context.Callsign) : -4
            : Impossible,
        0x21 => RegistrationMarkings.Fits(mb) ? Text(Registration(mb), 7) - 1 - (mb.Bit(44) ? 10 : 0) : Impossible,
        0x30 => Advisory(mb),
        0x40 => SelectedVerticalIntention(mb, context),
        0x41 => NextWaypointName.Fits(mb) ? Text(NextWaypointName.Decode(mb).Name ?? 0, 9) : Impossible,
        0x42 => NextWaypointPosition.Fits(mb) ? Statuses(mb, 0.1, 1, 21, 41) - 19 - 19 - 9 : Impossible,
        0x43 => NextWaypointDetails.Fits(mb) ? Statuses(mb, 0.1, 1, 13, 26) - 11 - 9 - 12 : Impossible,
        0x44 => MeteorologicalReport(mb, context),
        0x45 => HazardReport(mb, context),
        0x48 => VhfChannelReport.Fits(mb) ? Statuses(mb, 0.3, 16, 34, 52) - 15 - 15 - 15 - 8 : Impossible,
        0x50 => TrackAndTurn(mb, context),
        0x51 => CoarsePositionReport.Fits(mb) ? -40 + Height(CoarsePositionReport.Decode(mb).AltitudeFeet, context) : Impossible,
        0x52 => FinePositionReport.Fits(mb) ? -39 + Height(FinePositionReport.Decode(mb).AltitudeFeet, context) : Impossible,
        0x53 => AirReferencedState(mb, context),
        0x54 or 0x55 or 0x56 => WaypointReport.Fits(mb) ? Text(mb[2..31], 5) - 24 : Impossible,
        0x5F => QuasiStaticMonitoring.Fits(mb) ? -14 : Impossible,
        0x60 => HeadingAndSpeed(mb, context),
        0x61 => AircraftStatus(mb),
        0x62 => TargetState(mb, context),
        0x65 => OperationalStatus(mb),
        0xE3 or 0xE4 or 0xE5 or 0xE6 => EquipmentIdentification.Fits(mb) ? -43 : Impossible,
        0xF1 => MilitaryCodes.Fits(mb) ? -2 - (mb.Bit(1) ? 13 : 0) - (mb.Bit(16) ? 12 : 0) : Impossible,
        0xF2 => MilitaryModes.Fits(mb) ? -3 - (mb.Bit(6) ? 13 : 0) - (mb.Bit(21) ? 12 : 0) - (mb.Bit(35) ? 12 : 0) : Impossible,
        _ => Impossible,
    };

    /// <summary>1,7: the squitter registers come together or not at all, and so do those of enhanced surveillance.</summary>
    private static double CommonUsage(MessageField mb)
    {
        if (!CommonUsageCapability.Fits(mb))
            return Impossible;

        const uint Squitters = 0b1101_1; // 0,5 0,6 0,8 0,9 of MB 1-5
        var squitters = mb[1..5] & Squitters;
        var enhanced = (mb.Bit(9) ? 1 : 0) + (mb.Bit(16) ? 1 : 0) + (mb.Bit(24) ? 1 : 0); // 4,0 5,0 6,0
        var bits = squitters == Squitters ? -0.1 : squitters == 0 ? -4 : -9;
        bits += enhanced == 3 ? -0.1 : enhanced == 0 ? -5 : -6;
        bits += Evidence.Flag(mb.Bit(3) == (squitters != 0), 0.95); // 0,7
        bits += Evidence.Flag(mb.Bit(6), 0.4) + Evidence.Flag(mb.Bit(8), 0.3); // 0,A 2,1
        bits += Statuses(mb, 0.95, 10, 11, 12, 13, 14, 15) + Statuses(mb, 0.95, 20, 21, 22); // 4,1 to 4,8, 5,4 to 5,6
        return bits + Statuses(mb, 0.5, 17, 18, 23) + Statuses(mb, 0.9, 19); // 5,1 5,2 5,F, 5,3
    }

    /// <summary>3,0: mostly there is no advisory, and all is zero behind the number.</summary>
    private static double Advisory(MessageField mb) =>
        !ResolutionAdvisory.Fits(mb) ? Impossible : mb.IsZero(9, 56) ? -0.5 : -1.7 + ActiveAdvisory(mb);

    /// <summary>Bits 9 to 56 of an advisory: the last seven of ARA are for an ACAS that nobody flies, a threat without type has no
    /// data.</summary>
    private static double ActiveAdvisory(MessageField field)
    {
        var advisory = ResolutionAdvisory.Decode(field);
        if (!advisory.IsActive || advisory.ThreatType == 3)
            return -48;
        var threat = advisory.ThreatType switch
        {
            0 => field.IsZero(31, 56) ? -1 : -33,
            1 => field.IsZero(55, 56) && advisory.ThreatAddress is { IsAssignable: true } ? -25 : -33,
            _ => advisory.ThreatAltitudeFeet is null || advisory.ThreatBearingDegrees is null ? -30 : -24,
        };
        return threat - 6 + (field.IsZero(16, 22) ? 0 : -12) - (advisory.Complements == 0 ? 1 : 5)
            + Evidence.Flag(advisory.MultipleThreats, 0.1);
    }

    /// <summary>Text of six-bit characters: the fewer, the likelier.</summary>
    private static double Text(ulong bits, int length)
    {
        const double PerCharacter = 5.2, PerSpace = 0.4;
        var price = 0.0;
        for (var i = 0; i < length; i++)
            price += (bits >> 6 * i & 0x3F) is 0 or 32 ? PerSpace : PerCharacter;
        return -price;
    }

    private static ulong Registration(MessageField mb) => RegistrationMarkings.Decode(mb).Registration ?? 0;

    private static double Height(int feet, in RegisterContext context) =>
        context.AltitudeFeet is { } known ? Evidence.Near(feet - known, 100 + 10 * context.AltitudeAgeSeconds, 8, 15) : Evidence.Within(feet, 0, 45_000, 8, 15);
}
