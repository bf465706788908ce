namespace AdsbFeeder.ModeS;

/// <summary>Register 4,4: meteorological routine air report (Doc 9871 table A-2-68).</summary>
/// <remarks><code>
///   MB bits  1-4 source | 5, 6-14 wind 1 kt, 15-23 from 180/256 deg | 24-34 static air temperature 0.25 C, two's complement
///            35, 36-46 pressure 1 hPa | 47, 48-49 turbulence | 50, 51-56 humidity 100/64 %
///   A0001838197E59C7E3B8007EF88A   source 1, 95 kt from 210.94, -56.25 C, 238 hPa
///   A0001692185BD5CF400000DFC696   22 kt from 344.53, -48.75 C
/// </code></remarks>
public readonly record struct MeteorologicalReport
{
    private const double DirectionStep = 180.0 / 256;
    private const double TemperatureStep = 0.25;
    private const double HumidityStep = 100.0 / 64;

    /// <summary>Figure of merit: 0 invalid, 1 inertial, 2 GNSS, 3 DME/DME, 4 VOR/DME; above reserved.</summary>
    public int Source { get; init; }

    /// <summary>Wind speed in knots.</summary>
    public int? WindSpeedKnots { get; init; }

    /// <summary>Direction that the wind comes from, true, 0 to 360.</summary>
    public double? WindDirectionDegrees { get; init; }

    /// <summary>Static air temperature in degrees Celsius. It has no status bit: only as good as <see cref="Source"/>.</summary>
    public double TemperatureCelsius { get; init; }

    /// <summary>Average static pressure in hPa.</summary>
    public int? PressureHectopascals { get; init; }

    /// <summary>Turbulence: 0 none to 3 severe.</summary>
    public HazardLevel? Turbulence { get; init; }

    /// <summary>Relative humidity in per cent.</summary>
    public double? HumidityPercent { get; init; }

    /// <summary>Whether a field can be this register: a source that exists, values that obey their status bits, a wind and a temperature
    /// that the atmosphere has.</summary>
    public static bool Fits(MessageField mb)
    {
        if (mb[1..4] is 0 or > 4 || !mb.Obeys(5, 6, 23) || !mb.Obeys(35, 36, 46) || !mb.Obeys(47, 48, 49) || !mb.Obeys(50, 51, 56))
            return false;
        var report = Decode(mb);
        return report.WindSpeedKnots is null or <= 250
            && report.TemperatureCelsius is >= -80 and <= 60
            && report.PressureHectopascals is null or (>= 50 and <= 1100);
    }

    /// <summary>Reads an MB that holds this register.</summary>
    public static MeteorologicalReport Decode(MessageField mb) => new()
    {
        Source = (int)mb[1..4],
        WindSpeedKnots = mb.Guarded(5, 6, 14),
        WindDirectionDegrees = mb.Guarded(5, 15, 23) * DirectionStep,
        TemperatureCelsius = mb.Signed(24, 34) * TemperatureStep,
        PressureHectopascals = mb.Guarded(35, 36, 46),
        Turbulence = (HazardLevel?)mb.Guarded(47, 48, 49),
        HumidityPercent = mb.Guarded(50, 51, 56) * HumidityStep,
    };

    /// <summary>The MB, values rounded to their steps.</summary>
    public MessageField Encode() => default(MessageField)
        .With(1, 4, (uint)Source)
        .WithGuarded(5, 6, 14, StatusFields.Steps(WindSpeedKnots, 1, 0, 511))
        .With(15, 23, WindSpeedKnots is null ? 0 : Angles.Steps(WindDirectionDegrees, DirectionStep))
        .With(24, 34, (uint)(StatusFields.Steps(TemperatureCelsius, TemperatureStep, -1024, 1023) ?? 0))
        .WithGuarded(35, 36, 46, StatusFields.Steps(PressureHectopascals, 1, 0, 2047))
        .WithGuarded(47, 48, 49, (int?)Turbulence)
        .WithGuarded(50, 51, 56, StatusFields.Steps(HumidityPercent, HumidityStep, 0, 63));
}

/// <summary>How bad the weather is.</summary>
public enum HazardLevel : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Light.</summary>
    Light = 1,

    /// <summary>Moderate.</summary>
    Moderate = 2,

    /// <summary>Severe.</summary>
    Severe = 3,
}
