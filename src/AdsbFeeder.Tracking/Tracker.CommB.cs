using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Registers that ground radars and other aircraft's ACAS read out: DF 20, 21 and 16.</summary>
public sealed partial class Tracker
{
    /// <summary>What is older says nothing of the register that a reply holds (modes.md 4).</summary>
    private const long ContextMs = 30_000;

    private readonly RegisterHabits _habits = new();

    private void OnCommB(ref Reception reception, Aircraft aircraft, in SurveillanceReply reply, MessageField field)
    {
        var context = ContextOf(aircraft, reply.AltitudeFeet, reception.NowMs) with
        {
            IsOnGround = reply.FlightStatus.OnGround() == true,
            DownlinkRequest = reply.DownlinkRequest,
            UtilityMessage = reply.UtilityMessage,
        };
        OnRegister(ref reception, aircraft, field, context);
    }

    private void OnCrossLink(ref Reception reception, Aircraft aircraft, in AirAirReply reply, MessageField field)
    {
        var context = ContextOf(aircraft, reply.AltitudeFeet, reception.NowMs) with
        {
            IsAirAir = true,
            IsOnGround = reply.VerticalStatus == VerticalStatus.OnGround,
            Habits = null,   // those are of radars
        };
        OnRegister(ref reception, aircraft, field, context);
    }

    private void OnRegister(ref Reception reception, Aircraft aircraft, MessageField field, in RegisterContext context)
    {
        var guess = RegisterInference.Infer(field, context);
        reception.Register = guess;
        if (guess.Verdict == RegisterVerdict.Empty) return;   // register not supported
        if (guess.Register is not { } register)
        {
            _counters.Add(TrackerCounter.CommBAmbiguous);
            return;
        }

        _counters.Add(TrackerCounter.CommBRecognised);
        if (!context.IsAirAir) _habits.Learn(guess, context.UtilityMessage);
        aircraft.LastRegister = register;
        aircraft.Announced = aircraft.Announced.With(register, field);
        Take(ref reception, aircraft, register, field);
    }

    private void Take(ref Reception reception, Aircraft aircraft, BdsCode register, MessageField field)
    {
        var now = reception.NowMs;
        switch (register.Value)
        {
            case 0x05 or 0x06 or 0x08 or 0x09 or 0x61 or 0x62 or 0x65:
                // What the transponder sends as squitters too. Its address is only implied here, so it counts as a reply.
                OnContent(ref reception, aircraft, ExtendedSquitter.OfTransponder(aircraft.State.Address, Capability.Level2, field), FieldSource.ModeS, ownParity: false);
                break;
            case 0x20:
                if (IdentificationRegister.Decode(field).Callsign is { } callsign) OnCallsign(aircraft, callsign, FieldSource.ModeS, ownParity: false, now);
                break;
            case 0x30:
                OnAdvisory(reception, aircraft, field, FieldSource.ModeS);
                break;
            case 0x40:
                OnVerticalIntention(ref aircraft.State, SelectedVerticalIntention.Decode(field), now);
                break;
            case 0x44:
                OnMeteorologicalReport(aircraft, MeteorologicalReport.Decode(field), now);
                break;
            case 0x45:
                OnToldTemperature(aircraft, HazardReport.Decode(field).TemperatureCelsius, now);
                break;
            case 0x50:
                OnTrackAndTurn(aircraft, TrackAndTurn.Decode(field), now);
                break;
            case 0x53:
                OnAirReferencedState(aircraft, AirReferencedState.Decode(field), now);
                break;
            case 0x60:
                OnHeadingAndSpeed(aircraft, HeadingAndSpeed.Decode(field), now);
                break;
            default:
                break;
        }
    }

    private RegisterContext ContextOf(Aircraft aircraft, int? altitudeFeet, long now)
    {
        ref var state = ref aircraft.State;
        var altitude = state.BarometricAltitudeFeet;
        var isAltitudeKnown = altitude.IsFresh(now, ContextMs);
        return new RegisterContext
        {
            AltitudeFeet = altitudeFeet ?? (isAltitudeKnown ? altitude.Value : null),
            AltitudeAgeSeconds = altitudeFeet is null && isAltitudeKnown ? altitude.AgeMs(now) / 1000.0 : 0,
            GroundSpeedKnots = Recent(state.GroundSpeedKnots, now),
            TrackDegrees = Recent(state.TrackDegrees, now),
            MagneticHeadingDegrees = Recent(state.MagneticHeadingDegrees, now),
            DeclinationDegrees = DeclinationOf(aircraft, now),
            IndicatedAirspeedKnots = Recent(state.IndicatedAirspeedKnots, now),
            TrueAirspeedKnots = Recent(state.TrueAirspeedKnots, now),
            Mach = Recent(state.Mach, now),
            VerticalRateFpm = Recent(state.BarometricRateFpm, now) ?? Recent(state.GeometricRateFpm, now),
            SelectedAltitudeFeet = state.NavAltitudeMcpFeet.IsFresh(now, Ageing.FieldMs) ? state.NavAltitudeMcpFeet.Value : null,
            Announced = aircraft.Announced,
            LastRegister = aircraft.LastRegister,
            Callsign = state.Callsign.ValueOrNull,
            Habits = _habits,
        };
    }

