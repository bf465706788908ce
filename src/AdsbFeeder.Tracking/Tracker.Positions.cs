using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Position messages to positions.</summary>
/// <remarks><code>
///   1. A better source than this one placed the aircraft within 15 s: not needed.
///   2. With a partner of the other format, same medium, same source, young enough: the pair names the zone (global decoding).
///   3. Without, once the aircraft's positions are trusted: the place nearest to the last one (local decoding).
///   4. Too far from the receiver, or from the last position for the speed: refused, and trust shrinks.
///   5. Trusted: published.
/// </code>
/// A frame with repaired bits helps to find a first position, where it counts half, and is decoded beside a trusted one. It can neither
/// contradict nor restart anything. Without it an aircraft at the edge of reception, most of whose frames need a repair, would have no place.</remarks>
public sealed partial class Tracker
{
    /// <summary>Local decoding beside a position older than this is not done.</summary>
    private const long LocalReferenceMs = 600_000;

    /// <summary>Local decoding is right within half a zone, 180 NM (45 NM on the surface); beyond these reaches it is not done.</summary>
    private const double LocalAirborneReachMetres = 100 * GreatCircle.MetresPerNauticalMile;
    private const double LocalSurfaceReachMetres = 30 * GreatCircle.MetresPerNauticalMile;

    /// <summary>Surface candidates lie 90 degrees apart; one farther than this from where the aircraft should be is none (readsb: 450 km).</summary>
    private const double SurfaceReachMetres = 450_000;

    /// <summary>A lock nobody confirmed for this long is worth nothing.</summary>
    private const long LockLifeMs = 600_000;

    private void OnCpr(ref Reception reception, Aircraft aircraft, in CprReport report)
    {
        var now = reception.NowMs;
        ref var state = ref aircraft.State;
        ref var position = ref aircraft.Lock;
        if (!report.IsUsable || !state.Position.Yields(report.Source, now) || !position.Yields(report.Source, now))
        {
            _counters.Add(TrackerCounter.CprFiltered);
            if (report.IsUsable && report.Source == FieldSource.Mlat) OnMlatBeside(aircraft, report, now);
            return;
        }

        if (IsOverruled(aircraft, report.Source, now))
        {
            _counters.Add(TrackerCounter.PositionsOverruled);
            OnOverruled(aircraft, report, now);
            return;
        }

        var sourceRose = position.HasPosition && report.Source > position.Source;
        if (sourceRose || (position.HasPosition && now - position.TimeMs > LockLifeMs)) position = default;

        var half = new CprHalf { Cpr = report.Cpr, TimeMs = now, Surface = report.Surface, Source = report.Source, Repaired = !reception.IsClean };
        ref var partner = ref report.Cpr.Format == CprFormat.Even ? ref aircraft.Odd : ref aircraft.Even;
        if (partner.Surface != report.Surface) partner = default;   // never across take-off or landing
        var speed = state.GroundSpeedKnots.IsFresh(now, Ageing.FieldMs) ? state.GroundSpeedKnots.Value : (double?)null;
        var mayPair = reception.IsClean || !position.IsClosed;
        if (mayPair && partner.Pairs(half, PairingWindow.Milliseconds(report.Surface, speed))
            && TryDecodeGlobal(aircraft, partner, half, now, out var location))
        {
            OnGlobal(ref reception, aircraft, report, half, location, repaired: half.Repaired || partner.Repaired);
            return;
        }

        _counters.Add(TrackerCounter.CprGlobalSkipped);
        if (mayPair) Remember(aircraft, half);
        OnLocal(ref reception, aircraft, report);
    }

