namespace AdsbFeeder.ModeS;

/// <summary>Register 4,0: selected vertical intention (Doc 9871 table A-2-64).</summary>
/// <remarks><code>
///   MB bits  1, 2-13 panel altitude, 16 ft | 14, 15-26 FMS altitude, 16 ft | 27, 28-39 QNH 800 + 0.1 hPa | 40-47 zero
///            48, 49 VNAV 50 altitude hold 51 approach | 52-53 zero | 54, 55-56 source (0 unknown, 1 aircraft, 2 panel, 3 FMS)
///   A0000A398DB46D80000004C1E6FB   7008 ft by the panel (7000 in steps of 16)
/// </code></remarks>
public readonly record struct SelectedVerticalIntention
{
    private const int AltitudeStep = 16;

    /// <summary>Altitude on the mode control panel, feet, as sent: a multiple of 16.</summary>
    public int? PanelAltitudeFeet { get; init; }

    /// <summary>Altitude in the flight management system, feet, a multiple of 16.</summary>
    public int? FmsAltitudeFeet { get; init; }

    /// <summary>Altimeter setting, hPa.</summary>
    public double? BarometricSettingHectopascals { get; init; }

    /// <summary>VNAV engaged; null when the modes are not given.</summary>
    public bool? VNav { get; init; }

    /// <summary>Altitude hold engaged; null when the modes are not given.</summary>
    public bool? AltitudeHold { get; init; }

    /// <summary>Approach mode engaged; null when the modes are not given.</summary>
    public bool? Approach { get; init; }

    /// <summary>What the aircraft flies to: 0 unknown, 1 aircraft altitude, 2 panel, 3 FMS; null when not given.</summary>
    public int? TargetSource { get; init; }

    /// <summary>Whether a field can be this register: values obey their status bits, reserved bits are zero, and it is not empty.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Bits != 0 && mb[40..47] == 0 && mb[52..53] == 0
        && mb.Obeys(1, 2, 13) && mb.Obeys(14, 15, 26) && mb.Obeys(27, 28, 39) && mb.Obeys(48, 49, 51) && mb.Obeys(54, 55, 56);

    /// <summary>Reads an MB that holds this register.</summary>
    public static SelectedVerticalIntention Decode(MessageField mb) => new()
    {
        PanelAltitudeFeet = mb.Guarded(1, 2, 13) * AltitudeStep,
        FmsAltitudeFeet = mb.Guarded(14, 15, 26) * AltitudeStep,
        BarometricSettingHectopascals = (8000 + mb.Guarded(27, 28, 39)) / 10.0,
        VNav = mb.Bit(48) ? mb.Bit(49) : null,
        AltitudeHold = mb.Bit(48) ? mb.Bit(50) : null,
        Approach = mb.Bit(48) ? mb.Bit(51) : null,
        TargetSource = mb.Guarded(54, 55, 56),
    };

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(1, 2, 13, StatusFields.Steps(PanelAltitudeFeet, AltitudeStep, 0, 4095))
        .WithGuarded(14, 15, 26, StatusFields.Steps(FmsAltitudeFeet, AltitudeStep, 0, 4095))
        .WithGuarded(27, 28, 39, StatusFields.Steps(BarometricSettingHectopascals - 800, 0.1, 0, 4095))
        .WithGuarded(48, 49, 51, VNav is null ? null : (VNav == true ? 4 : 0) | (AltitudeHold == true ? 2 : 0) | (Approach == true ? 1 : 0))
        .WithGuarded(54, 55, 56, TargetSource);
}