    private static RecentValue? Recent(in Dated<float> field, long now) =>
        field.IsFresh(now, ContextMs) ? new RecentValue(field.Value, field.AgeMs(now) / 1000.0) : null;

    private static RecentValue? Recent(in Dated<int> field, long now) =>
        field.IsFresh(now, ContextMs) ? new RecentValue(field.Value, field.AgeMs(now) / 1000.0) : null;

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

    private void OnTrackAndTurn(Aircraft aircraft, in TrackAndTurn r, long now)
    {
        ref var state = ref aircraft.State;
        state.RollDegrees = state.RollDegrees.Offer((float?)r.RollDegrees, FieldSource.ModeS, now);
        state.TrackRateDegreesPerSecond = state.TrackRateDegreesPerSecond.Offer((float?)r.TrackRateDegreesPerSecond, FieldSource.ModeS, now);
        state.TrackDegrees = state.TrackDegrees.Offer((float?)r.TrueTrackDegrees, FieldSource.ModeS, now);
        state.GroundSpeedKnots = state.GroundSpeedKnots.Offer(r.GroundSpeedKnots, FieldSource.ModeS, now);
        state.TrueAirspeedKnots = state.TrueAirspeedKnots.Offer(r.TrueAirspeedKnots, FieldSource.ModeS, now);
        DeriveTemperature(aircraft, now);
        DeriveWind(aircraft, now);
    }

    private void OnHeadingAndSpeed(Aircraft aircraft, in HeadingAndSpeed r, long now)
    {
        ref var state = ref aircraft.State;
        state.IndicatedAirspeedKnots = state.IndicatedAirspeedKnots.Offer(r.IndicatedAirspeedKnots, FieldSource.ModeS, now);
        state.Mach = state.Mach.Offer((float?)r.Mach, FieldSource.ModeS, now);
        state.BarometricRateFpm = state.BarometricRateFpm.Offer(r.BarometricRateFpm, FieldSource.ModeS, now);
        state.GeometricRateFpm = state.GeometricRateFpm.Offer(r.InertialRateFpm, FieldSource.ModeS, now);
        OnMagneticHeading(aircraft, (float?)r.MagneticHeadingDegrees, FieldSource.ModeS, now);
        DeriveTemperature(aircraft, now);
        DeriveWind(aircraft, now);
    }

    private void OnAirReferencedState(Aircraft aircraft, in AirReferencedState r, long now)
    {
        ref var state = ref aircraft.State;
        state.IndicatedAirspeedKnots = state.IndicatedAirspeedKnots.Offer(r.IndicatedAirspeedKnots, FieldSource.ModeS, now);
        state.Mach = state.Mach.Offer((float?)r.Mach, FieldSource.ModeS, now);
        state.TrueAirspeedKnots = state.TrueAirspeedKnots.Offer(r.TrueAirspeedKnots is { } knots ? (int)Math.Round(knots) : null, FieldSource.ModeS, now);
        state.BarometricRateFpm = state.BarometricRateFpm.Offer(r.VerticalRateFpm, FieldSource.ModeS, now);
        OnMagneticHeading(aircraft, (float?)r.MagneticHeadingDegrees, FieldSource.ModeS, now);
        DeriveTemperature(aircraft, now);
        DeriveWind(aircraft, now);
    }

    /// <summary>What the aircraft itself says of the air beats what we compute.</summary>
    private static void OnMeteorologicalReport(Aircraft aircraft, in MeteorologicalReport r, long now)
    {
        ref var state = ref aircraft.State;
        if (r is { WindSpeedKnots: { } speed, WindDirectionDegrees: { } direction })
        {
            state.WindSpeedKnots = state.WindSpeedKnots.Offer(speed, FieldSource.ModeS, now);
            state.WindDirectionDegrees = state.WindDirectionDegrees.Offer((float)direction, FieldSource.ModeS, now);
            aircraft.WindToldMs = now;
        }

        OnToldTemperature(aircraft, r.TemperatureCelsius, now);
    }

    private static void OnToldTemperature(Aircraft aircraft, double? celsius, long now)
    {
        if (celsius is not { } told) return;
        aircraft.State.OutsideAirTemperatureCelsius = new((float)told, now, FieldSource.ModeS);
        aircraft.State.TotalAirTemperatureCelsius = aircraft.State.Mach.IsFresh(now, ContextMs)
            ? new((float)Airspeed.TotalCelsius(told, aircraft.State.Mach.Value), now, FieldSource.ModeS)
            : default;
        aircraft.TemperatureToldMs = now;
    }
}