    private void OnGlobal(ref Reception reception, Aircraft aircraft, in CprReport report, in CprHalf half, GeoPosition location, bool repaired)
    {
        var now = reception.NowMs;
        ref var position = ref aircraft.Lock;
        var isInRange = IsInRange(aircraft, report, location);
        var fits = isInRange && (!position.HasPosition || IsReachable(aircraft, report, location, now));
        if (!fits && position.IsClosed && !repaired && TryDecodeBesideLock(aircraft, report, now, out var own))
        {
            _counters.Add(TrackerCounter.CprGlobalBad);
            (report.Cpr.Format == CprFormat.Even ? ref aircraft.Odd : ref aircraft.Even) = default;   // the partner was another's
            Remember(aircraft, half);
            TakeLocal(ref reception, aircraft, report, own);
            return;
        }

        if (!isInRange)
        {
            var mixed = position.IsClosed && !repaired && IsOfSecondUser(aircraft, report, now);   // one half of the first, one of the second
            Refuse(aircraft, half, TrackerCounter.CprGlobalRange, repaired, evidence: !mixed);
            return;
        }

        var closed = position.IsClosed;
        if (!fits)
        {
            var ofAnother = closed && !repaired && IsOfSecondUser(aircraft, report, now);
            Refuse(aircraft, half, TrackerCounter.CprGlobalSpeed, repaired, evidence: !ofAnother);
            if (closed || repaired) return;
            position.Restart(report.Cpr.Format, location, now, report.Source, LimitKnots(aircraft, report, now));
            Remember(aircraft, half);
            return;
        }

        _counters.Add(TrackerCounter.CprGlobalOk);
        Remember(aircraft, half);
        position.Confirm(report.Cpr.Format, location, now, report.Source, LimitKnots(aircraft, report, now), FirstFixOf(report.Source), repaired);
        if (position.IsClosed) Publish(ref reception, aircraft, report, location);
    }

    /// <summary>A report over a satellite tells its place whole, and the next comes in a quarter of an hour.</summary>
    private FirstFix FirstFixOf(FieldSource source) =>
        source == FieldSource.AdsC ? FirstFix.OnePair : _firstFix ?? (ReceiverLocation is null ? FirstFix.FourPairs : FirstFix.TwoPairs);

    private void OnLocal(ref Reception reception, Aircraft aircraft, in CprReport report)
    {
        var now = reception.NowMs;
        ref var position = ref aircraft.Lock;
        if (!position.IsClosed || !IsReferenceNear(aircraft, report, now))
        {
            _counters.Add(TrackerCounter.CprLocalSkipped);
            return;
        }

        if (!Cpr.TryDecodeLocal(report.Cpr, position.Position.Latitude, position.Position.Longitude, report.Surface, out var latitude, out var longitude))
        {
            _counters.Add(TrackerCounter.CprLocalSkipped);
            return;
        }

        var location = new GeoPosition(latitude, longitude);
        var refusal = !IsInRange(aircraft, report, location) ? TrackerCounter.CprLocalRange
            : !IsReachable(aircraft, report, location, now) ? TrackerCounter.CprLocalSpeed : TrackerCounter.CprLocalOk;
        _counters.Add(refusal);
        if (refusal != TrackerCounter.CprLocalOk)
        {
            if (!reception.IsClean) return;
            if (IsOfSecondUser(aircraft, report, now)) (report.Cpr.Format == CprFormat.Even ? ref aircraft.Even : ref aircraft.Odd) = default;   // no partner for the first's
            else Distrust(aircraft, report.Cpr.Format);
            return;
        }

        TakeLocal(ref reception, aircraft, report, location);
    }

    private void TakeLocal(ref Reception reception, Aircraft aircraft, in CprReport report, GeoPosition location)
    {
        var now = reception.NowMs;
        _counters.Add(TrackerCounter.CprLocalAircraftRelative);
        aircraft.Lock.Move(location, now, report.Source, LimitKnots(aircraft, report, now));
        Publish(ref reception, aircraft, report, location);
    }

