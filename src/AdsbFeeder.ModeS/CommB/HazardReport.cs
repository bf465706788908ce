namespace AdsbFeeder.ModeS;

/// <summary>Register 4,5: meteorological hazard report (Doc 9871 table A-2-69).</summary>
/// <remarks><code>
///   MB bits  1, 2-3 turbulence | 4, 5-6 wind shear | 7, 8-9 microburst | 10, 11-12 icing | 13, 14-15 wake vortex
///            16, 17-26 static air temperature 0.25 C, two's complement | 27, 28-38 pressure 1 hPa | 39, 40-51 radio height 16 ft
///            52-56 reserved
///   A10000B9FF81C300000000B6F5F3 satisfies the status bits, but is register 1,7
/// </code></remarks>
public readonly record struct HazardReport
{
    private const double TemperatureStep = 0.25;
    private const int HeightStep = 16;

    /// <summary>Turbulence.</summary>
    public HazardLevel? Turbulence { get; init; }

    /// <summary>Wind shear.</summary>
    public HazardLevel? WindShear { get; init; }

    /// <summary>Microburst.</summary>
    public HazardLevel? Microburst { get; init; }

    /// <summary>Icing.</summary>
    public HazardLevel? Icing { get; init; }

    /// <summary>Wake vortex.</summary>
    public HazardLevel? WakeVortex { get; init; }

    /// <summary>Static air temperature in degrees Celsius.</summary>
    public double? TemperatureCelsius { get; init; }

    /// <summary>Average static pressure in hPa.</summary>
    public int? PressureHectopascals { get; init; }

    /// <summary>Height by radio altimeter in feet.</summary>
    public int? RadioHeightFeet { get; init; }

    /// <summary>Whether a field can be this register: values obey their status bits and are such as the atmosphere has.</summary>
    public static bool Fits(MessageField mb)
    {
        if (mb.Bits == 0 || !mb.IsZero(52, 56)
            || !mb.Obeys(1, 2, 3) || !mb.Obeys(4, 5, 6) || !mb.Obeys(7, 8, 9) || !mb.Obeys(10, 11, 12) || !mb.Obeys(13, 14, 15)
            || !mb.Obeys(16, 17, 26) || !mb.Obeys(27, 28, 38) || !mb.Obeys(39, 40, 51))
        {
            return false;
        }

        var report = Decode(mb);
        return report.TemperatureCelsius is null or (>= -80 and <= 60) && report.PressureHectopascals is null or (>= 50 and <= 1100);
    }

    /// <summary>Reads an MB that holds this register.</summary>
    public static HazardReport Decode(MessageField mb) => new()
    {
        Turbulence = (HazardLevel?)mb.Guarded(1, 2, 3),
        WindShear = (HazardLevel?)mb.Guarded(4, 5, 6),
        Microburst = (HazardLevel?)mb.Guarded(7, 8, 9),
        Icing = (HazardLevel?)mb.Guarded(10, 11, 12),
        WakeVortex = (HazardLevel?)mb.Guarded(13, 14, 15),
        TemperatureCelsius = mb.GuardedSigned(16, 17, 26) * TemperatureStep,
        PressureHectopascals = mb.Guarded(27, 28, 38),
        RadioHeightFeet = mb.Guarded(39, 40, 51) * HeightStep,
    };

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(1, 2, 3, (int?)Turbulence)
        .WithGuarded(4, 5, 6, (int?)WindShear)
        .WithGuarded(7, 8, 9, (int?)Microburst)
        .WithGuarded(10, 11, 12, (int?)Icing)
        .WithGuarded(13, 14, 15, (int?)WakeVortex)
        .WithGuarded(16, 17, 26, StatusFields.Steps(TemperatureCelsius, TemperatureStep, -512, 511))
        .WithGuarded(27, 28, 38, StatusFields.Steps(PressureHectopascals, 1, 0, 2047))
        .WithGuarded(39, 40, 51, StatusFields.Steps(RadioHeightFeet, HeightStep, 0, 4095));
}
