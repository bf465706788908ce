using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>What follows from several messages: wind, a lost position, an advisory that two aircraft agree on.</summary>
public sealed partial class Tracker
{
    /// <summary>A stronger wind than the strongest jet streams is an error of one of the four values.</summary>
    private const double StrongestWindKnots = 250;

    /// <summary>One message without a position is not yet a loss: aircraft send some between two good ones.</summary>
    private const int LossMessages = 5;

    /// <summary>From this NIC on a position has integrity: it is within a mile.</summary>
    private const int GoodNic = 6;

    /// <summary>Below this Mach number the temperature is too uncertain (readsb's bound).</summary>
    private const double TemperatureMach = 0.395;

    /// <summary>Values this far apart in time may belong together.</summary>
    private const long TogetherMs = 2_500;

    /// <summary>Calibrated and indicated airspeed differ by the errors of instrument and place: a few knots. More is another aircraft's
    /// register, or a wrong altitude.</summary>
    private const double AirspeedErrorKnots = 25;

    /// <summary>Weather differs from the standard atmosphere by less than this, kelvin.</summary>
    private const double StrangestWeather = 45;

    /// <summary>A declination is good for so many degrees of latitude or longitude around: it changes by less than a degree there, but for
    /// the regions of the poles.</summary>
    private const double DeclinationReachDegrees = 0.5;

    /// <summary>A magnetic heading; also the true one where the place, and so the declination, is known. One that is told beats it.</summary>
    private static void OnMagneticHeading(Aircraft aircraft, float? degrees, FieldSource source, long now)
    {
        if (degrees is not { } magnetic) return;
        ref var state = ref aircraft.State;
        state.MagneticHeadingDegrees = state.MagneticHeadingDegrees.Offer(magnetic, source, now);
        if (DeclinationOf(aircraft, now) is not { } declination || now - aircraft.TrueHeadingToldMs <= Ageing.StaleMs) return;
        state.TrueHeadingDegrees = state.TrueHeadingDegrees.Offer((float)((magnetic + declination + 360) % 360), source, now);
    }

    /// <summary>How far magnetic north is east of true north at the aircraft; null when its place is unknown.</summary>
    private static double? DeclinationOf(Aircraft aircraft, long now)
    {
        if (!aircraft.State.LastPosition.IsFresh(now, Ageing.FieldMs)) return null;
        var place = aircraft.State.LastPosition.Value.Location;
        if (aircraft.DeclinationPlace is not { } last
            || Math.Abs(place.Latitude - last.Latitude) > DeclinationReachDegrees
            || Math.Abs(Math.IEEERemainder(place.Longitude - last.Longitude, 360)) > DeclinationReachDegrees)
        {
            var feet = aircraft.State.BarometricAltitudeFeet.IsPresent ? aircraft.State.BarometricAltitudeFeet.Value : 0;
            aircraft.DeclinationDegrees = WorldMagneticModel.DeclinationDegrees(place, feet, now);
            aircraft.DeclinationPlace = place;
        }

        return aircraft.DeclinationDegrees;
    }

    /// <remarks><code>
    ///   wind = (ground speed along the track) - (true airspeed along the true heading); it is told by where it comes from
    /// </code></remarks>
    private static void DeriveWind(Aircraft aircraft, long now)
    {
        ref var state = ref aircraft.State;
        if (now - aircraft.WindToldMs <= Ageing.StaleMs
            || !state.GroundSpeedKnots.IsFresh(now, TogetherMs) || !state.TrackDegrees.IsFresh(now, TogetherMs)
            || !state.TrueAirspeedKnots.IsFresh(now, TogetherMs) || !state.TrueHeadingDegrees.IsFresh(now, TogetherMs))
        {
            return;
        }

        var (sinTrack, cosTrack) = Math.SinCos(state.TrackDegrees.Value * Math.PI / 180);
        var (sinHeading, cosHeading) = Math.SinCos(state.TrueHeadingDegrees.Value * Math.PI / 180);
        var east = state.GroundSpeedKnots.Value * sinTrack - state.TrueAirspeedKnots.Value * sinHeading;
        var north = state.GroundSpeedKnots.Value * cosTrack - state.TrueAirspeedKnots.Value * cosHeading;
        var speed = Math.Sqrt(east * east + north * north);
        if (speed > StrongestWindKnots) return;

        var from = Math.Atan2(-east, -north) * 180 / Math.PI;
        state.WindSpeedKnots = new((float)speed, now, FieldSource.ModeS);
        state.WindDirectionDegrees = new((float)(from < 0 ? from + 360 : from), now, FieldSource.ModeS);
    }

