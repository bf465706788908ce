using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Finds out which register a Comm-B reply holds: the reply itself does not say which one was asked for.</summary>
/// <remarks>
/// Careful rather than complete; a wrong register is worse than none.
/// <code>
///   1. Registers that begin with their number: 1,0 2,0 3,0. Then the shape of 1,7.
///   2. 4,0 5,0 6,0 by status and reserved bits, by ranges that aircraft keep to, and by what else is known of this aircraft:
///      5,0 ground speed and track against the squitters', else roll against rate of turn (rate = 1091 tan(roll) / TAS)
///      6,0 IAS against Mach at the pressure altitude, heading against the track
///   3. Exactly one must remain, and 5,0 and 6,0 must have had something to be checked against.
/// </code></remarks>
internal static class CommBInference
{
    private const long StateLifeMs = 30_000;   // modes.md 4: state at most 30 s old

    public static CommBRegister Infer(MessageField mb, in AircraftState state, int? altitudeFeet, long nowMs)
    {
        if (DataLinkCapability.Fits(mb)) return CommBRegister.Capability;
        if (IdentificationRegister.Fits(mb)) return CommBRegister.Identification;
        if (ResolutionAdvisory.Fits(mb)) return CommBRegister.ResolutionAdvisory;

        var is40 = SelectedVerticalIntention.Fits(mb) && IsLikely(SelectedVerticalIntention.Decode(mb));
        var is50 = TrackAndTurn.Fits(mb) && IsLikely(TrackAndTurn.Decode(mb), state, nowMs);
        var is60 = HeadingAndSpeed.Fits(mb) && IsLikely(HeadingAndSpeed.Decode(mb), state, altitudeFeet, nowMs);
        if (CommonUsageCapability.Fits(mb)) return is40 || is50 || is60 ? CommBRegister.Ambiguous : CommBRegister.Capability;
        return (is40, is50, is60) switch
        {
            (true, false, false) => CommBRegister.VerticalIntention,
            (false, true, false) => CommBRegister.TrackAndTurn,
            (false, false, true) => CommBRegister.HeadingAndSpeed,
            _ => CommBRegister.Ambiguous,
        };
    }

    private static bool IsLikely(in SelectedVerticalIntention r) =>
        (r.PanelAltitudeFeet ?? r.FmsAltitudeFeet ?? r.BarometricSettingHectopascals) is not null
        && r.PanelAltitudeFeet is null or (>= 0 and <= 51_000)
        && r.FmsAltitudeFeet is null or (>= 0 and <= 51_000)
        && r.BarometricSettingHectopascals is null or (>= 850 and <= 1100);

    private static bool IsLikely(in TrackAndTurn r, in AircraftState state, long nowMs)
    {
        if (r is not { GroundSpeedKnots: { } speed, TrueTrackDegrees: { } track, TrueAirspeedKnots: { } airspeed }) return false;
        if (speed is < 40 or > 800 || airspeed is < 40 or > 700 || Math.Abs(speed - airspeed) > 250) return false;
        if (r.RollDegrees is < -50 or > 50 || r.TrackRateDegreesPerSecond is < -8 or > 8) return false;

        var speedKnown = state.GroundSpeedKnots.IsFresh(nowMs, StateLifeMs);
        var trackKnown = state.TrackDegrees.IsFresh(nowMs, StateLifeMs);
        if (speedKnown && Math.Abs(state.GroundSpeedKnots.Value - speed) > 50) return false;
        if (trackKnown && Between(state.TrackDegrees.Value, track) > 20 + Turn(r.TrackRateDegreesPerSecond, state.TrackDegrees.AgeMs(nowMs))) return false;
        if (speedKnown && trackKnown) return true;

        if (r is not { RollDegrees: { } roll, TrackRateDegreesPerSecond: { } rate }) return false;
        return Math.Abs(1091 * Math.Tan(roll * Math.PI / 180) / airspeed - rate) < 0.7;
    }

    private static bool IsLikely(in HeadingAndSpeed r, in AircraftState state, int? altitudeFeet, long nowMs)
    {
        if (r is not { MagneticHeadingDegrees: { } heading, IndicatedAirspeedKnots: { } airspeed, Mach: { } mach }) return false;
        if (airspeed is < 60 or > 500 || mach is < 0.1 or > 0.98) return false;
        if (r.BarometricRateFpm is < -7000 or > 7000 || r.InertialRateFpm is < -7000 or > 7000) return false;
        if (state.TrackDegrees.IsFresh(nowMs, StateLifeMs) && Between(state.TrackDegrees.Value, heading) > 60) return false;   // drift and declination

        var altitude = altitudeFeet ?? (state.BarometricAltitudeFeet.IsFresh(nowMs, StateLifeMs) ? state.BarometricAltitudeFeet.Value : (int?)null);
        return altitude is { } feet && Math.Abs(Atmosphere.IndicatedAirspeedKnots(mach, feet) - airspeed) <= 25;
    }

    private static double Turn(double? degreesPerSecond, long ageMs) => Math.Abs(degreesPerSecond ?? 0) * ageMs / 1000;

    private static double Between(double a, double b) => Math.Abs(Math.IEEERemainder(a - b, 360));
}
