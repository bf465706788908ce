using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Transponder;

/// <summary>Comm-B registers (ICAO Doc 9871), filled from the flight.</summary>
internal static class Registers
{
    /// <summary>Register 3,0 while there is no advisory: its number and nothing else.</summary>
    public static MessageField NoResolutionAdvisory { get; } = default(ResolutionAdvisory).Encode();

    /// <summary>Register 1,0.</summary>
    public static MessageField DataLink(Airframe airframe) => new DataLinkCapability
    {
        AcasOperational = airframe.HasAcas,
        SubnetworkVersion = 5,
        SpecificServices = true,
        Identification = true,
        Squitter = airframe.AdsbVersion is not null,
        SurveillanceIdentifier = true,
        HybridSurveillance = airframe.HasAcas,
        ResolutionAdvisories = airframe.HasAcas,
        AcasVersion = airframe.HasAcas ? 2 : 0,
    }.Encode();

    /// <summary>Register 1,7: which registers are filled.</summary>
    public static MessageField CommonUsage(Airframe airframe)
    {
        var report = default(CommonUsageCapability).With(new BdsCode(0x20));
        if (airframe.AdsbVersion is not null)
            report = report.With(new BdsCode(0x05)).With(new BdsCode(0x06)).With(new BdsCode(0x08)).With(new BdsCode(0x09));

        if (airframe.HasEnhancedSurveillance)
            report = report.With(new BdsCode(0x40)).With(new BdsCode(0x50)).With(new BdsCode(0x60));

        return report.Encode();
    }

    /// <summary>Register 2,0: the callsign.</summary>
    public static MessageField Identification(Airframe airframe) => new IdentificationRegister(Callsign.Parse(airframe.Callsign)).Encode();

    /// <summary>Register 4,0: what the crew has selected.</summary>
    public static MessageField VerticalIntention(in FlightState state)
    {
        var selected = (int)Math.Round(state.SelectedAltitudeFeet);
        return new SelectedVerticalIntention
        {
            PanelAltitudeFeet = selected,
            FmsAltitudeFeet = selected,
            BarometricSettingHectopascals = Weather.AltimeterSetting(state.AltitudeFeet),
            VNav = !state.HoldsAltitude,
            AltitudeHold = state.HoldsAltitude,
            Approach = false,
            TargetSource = 2,
        }.Encode();
    }

    /// <summary>Register 5,0: motion over ground and the turn.</summary>
    public static MessageField Turn(in FlightState state) => new TrackAndTurn
    {
        RollDegrees = state.RollDegrees,
        TrueTrackDegrees = state.TrackDegrees,
        GroundSpeedKnots = (int)Math.Round(state.GroundSpeedKnots),
        TrackRateDegreesPerSecond = state.TurnRateDegreesPerSecond,
        TrueAirspeedKnots = (int)Math.Round(state.TrueAirspeedKnots),
    }.Encode();

    /// <summary>Register 6,0: motion through the air.</summary>
    public static MessageField Heading(in FlightState state) => new HeadingAndSpeed
    {
        MagneticHeadingDegrees = MagneticHeading(state),
        IndicatedAirspeedKnots = (int)Math.Round(Airspeed.CalibratedKnots(Mach(state), state.AltitudeFeet)),
        Mach = Mach(state),
        BarometricRateFpm = (int)Math.Round(state.VerticalRateFpm),
        InertialRateFpm = (int)Math.Round(state.VerticalRateFpm),
    }.Encode();

    private static double Mach(in FlightState state) => state.TrueAirspeedKnots / StandardAtmosphere.SoundKnots(state.AltitudeFeet);

    public static double MagneticHeading(in FlightState state) =>
        Angles.Full(state.TrueHeadingDegrees - Weather.MagneticVariationDegrees);
}