    /// <summary>Temperatures, when Mach number, true and indicated airspeed and altitude agree with each other and with the air.</summary>
    private void DeriveTemperature(Aircraft aircraft, long now)
    {
        ref var state = ref aircraft.State;
        if (now - aircraft.TemperatureToldMs <= Ageing.StaleMs
            || !state.TrueAirspeedKnots.IsFresh(now, TogetherMs) || !state.Mach.IsFresh(now, TogetherMs) || state.Mach.Value < TemperatureMach)
        {
            return;
        }

        var mach = state.Mach.Value;
        var celsius = Airspeed.StaticCelsius(state.TrueAirspeedKnots.Value, mach);
        if (state.BarometricAltitudeFeet.IsFresh(now, ContextMs) && !AgreesWithAir(state, celsius, now))
        {
            _counters.Add(TrackerCounter.AirspeedInconsistent);
            return;
        }

        state.OutsideAirTemperatureCelsius = new((float)celsius, now, FieldSource.ModeS);
        state.TotalAirTemperatureCelsius = new((float)Airspeed.TotalCelsius(celsius, mach), now, FieldSource.ModeS);
    }

    private static bool AgreesWithAir(in AircraftState state, double celsius, long now)
    {
        var feet = state.BarometricAltitudeFeet.Value;
        return Math.Abs(celsius - StandardAtmosphere.Celsius(feet)) <= StrangestWeather
            && (!state.IndicatedAirspeedKnots.IsFresh(now, TogetherMs)
                || Math.Abs(Airspeed.CalibratedKnots(state.Mach.Value, feet) - state.IndicatedAirspeedKnots.Value) <= AirspeedErrorKnots);
    }

    /// <summary>
    /// Notices that an aircraft that knew its place well only says any more that it has none, or that it cannot vouch for it (NIC 0), as in the
    /// reach of a jammer. One that never could vouch for it did not lose anything.
    /// </summary>
    private void OnPositionKnown(Aircraft aircraft, bool hasPosition, int nic, FieldSource source, long now)
    {
        if (source < FieldSource.AdsbNonTransponder) return;
        ref var state = ref aircraft.State;
        if (hasPosition && (nic > 0 || !aircraft.LastGoodPosition.IsPresent))
        {
            aircraft.PoorPositions = 0;
            state.GpsOkBefore = default;
            return;
        }

        aircraft.PoorPositions = Math.Min(LossMessages, aircraft.PoorPositions + 1);
        if (aircraft.PoorPositions < LossMessages || state.GpsOkBefore.IsPresent || !aircraft.LastGoodPosition.IsFresh(now, Ageing.FieldMs)) return;
        _counters.Add(TrackerCounter.GpsLosses);
        state.GpsOkBefore = new(aircraft.LastGoodPosition.Value, aircraft.LastGoodPosition.UpdatedUnixMs, source);
    }

    private void OnAdvisory(in Reception reception, Aircraft aircraft, MessageField field, FieldSource source)
    {
        var advisory = ResolutionAdvisory.Decode(field);
        if (!advisory.IsActive) return;   // zeros behind the number: there is none
        _counters.Add(TrackerCounter.ResolutionAdvisories);
        ref var state = ref aircraft.State;
        state.ResolutionAdvisory = state.ResolutionAdvisory.Offer(new HeardAdvisory(reception.Received.Frame, field), source, reception.NowMs);
    }
}
