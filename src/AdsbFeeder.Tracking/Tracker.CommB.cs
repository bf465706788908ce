using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Registers that ground radars read out, DF 20 and 21.</summary>
public sealed partial class Tracker
{
    /// <summary>Below this Mach number the temperature is too uncertain (readsb's bound).</summary>
    private const double TemperatureMach = 0.395;

    /// <summary>Airspeed and Mach number this far apart in time may belong together.</summary>
    private const long TogetherMs = 2_500;

    private void OnCommB(in Reception reception, Aircraft aircraft, MessageField message, int? altitudeFeet)
    {
        var now = reception.NowMs;
        if (message.Bits == 0) return;   // register not supported
        var register = CommBInference.Infer(message, aircraft.State, altitudeFeet, now);
        _counters.Add(register == CommBRegister.Ambiguous ? TrackerCounter.CommBAmbiguous : TrackerCounter.CommBRecognised);
        switch (register)
        {
            case CommBRegister.Identification:
                if (IdentificationRegister.Decode(message).Callsign is { } callsign) OnCallsign(aircraft, callsign, FieldSource.ModeS, ownParity: false, now);
                break;
            case CommBRegister.ResolutionAdvisory:
                OnAdvisory(reception, aircraft, message, FieldSource.ModeS);
                break;
            case CommBRegister.VerticalIntention:
                OnVerticalIntention(ref aircraft.State, SelectedVerticalIntention.Decode(message), now);
                break;
            case CommBRegister.TrackAndTurn:
                OnTrackAndTurn(ref aircraft.State, TrackAndTurn.Decode(message), now);
                break;
            case CommBRegister.HeadingAndSpeed:
                OnHeadingAndSpeed(ref aircraft.State, HeadingAndSpeed.Decode(message), now);
                break;
            default:
                break;
        }
    }

    private static void OnVerticalIntention(ref AircraftState state, in SelectedVerticalIntention r, long now)
    {
        state.NavAltitudeMcpFeet = state.NavAltitudeMcpFeet.Offer(r.PanelAltitudeFeet, FieldSource.ModeS, now);
        state.NavAltitudeFmsFeet = state.NavAltitudeFmsFeet.Offer(r.FmsAltitudeFeet, FieldSource.ModeS, now);
        state.NavQnhHectopascals = state.NavQnhHectopascals.Offer((float?)r.BarometricSettingHectopascals, FieldSource.ModeS, now);
        if (r.VNav is not { } vnav) return;
        var modes = (vnav ? NavigationModes.VerticalNavigation : 0)
            | (r.AltitudeHold == true ? NavigationModes.AltitudeHold : 0)
            | (r.Approach == true ? NavigationModes.Approach : 0);
        state.NavModes = state.NavModes.Offer(modes, FieldSource.ModeS, now);
    }

    private static void OnTrackAndTurn(ref AircraftState state, in TrackAndTurn r, long now)
    {
        state.RollDegrees = state.RollDegrees.Offer((float?)r.RollDegrees, FieldSource.ModeS, now);
        state.TrackRateDegreesPerSecond = state.TrackRateDegreesPerSecond.Offer((float?)r.TrackRateDegreesPerSecond, FieldSource.ModeS, now);
        state.TrackDegrees = state.TrackDegrees.Offer((float?)r.TrueTrackDegrees, FieldSource.ModeS, now);
        state.GroundSpeedKnots = state.GroundSpeedKnots.Offer(r.GroundSpeedKnots, FieldSource.ModeS, now);
        state.TrueAirspeedKnots = state.TrueAirspeedKnots.Offer(r.TrueAirspeedKnots, FieldSource.ModeS, now);
        DeriveTemperature(ref state, now);
        DeriveWind(ref state, now);
    }

    private static void OnHeadingAndSpeed(ref AircraftState state, in HeadingAndSpeed r, long now)
    {
        state.MagneticHeadingDegrees = state.MagneticHeadingDegrees.Offer((float?)r.MagneticHeadingDegrees, FieldSource.ModeS, now);
        state.IndicatedAirspeedKnots = state.IndicatedAirspeedKnots.Offer(r.IndicatedAirspeedKnots, FieldSource.ModeS, now);
        state.Mach = state.Mach.Offer((float?)r.Mach, FieldSource.ModeS, now);
        state.BarometricRateFpm = state.BarometricRateFpm.Offer(r.BarometricRateFpm, FieldSource.ModeS, now);
        state.GeometricRateFpm = state.GeometricRateFpm.Offer(r.InertialRateFpm, FieldSource.ModeS, now);
        DeriveTemperature(ref state, now);
    }

    private static void DeriveTemperature(ref AircraftState state, long now)
    {
        if (!state.TrueAirspeedKnots.IsFresh(now, TogetherMs) || !state.Mach.IsFresh(now, TogetherMs) || state.Mach.Value < TemperatureMach) return;
        var celsius = Atmosphere.StaticCelsius(state.TrueAirspeedKnots.Value, state.Mach.Value);
        state.OutsideAirTemperatureCelsius = new((float)celsius, now, FieldSource.ModeS);
        state.TotalAirTemperatureCelsius = new((float)Atmosphere.TotalCelsius(celsius, state.Mach.Value), now, FieldSource.ModeS);
    }
}
