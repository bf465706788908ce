using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of the registers about motion and place: 5,0 to 5,3 and 6,0.</summary>
internal static class MotionRegisterFields
{
    public static void Describe(BdsCode register, MessageField mb, IFieldWriter to)
    {
        switch (register.Value)
        {
            case 0x50:
                Describe(TrackAndTurn.Decode(mb), to);
                break;
            case 0x51 when CoarsePositionReport.Decode(mb) is { IsValid: true } coarse:
                to.Number("lat", "Latitude", coarse.LatitudeDegrees, "deg", 4);
                to.Number("lon", "Longitude", coarse.LongitudeDegrees, "deg", 4);
                to.Number("alt_baro", "Altitude", coarse.AltitudeFeet, "ft");
                break;
            case 0x52 when FinePositionReport.Decode(mb) is { IsValid: true } fine:
                to.Number("figure_of_merit", "Figure of merit", fine.FigureOfMerit);
                to.Number("lat_fraction", "Latitude modulo 1.40625", fine.LatitudeFraction, "deg", 6);
                to.Number("lon_fraction", "Longitude modulo 1.40625", fine.LongitudeFraction, "deg", 6);
                to.Number("report_alt", "Altitude or height", fine.AltitudeFeet, "ft");
                break;
            case 0x53:
                Describe(AirReferencedState.Decode(mb), to);
                break;
            case 0x60:
                Describe(HeadingAndSpeed.Decode(mb), to);
                break;
        }
    }

    private static void Describe(in TrackAndTurn report, IFieldWriter to)
    {
        to.Number("roll", "Roll", report.RollDegrees, "deg", 2);
        to.Number("track", "Track", report.TrueTrackDegrees, "deg", 2);
        to.Number("gs", "Ground speed", report.GroundSpeedKnots, "kt");
        to.Number("track_rate", "Turn", report.TrackRateDegreesPerSecond, "deg/s", 2);
        to.Number("tas", "True airspeed", report.TrueAirspeedKnots, "kt");
    }

    private static void Describe(in AirReferencedState state, IFieldWriter to)
    {
        to.Number("mag_heading", "Magnetic heading", state.MagneticHeadingDegrees, "deg", 2);
        to.Number("ias", "Indicated airspeed", state.IndicatedAirspeedKnots, "kt");
        to.Number("mach", "Mach", state.Mach, "", 3);
        to.Number("tas", "True airspeed", state.TrueAirspeedKnots, "kt", 1);
        to.Number("baro_rate", "Vertical rate", state.VerticalRateFpm, "ft/min");
    }

    private static void Describe(in HeadingAndSpeed report, IFieldWriter to)
    {
        to.Number("mag_heading", "Magnetic heading", report.MagneticHeadingDegrees, "deg", 2);
        to.Number("ias", "Indicated airspeed", report.IndicatedAirspeedKnots, "kt");
        to.Number("mach", "Mach", report.Mach, "", 3);
        to.Number("baro_rate", "Vertical rate", report.BarometricRateFpm, "ft/min");
        // readsb counts inertial rates as geometric.
        to.Number("geom_rate", "Vertical rate (inertial)", report.InertialRateFpm, "ft/min");
        to.Number("inertial_rate", "The same, as sent", report.InertialRateFpm, "ft/min");
    }
}
