namespace AdsbFeeder.ModeS;

/// <remarks><code>
///   subtype 0, version 1 (DO-260A 2.2.3.2.7.1)
///     ME bits  8-9 altitude source (0 none, 1 MCP, 2 holding, 3 FMS) | 10 MSL | 11 always 0 | 12-13 capability | 14-15 vertical mode
///              16-25 altitude raw * 100 - 1000 ft (to 1010) | 26-27 heading source (0 none) | 28-36 heading, 1 deg (to 359) | 37 track
///              38-39 horizontal mode | 40-43 NACp | 44 NICbaro | 45-46 SIL | 52 TCAS not operational | 53 RA active | 54-56 emergency
///     8D4CA7B1E88AB42E9B18110BFF6D   35000 ft, track 233, NACp 8, general emergency
/// </code></remarks>
public readonly partial record struct TargetState
{
    private const uint HighestAltitudeCode = 1010;
    private const uint HighestHeadingCode = 359;

    private static TargetState DecodeVersion1(MessageField me)
    {
        var source = me[8..9];
        var altitude = me[16..25];
        var heading = me[28..36];
        return new TargetState
        {
            Subtype = 0,
            AltitudeSource = source switch
            {
                0 => null,
                1 => SelectedAltitudeSource.ControlPanel,
                2 => SelectedAltitudeSource.Holding,
                _ => SelectedAltitudeSource.FlightManagementSystem,
            },
            AltitudeIsMsl = me.Bit(10),
            AltitudeCapability = (int)me[12..13],
            VerticalMode = (int)me[14..15],
            SelectedAltitudeFeet = source == 0 || altitude > HighestAltitudeCode ? null : (int)altitude * 100 - 1000,
            HeadingSource = (int)me[26..27],
            SelectedHeadingDegrees = me[26..27] == 0 || heading > HighestHeadingCode ? null : heading,
            HeadingIsTrack = me.Bit(37),
            HorizontalMode = (int)me[38..39],
            NacP = (int)me[40..43],
            NicBaro = me.Bit(44),
            Sil = (int)me[45..46],
            TcasOperational = !me.Bit(52),
            ResolutionAdvisoryActive = me.Bit(53),
            Emergency = (Emergency)me[54..56],
        };
    }

    private MessageField EncodeVersion1(MessageField me) => me
        .With(8, 9, AltitudeSource switch
        {
            null => 0u,
            SelectedAltitudeSource.ControlPanel => 1,
            SelectedAltitudeSource.Holding => 2,
            _ => 3,
        })
        .WithBit(10, AltitudeIsMsl)
        .With(12, 13, (uint)AltitudeCapability)
        .With(14, 15, (uint)VerticalMode)
        .With(16, 25, (uint?)StatusFields.Steps(SelectedAltitudeFeet + 1000, 100, 0, (int)HighestAltitudeCode) ?? 1023)
        .With(26, 27, (uint)HeadingSource)
        .With(28, 36, SelectedHeadingDegrees is { } heading ? Angles.Steps(heading, 1) % 360 : 511)
        .WithBit(37, HeadingIsTrack)
        .With(38, 39, (uint)HorizontalMode)
        .With(40, 43, (uint)NacP)
        .WithBit(44, NicBaro)
        .With(45, 46, (uint)Sil)
        .WithBit(52, !TcasOperational)
        .WithBit(53, ResolutionAdvisoryActive)
        .With(54, 56, (uint)(Emergency ?? 0));
}
