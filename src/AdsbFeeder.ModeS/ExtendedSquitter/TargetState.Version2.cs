namespace AdsbFeeder.ModeS;

/// <remarks><code>
///   subtype 1, version 2 (DO-260B 2.2.3.2.7.1)
///     ME bits  1-5 TC 29 | 6-7 subtype | 8 SIL supplement | 9 FMS | 10-20 altitude (raw - 1) * 32 ft | 21-29 QNH 800 + (raw - 1) * 0.8 hPa
///              30 heading valid | 31-39 heading 180/256 | 40-43 NACp | 44 NICbaro | 45-46 SIL | 47 modes valid | 48 autopilot | 49 VNAV
///              50 altitude hold | 51 IMF | 52 approach | 53 TCAS operational | 54 LNAV | 55-56 reserved
///     8D4CA7B1EABE885FDD3F588EB9C1   FMS 31968 ft, 1012.8 hPa, 347.34 deg, autopilot, altitude hold, approach
/// </code></remarks>
public readonly partial record struct TargetState
{
    private const double HeadingStep = 180.0 / 256;

    private static TargetState DecodeVersion2(MessageField me)
    {
        var altitude = me[10..20];
        var setting = me[21..29];
        return new TargetState
        {
            Subtype = 1,
            SilSupplement = me.Bit(8),
            AltitudeSource = altitude == 0 ? null
                : me.Bit(9) ? SelectedAltitudeSource.FlightManagementSystem
                : SelectedAltitudeSource.ControlPanel,
            SelectedAltitudeFeet = altitude == 0 ? null : (int)(altitude - 1) * 32,
            BarometricSettingHectopascals = setting == 0 ? null : (8000 + (setting - 1) * 8) / 10.0,
            SelectedHeadingDegrees = me.Guarded(30, 31, 39) * HeadingStep,
            NacP = (int)me[40..43],
            NicBaro = me.Bit(44),
            Sil = (int)me[45..46],
            Autopilot = Mode(me, 48),
            VNav = Mode(me, 49),
            AltitudeHold = Mode(me, 50),
            Approach = Mode(me, 52),
            TcasOperational = me.Bit(53),
            LNav = Mode(me, 54),
        };
    }

    private MessageField EncodeVersion2(MessageField me) => me
        .WithBit(8, SilSupplement)
        .WithBit(9, AltitudeSource == SelectedAltitudeSource.FlightManagementSystem)
        .With(10, 20, (uint)(StatusFields.Steps(SelectedAltitudeFeet, 32, 0, 2046) + 1 ?? 0))
        .With(21, 29, (uint)(StatusFields.Steps(BarometricSettingHectopascals - 800, 0.8, 0, 510) + 1 ?? 0))
        .WithBit(30, SelectedHeadingDegrees is not null)
        .With(31, 39, Angles.Steps(SelectedHeadingDegrees, HeadingStep))
        .With(40, 43, (uint)NacP)
        .WithBit(44, NicBaro)
        .With(45, 46, (uint)Sil)
        .WithBit(47, Autopilot is not null)
        .WithBit(48, Autopilot == true)
        .WithBit(49, Autopilot is not null && VNav == true)
        .WithBit(50, Autopilot is not null && AltitudeHold == true)
        .WithBit(52, Autopilot is not null && Approach == true)
        .WithBit(53, TcasOperational)
        .WithBit(54, Autopilot is not null && LNav == true);

    private static bool? Mode(MessageField me, int bit) => me.Bit(47) ? me.Bit(bit) : null;
}