    /// <summary>The place of a single message beside the position in force, when the aircraft can be there.</summary>
    private bool TryDecodeBesideLock(Aircraft aircraft, in CprReport report, long now, out GeoPosition location)
    {
        ref var position = ref aircraft.Lock;
        location = default;
        if (!IsReferenceNear(aircraft, report, now)
            || !Cpr.TryDecodeLocal(report.Cpr, position.Position.Latitude, position.Position.Longitude, report.Surface, out var latitude, out var longitude))
        {
            return false;
        }

        location = new(latitude, longitude);
        return IsInRange(aircraft, report, location) && IsReachable(aircraft, report, location, now);
    }

    private bool TryDecodeGlobal(Aircraft aircraft, in CprHalf older, in CprHalf newer, long now, out GeoPosition location)
    {
        location = default;
        var format = newer.Cpr.Format;
        var (even, odd) = format == CprFormat.Even ? (newer.Cpr, older.Cpr) : (older.Cpr, newer.Cpr);
        double latitude, longitude;
        if (!newer.Surface)
        {
            if (!Cpr.TryDecodeGlobalAirborne(even, odd, format, out latitude, out longitude)) return false;
            location = new(latitude, longitude);
            return true;
        }

        if (SurfaceReference(aircraft, now) is not { } reference
            || !Cpr.TryDecodeGlobalSurface(even, odd, format, reference.Latitude, reference.Longitude, out latitude, out longitude))
        {
            return false;
        }

        location = new(latitude, longitude);
        return GreatCircle.DistanceMetres(reference, location) <= SurfaceReachMetres;
    }

    /// <summary>What tells the surface candidates apart: where the aircraft was, else the receiver.</summary>
    private GeoPosition? SurfaceReference(Aircraft aircraft, long now)
    {
        ref var position = ref aircraft.Lock;
        return position.IsClosed && now - position.TimeMs <= LocalReferenceMs ? position.Position : ReceiverLocation;
    }

    /// <summary>Of two that use one address nobody knows which of them told the speed.</summary>
    private static double LimitKnots(Aircraft aircraft, in CprReport report, long now) =>
        SpeedLimit.Knots(aircraft.State, report.Surface, report.Source, now, isTrusted: !IsShared(aircraft, now));

    private static bool IsReferenceNear(Aircraft aircraft, in CprReport report, long now)
    {
        var elapsed = Math.Max(0, now - aircraft.Lock.TimeMs);
        var knots = Math.Max(aircraft.Lock.LimitKnots, LimitKnots(aircraft, report, now));
        return elapsed <= LocalReferenceMs
            && SpeedLimit.Metres(knots, elapsed / 1000.0, report.Surface, report.Source) <= (report.Surface ? LocalSurfaceReachMetres : LocalAirborneReachMetres);
    }

    private bool IsInRange(Aircraft aircraft, in CprReport report, GeoPosition location)
    {
        if (ReceiverLocation is not { } receiver || report.Source == FieldSource.AdsC) return true;
        var metres = GreatCircle.DistanceMetres(receiver, location);
        if (metres > _maxRangeMetres) return false;

        var feet = report.Surface ? 0 : report.AltitudeFeet ?? aircraft.State.BarometricAltitudeFeet.ValueOrNull;
        if (feet is not { } height || report.Source == FieldSource.Mlat || metres <= RadioHorizon.Metres(height)) return true;
        _counters.Add(TrackerCounter.BeyondHorizon);
        return false;
    }

    private static bool IsReachable(Aircraft aircraft, in CprReport report, GeoPosition location, long now)
    {
        ref var position = ref aircraft.Lock;
        var knots = Math.Max(position.LimitKnots, LimitKnots(aircraft, report, now));
        var seconds = Math.Abs(now - position.TimeMs) / 1000.0;
        return GreatCircle.DistanceMetres(position.Position, location) <= SpeedLimit.Metres(knots, seconds, report.Surface, report.Source);
    }

