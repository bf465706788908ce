using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>What follows from several messages: wind, a lost position, an advisory that two aircraft agree on.</summary>
public sealed partial class Tracker
{
    /// <summary>A stronger wind than the strongest jet streams is an error of one of the four values.</summary>
    private const double StrongestWindKnots = 250;

    /// <summary>One message without a position is not yet a loss: aircraft send some between two good ones.</summary>
    private const int LossMessages = 5;

    /// <remarks><code>
    ///   wind = (ground speed along the track) - (true airspeed along the true heading); it is told by where it comes from
    /// </code>A magnetic heading would need the declination, which is not modelled here.</remarks>
    private static void DeriveWind(ref AircraftState state, long now)
    {
        if (!state.GroundSpeedKnots.IsFresh(now, TogetherMs) || !state.TrackDegrees.IsFresh(now, TogetherMs)
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

    /// <summary>Notices that an aircraft that told its position only says any more that it has none.</summary>
    private void OnPositionKnown(Aircraft aircraft, in AirbornePosition message, FieldSource source, long now)
    {
        if (source < FieldSource.AdsbNonTransponder) return;
        ref var state = ref aircraft.State;
        if (message.HasPosition)
        {
            aircraft.PositionlessMessages = 0;
            state.GpsOkBefore = default;
            return;
        }

        aircraft.PositionlessMessages = Math.Min(LossMessages, aircraft.PositionlessMessages + 1);
        if (aircraft.PositionlessMessages < LossMessages || state.GpsOkBefore.IsPresent || !state.LastPosition.IsFresh(now, Ageing.FieldMs)) return;
        if (state.LastPosition.Source < FieldSource.AdsbNonTransponder) return;
        _counters.Add(TrackerCounter.GpsLosses);
        state.GpsOkBefore = new(state.LastPosition.Value.Location, state.LastPosition.UpdatedUnixMs, source);
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
