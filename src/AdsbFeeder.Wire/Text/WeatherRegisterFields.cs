using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of the weather registers, 4,4 and 4,5.</summary>
internal static class WeatherRegisterFields
{
    public static void Describe(BdsCode register, MessageField mb, IFieldWriter to)
    {
        if (register.Value == 0x44)
            Describe(MeteorologicalReport.Decode(mb), to);
        else
            Describe(HazardReport.Decode(mb), to);
    }

    private static void Describe(in MeteorologicalReport report, IFieldWriter to)
    {
        to.Text("met_source", "Source of wind", report.Source switch
        {
            0 => "invalid",
            1 => "ins",
            2 => "gnss",
            3 => "dme/dme",
            4 => "vor/dme",
            _ => "reserved",
        });
        to.Number("ws", "Wind speed", report.WindSpeedKnots, "kt");
        to.Number("wd", "Wind from", report.WindDirectionDegrees, "deg", 2);
        to.Number("oat", "Air temperature", report.TemperatureCelsius, "C", 2);
        to.Number("static_pressure", "Static pressure", report.PressureHectopascals, "hPa");
        to.Text("turbulence", "Turbulence", NameOf(report.Turbulence));
        to.Number("humidity", "Humidity", report.HumidityPercent, "%", 1);
    }

    private static void Describe(in HazardReport report, IFieldWriter to)
    {
        to.Text("turbulence", "Turbulence", NameOf(report.Turbulence));
        to.Text("wind_shear", "Wind shear", NameOf(report.WindShear));
        to.Text("microburst", "Microburst", NameOf(report.Microburst));
        to.Text("icing", "Icing", NameOf(report.Icing));
        to.Text("wake_vortex", "Wake vortex", NameOf(report.WakeVortex));
        to.Number("oat", "Air temperature", report.TemperatureCelsius, "C", 2);
        to.Number("static_pressure", "Static pressure", report.PressureHectopascals, "hPa");
        to.Number("radio_height", "Radio height", report.RadioHeightFeet, "ft");
    }

    private static string? NameOf(HazardLevel? level) => level switch
    {
        HazardLevel.None => "none",
        HazardLevel.Light => "light",
        HazardLevel.Moderate => "moderate",
        HazardLevel.Severe => "severe",
        _ => null,
    };
}
