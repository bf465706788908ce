namespace AdsbFeeder.Tracking;

/// <summary>Something done to each dated field of an aircraft.</summary>
internal interface IFieldVisitor
{
    /// <summary>What becomes of a field that lives this long.</summary>
    public Dated<T> Visit<T>(Dated<T> field, long lifeMs)
        where T : struct;
}

/// <summary>Drops what is too old.</summary>
internal readonly struct FieldAger(long nowUnixMs) : IFieldVisitor
{
    public Dated<T> Visit<T>(Dated<T> field, long lifeMs)
        where T : struct => field.Within(nowUnixMs, field.Source == FieldSource.AdsC ? Math.Max(lifeMs, Ageing.AdsCMs) : lifeMs);
}

/// <summary>Moves every date, after the clock was set back.</summary>
internal readonly struct FieldMover(long stepMs) : IFieldVisitor
{
    public Dated<T> Visit<T>(Dated<T> field, long lifeMs)
        where T : struct => field.Moved(stepMs);
}

/// <summary>The one list of all dated fields and their lives.</summary>
internal static class FieldVisiting
{
    public static void VisitFields<TVisitor>(this ref AircraftState s, TVisitor v)
        where TVisitor : struct, IFieldVisitor
    {
        s.Callsign = v.Visit(s.Callsign, Ageing.SlowFieldMs);
        s.Category = v.Visit(s.Category, Ageing.SlowFieldMs);
        s.AirGround = v.Visit(s.AirGround, Ageing.SlowFieldMs);
        s.Version = v.Visit(s.Version, Ageing.EquipmentMs);
        s.LastPosition = v.Visit(s.LastPosition, long.MaxValue);

        s.GpsOkBefore = v.Visit(s.GpsOkBefore, Ageing.GpsLossMs);

        s.Position = v.Visit(s.Position, Ageing.FieldMs);
        s.WindDirectionDegrees = v.Visit(s.WindDirectionDegrees, Ageing.FieldMs);
        s.WindSpeedKnots = v.Visit(s.WindSpeedKnots, Ageing.FieldMs);
        s.ResolutionAdvisory = v.Visit(s.ResolutionAdvisory, Ageing.FieldMs);
        s.Squawk = v.Visit(s.Squawk, Ageing.FieldMs);
        s.Emergency = v.Visit(s.Emergency, Ageing.FieldMs);
        s.Alert = v.Visit(s.Alert, Ageing.FieldMs);
        s.Spi = v.Visit(s.Spi, Ageing.FieldMs);
        s.BarometricAltitudeFeet = v.Visit(s.BarometricAltitudeFeet, Ageing.FieldMs);
        s.GeometricAltitudeFeet = v.Visit(s.GeometricAltitudeFeet, Ageing.FieldMs);
        s.GeometricMinusBarometricFeet = v.Visit(s.GeometricMinusBarometricFeet, Ageing.FieldMs);
        s.GroundSpeedKnots = v.Visit(s.GroundSpeedKnots, Ageing.FieldMs);
        s.IndicatedAirspeedKnots = v.Visit(s.IndicatedAirspeedKnots, Ageing.FieldMs);
        s.TrueAirspeedKnots = v.Visit(s.TrueAirspeedKnots, Ageing.FieldMs);
        s.Mach = v.Visit(s.Mach, Ageing.FieldMs);
        s.TrackDegrees = v.Visit(s.TrackDegrees, Ageing.FieldMs);
        s.CalculatedTrackDegrees = v.Visit(s.CalculatedTrackDegrees, Ageing.FieldMs);
        s.TrackRateDegreesPerSecond = v.Visit(s.TrackRateDegreesPerSecond, Ageing.FieldMs);
        s.RollDegrees = v.Visit(s.RollDegrees, Ageing.FieldMs);
        s.MagneticHeadingDegrees = v.Visit(s.MagneticHeadingDegrees, Ageing.FieldMs);
        s.TrueHeadingDegrees = v.Visit(s.TrueHeadingDegrees, Ageing.FieldMs);
        s.BarometricRateFpm = v.Visit(s.BarometricRateFpm, Ageing.FieldMs);
        s.GeometricRateFpm = v.Visit(s.GeometricRateFpm, Ageing.FieldMs);
        s.OutsideAirTemperatureCelsius = v.Visit(s.OutsideAirTemperatureCelsius, Ageing.FieldMs);
        s.TotalAirTemperatureCelsius = v.Visit(s.TotalAirTemperatureCelsius, Ageing.FieldMs);
        s.NavQnhHectopascals = v.Visit(s.NavQnhHectopascals, Ageing.FieldMs);
        s.NavAltitudeMcpFeet = v.Visit(s.NavAltitudeMcpFeet, Ageing.FieldMs);
        s.NavAltitudeFmsFeet = v.Visit(s.NavAltitudeFmsFeet, Ageing.FieldMs);
        s.NavHeadingDegrees = v.Visit(s.NavHeadingDegrees, Ageing.FieldMs);
        s.NavModes = v.Visit(s.NavModes, Ageing.FieldMs);
        s.NicBaro = v.Visit(s.NicBaro, Ageing.FieldMs);
        s.NacP = v.Visit(s.NacP, Ageing.FieldMs);
        s.NacV = v.Visit(s.NacV, Ageing.FieldMs);
        s.Sil = v.Visit(s.Sil, Ageing.FieldMs);
        s.Gva = v.Visit(s.Gva, Ageing.FieldMs);
        s.Sda = v.Visit(s.Sda, Ageing.FieldMs);
    }
}