    /// <summary>
    /// Counts a refused pair. The newer half goes: the older one has already fitted, or is no worse. When the lock opens, nothing stays. Of a
    /// pair with repaired bits those halves go that have them, and nothing is held against the position; nor is it when the pair is another's.
    /// </summary>
    private void Refuse(Aircraft aircraft, in CprHalf half, TrackerCounter reason, bool repaired, bool evidence = true)
    {
        _counters.Add(TrackerCounter.CprGlobalBad);
        _counters.Add(reason);
        if (repaired)
        {
            if (aircraft.Even.Repaired) aircraft.Even = default;
            if (aircraft.Odd.Repaired) aircraft.Odd = default;
            return;
        }

        (half.Cpr.Format == CprFormat.Even ? ref aircraft.Even : ref aircraft.Odd) = default;
        if (evidence) Distrust(aircraft, half.Cpr.Format);
    }

    private void Distrust(Aircraft aircraft, CprFormat format)
    {
        if (!aircraft.Lock.Contradict(format)) return;
        _counters.Add(TrackerCounter.PositionLocksLost);
        aircraft.Even = aircraft.Odd = default;
        aircraft.State.Position = default;
    }

    /// <summary>Keeps a half for its partner, unless that would push out a young one of a better source.</summary>
    private static void Remember(Aircraft aircraft, in CprHalf half)
    {
        ref var slot = ref half.Cpr.Format == CprFormat.Even ? ref aircraft.Even : ref aircraft.Odd;
        if (half.Source >= slot.Source || half.TimeMs - slot.TimeMs > Ageing.StaleMs) slot = half;
    }

    private void Publish(ref Reception reception, Aircraft aircraft, in CprReport report, GeoPosition location)
    {
        var now = reception.NowMs;
        ref var state = ref aircraft.State;
        reception.Position = location;
        state.Position = state.LastPosition = new(new(location, (byte)report.Integrity.NearestNic, report.Integrity.WholeRadiusMetres), now, report.Source);
        if (report.Integrity.NearestNic >= GoodNic && report.Source >= FieldSource.AdsbNonTransponder) aircraft.LastGoodPosition = new(location, now, report.Source);
        if (report.Source == FieldSource.Mlat && now < aircraft.MlatForcedUntilMs) aircraft.MlatForcedUntilMs = now + MlatForceMs;
        _counters.AddPosition(state.Kind);
        if (report.Source == FieldSource.AdsC)
        {
            (state.DistanceNauticalMiles, state.BearingDegrees) = (null, null);   // nobody's reach
        }
        else if (ReceiverLocation is { } receiver)
        {
            state.DistanceNauticalMiles = (float)(GreatCircle.DistanceMetres(receiver, location) / GreatCircle.MetresPerNauticalMile);
            state.BearingDegrees = (float)GreatCircle.BearingDegrees(receiver, location);
        }

        CalculateTrack(aircraft, report, location, now);
    }

    /// <summary>The direction from a former position, once the aircraft is far enough from it for the rounding of positions not to matter.</summary>
    private static void CalculateTrack(Aircraft aircraft, in CprReport report, GeoPosition location, long now)
    {
        const long baseLifeMs = 60_000;
        var apartMetres = report.Surface ? 40 : 400;   // CPR rounds to 5 m in the air, 1.3 m on the surface
        ref var state = ref aircraft.State;
        if (aircraft.TrackBaseMs == 0 || now - aircraft.TrackBaseMs is < 0 or > baseLifeMs)
        {
            (aircraft.TrackBase, aircraft.TrackBaseMs) = (location, now);
            return;
        }

        if (GreatCircle.DistanceMetres(aircraft.TrackBase, location) < apartMetres) return;
        state.CalculatedTrackDegrees = new((float)GreatCircle.BearingDegrees(aircraft.TrackBase, location), now, report.Source);
        (aircraft.TrackBase, aircraft.TrackBaseMs) = (location, now);
    }
}
