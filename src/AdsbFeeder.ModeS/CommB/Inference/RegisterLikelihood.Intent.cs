namespace AdsbFeeder.ModeS;

/// <summary>How likely the registers of intent and weather hold just these bits: 4,0, 4,4 and 4,5.</summary>
internal static partial class RegisterLikelihood
{
    /// <summary>4,0. Altitudes are round hundreds of feet, cut to steps of 16; settings are near 1013 hPa; 10 reserved bits are
    /// zero.</summary>
    public static double SelectedVerticalIntention(MessageField mb, in RegisterContext context)
    {
        if (!ModeS.SelectedVerticalIntention.Fits(mb))
            return Impossible;

        var intention = ModeS.SelectedVerticalIntention.Decode(mb);
        var bits = Statuses(mb, 0.06, 1) + Statuses(mb, 0.5, 14) + Statuses(mb, 0.2, 27);
        if (intention.PanelAltitudeFeet is { } panel)
            bits += SelectedAltitude(panel, context.SelectedAltitudeFeet ?? context.AltitudeFeet);
        if (intention.FmsAltitudeFeet is { } managed)
            bits += managed == intention.PanelAltitudeFeet ? -0.7 : -1.5 + SelectedAltitude(managed, context.AltitudeFeet);
        if (intention.BarometricSettingHectopascals is { } setting)
            bits += Setting(setting);
        bits += Evidence.Flag(mb.Bit(48), 0.2) + (mb.Bit(48) ? Evidence.Any(3) : 0);
        bits += Evidence.Flag(mb.Bit(54), 0.4) + (mb.Bit(54) ? Evidence.Any(2) : 0);
        return bits;
    }

    /// <summary>4,4. Temperature and pressure are near the standard atmosphere's at this altitude.</summary>
    public static double MeteorologicalReport(MessageField mb, in RegisterContext context)
    {
        if (!ModeS.MeteorologicalReport.Fits(mb))
            return Impossible;

        var report = ModeS.MeteorologicalReport.Decode(mb);
        var bits = Evidence.Flag(report.Source == 1, 0.7) - 1 + Statuses(mb, 0.03, 5) + Statuses(mb, 0.7, 35) + Statuses(mb, 0.85, 47, 50);
        if (report.WindSpeedKnots is { } wind)
            bits += Evidence.Near(wind, 35, 1, 9) + Evidence.Any(9);
        bits += Temperature(report.TemperatureCelsius, context.AltitudeFeet, 11);
        if (report.PressureHectopascals is { } pressure)
            bits += Pressure(pressure, context.AltitudeFeet);
        if (report.Turbulence is { } turbulence)
            bits += -1 - (int)turbulence;
        if (report.HumidityPercent is not null)
            bits += Evidence.Any(6);
        return bits;
    }

    /// <summary>4,5. Hazards are rare; temperature and pressure as in 4,4; the radio altimeter reaches to 2500 ft or a little
    /// more.</summary>
    public static double HazardReport(MessageField mb, in RegisterContext context)
    {
        if (!ModeS.HazardReport.Fits(mb))
            return Impossible;

        var report = ModeS.HazardReport.Decode(mb);
        var bits = Statuses(mb, 0.8, 1, 4, 7, 10, 13) + Statuses(mb, 0.1, 16) + Statuses(mb, 0.5, 27, 39)
            + Hazard(report.Turbulence) + Hazard(report.WindShear) + Hazard(report.Microburst)
            + Hazard(report.Icing) + Hazard(report.WakeVortex);
        if (report.TemperatureCelsius is { } temperature)
            bits += Temperature(temperature, context.AltitudeFeet, 10);
        if (report.PressureHectopascals is { } pressure)
            bits += Pressure(pressure, context.AltitudeFeet);
        if (report.RadioHeightFeet is { } height)
            bits += Evidence.Within(height, 0, Math.Min(8_000, (context.AltitudeFeet ?? 8_000) + 1_500), 16, 12);
        return bits;
    }

    private static double SelectedAltitude(int feet, int? near)
    {
        const double Hundreds = -9.0; // one of 500
        var nearestHundred = (feet + 50) / 100 * 100;
        if (feet > 51_000 || Math.Abs(feet - nearestHundred) > 8)
            return Evidence.Any(12) - 5;
        var bits = feet % 1000 is <= 8 or >= 992 ? Hundreds + 1 : Hundreds;
        return near is { } altitude && Math.Abs(altitude - feet) < 500 ? bits + 3 : bits;
    }

    private static double Setting(double hectopascals)
    {
        const double Step = 0.1;
        return Math.Abs(hectopascals - 1013.1) < 0.35 ? -2.5 : -1 + Evidence.Near(hectopascals - 1013, 9, Step, 12);
    }

    private static double Temperature(double celsius, int? feet, int bits) => feet is { } altitude
        ? Evidence.Near(celsius - StandardAtmosphere.Celsius(altitude), 6, 0.25, bits)
        : Evidence.Within(celsius, -75, 45, 0.25, bits);

    private static double Pressure(double hectopascals, int? feet) => feet is { } altitude
        ? Evidence.Near(hectopascals - StandardAtmosphere.Hectopascals(altitude), 5, 1, 11)
        : Evidence.Within(hectopascals, 100, 1050, 1, 11);

    private static double Hazard(HazardLevel? level) => level is { } known ? -1 - (int)known : 0;
}
