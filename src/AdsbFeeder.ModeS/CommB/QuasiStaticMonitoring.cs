namespace AdsbFeeder.ModeS;

/// <summary>Register 5,F: which slowly changing parameters have changed: each has a two-bit counter that steps at a change (Doc 9871
/// table A-2-95).</summary>
/// <remarks><code>
///   MB bits  1-2 panel altitude | 3-12 reserved | 13-14 next waypoint | 15-16 reserved | 17-18 FMS vertical mode | 19-20 VHF channel
///            21-22 weather hazards | 23-24 FMS altitude | 25-26 pressure setting | 27-56 reserved
/// </code></remarks>
/// <param name="PanelAltitude">Counter of the altitude on the control panel, 0 to 3, as all.</param>
/// <param name="NextWaypoint">Counter of the next waypoint.</param>
/// <param name="VerticalMode">Counter of the FMS vertical mode.</param>
/// <param name="VhfChannel">Counter of the VHF channel report.</param>
/// <param name="Hazards">Counter of meteorological hazards.</param>
/// <param name="FmsAltitude">Counter of the altitude selected by the FMS.</param>
/// <param name="PressureSetting">Counter of the altimeter setting.</param>
public readonly record struct QuasiStaticMonitoring(
    int PanelAltitude, int NextWaypoint, int VerticalMode, int VhfChannel, int Hazards, int FmsAltitude, int PressureSetting)
{
    /// <summary>Whether a field can be this register: a counter runs, reserved bits are zero.</summary>
    public static bool Fits(MessageField mb) => mb.Bits != 0 && mb.IsZero(3, 12) && mb.IsZero(15, 16) && mb.IsZero(27, 56);

    /// <summary>Reads an MB that holds this register.</summary>
    public static QuasiStaticMonitoring Decode(MessageField mb) => new(
        (int)mb[1..2], (int)mb[13..14], (int)mb[17..18], (int)mb[19..20], (int)mb[21..22], (int)mb[23..24], (int)mb[25..26]);

    /// <summary>The MB.</summary>
    public MessageField Encode() => default(MessageField)
        .With(1, 2, (uint)PanelAltitude).With(13, 14, (uint)NextWaypoint).With(17, 18, (uint)VerticalMode).With(19, 20, (uint)VhfChannel)
        .With(21, 22, (uint)Hazards).With(23, 24, (uint)FmsAltitude).With(25, 26, (uint)PressureSetting);
}
