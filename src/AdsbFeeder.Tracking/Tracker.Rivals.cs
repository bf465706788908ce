using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>When two say different things of one address: multilateration against ADS-B, and two aircraft with one address.</summary>
/// <remarks>
/// <b>Multilateration</b> measures where the signal comes from, so ADS-B that is far from it is wrong, by fault or by intent: when three of its
/// results in a row that fit each other are over 25 km from the position in force, ADS-B positions do not count until they agree again or
/// multilateration is silent for 30 s (readsb forces MLAT at the same distance).
/// <b>One address at two places</b>: refused messages that make a track of their own beside one that goes on. The first stays, and what fits the
/// second is no evidence against it; when the first is silent for as long as its position is shown, the second takes its place. A message that
/// makes a place where nobody is with the half before it, and fits the first by itself, is the first's: the other half was the second's.
/// </remarks>
public sealed partial class Tracker
{
    private const double MlatDisagreesMetres = 25_000;
    private const int MlatAgreements = 3;
    private const long BesidePairMs = 10_000;
    private const long MlatForceMs = 30_000;

    /// <summary>Pairs that make a second track.</summary>
    private const int SecondTrackPairs = 3;

    private const long TrackAliveMs = 15_000;

    /// <summary>That two use an address is remembered for this long, through gaps of either.</summary>
    private const long SharedMs = 600_000;

    /// <summary>Watches MLAT results that a better source makes needless; takes the position over when that source must be wrong.</summary>
    private void OnMlatBeside(Aircraft aircraft, in CprReport report, long now)
    {
        if (!TryPairBeside(aircraft, report, now, out var location)) return;
        aircraft.MlatTrail.Add(location, now, LimitKnots(aircraft, report, now), report.Surface, FieldSource.Mlat);
        if (!aircraft.State.Position.IsPresent || GreatCircle.DistanceMetres(location, aircraft.State.Position.Value.Location) <= MlatDisagreesMetres)
        {
            aircraft.MlatTrail.Length = 0;
            return;
        }

        if (!aircraft.MlatTrail.IsFirm(MlatAgreements, now, TrackAliveMs)) return;
        _counters.Add(TrackerCounter.MlatOverrides);
        aircraft.MlatForcedUntilMs = now + MlatForceMs;
        aircraft.MlatTrail.Length = 0;
        aircraft.Lock = default;
        aircraft.Even = aircraft.Odd = aircraft.BesideEven = aircraft.BesideOdd = default;
        aircraft.State.Position = default;
    }

    /// <summary>Lets ADS-B speak again once it says the same as multilateration.</summary>
    private void OnOverruled(Aircraft aircraft, in CprReport report, long now)
    {
        if (!TryPairBeside(aircraft, report, now, out var location) || !aircraft.State.Position.IsPresent) return;
        if (GreatCircle.DistanceMetres(location, aircraft.State.Position.Value.Location) <= MlatDisagreesMetres) aircraft.MlatForcedUntilMs = now;
    }

    /// <summary>Pairs a message that is not in force; each pair is used once.</summary>
    private bool TryPairBeside(Aircraft aircraft, in CprReport report, long now, out GeoPosition location)
    {
        var half = new CprHalf { Cpr = report.Cpr, TimeMs = now, Surface = report.Surface, Source = report.Source };
        var odd = report.Cpr.Format == CprFormat.Odd;
        ref var own = ref odd ? ref aircraft.BesideOdd : ref aircraft.BesideEven;
        ref var partner = ref odd ? ref aircraft.BesideEven : ref aircraft.BesideOdd;
        own = half;
        location = default;
        if (!partner.Pairs(half, BesidePairMs) || !TryDecodeGlobal(aircraft, partner, half, now, out location) || !IsInRange(aircraft, report, location)) return false;
        partner = default;
        return true;
    }

    /// <summary>True while multilateration has shown that this source's positions are wrong.</summary>
    private static bool IsOverruled(Aircraft aircraft, FieldSource source, long now) => source > FieldSource.Mlat && now < aircraft.MlatForcedUntilMs;

    /// <summary>Notes a refused message; true when it belongs to a second user of the address, and so says nothing against the first.</summary>
    /// <remarks>Its messages are paired with each other only: mixed with the first's they make places where nobody is.</remarks>
    private bool IsOfSecondUser(Aircraft aircraft, in CprReport report, long now)
    {
        ref var second = ref aircraft.SecondTrail;
        var knots = LimitKnots(aircraft, report, now);
        var wasFirm = second.IsFirm(SecondTrackPairs, now, TrackAliveMs);
        if (wasFirm && Cpr.TryDecodeLocal(report.Cpr, second.Position.Latitude, second.Position.Longitude, report.Surface, out var latitude, out var longitude)
            && second.Fits(new(latitude, longitude), now, Math.Max(knots, second.LimitKnots), report.Surface, report.Source))
        {
            second.Add(new(latitude, longitude), now, knots, report.Surface, report.Source);
            return IsFirstThere(aircraft, now) || IsKnownToBeShared(aircraft, now);
        }

        if (!TryPairBeside(aircraft, report, now, out var location)) return IsKnownToBeShared(aircraft, now);
        second.Add(location, now, knots, report.Surface, report.Source);
        return (second.IsFirm(SecondTrackPairs, now, TrackAliveMs) && IsFirstThere(aircraft, now)) || IsKnownToBeShared(aircraft, now);
    }

    /// <summary>True when two were heard at once lately.</summary>
    private static bool IsShared(Aircraft aircraft, long now) => now < aircraft.SharedUntilMs;

    /// <summary>The same, and the first is not silent for longer than its position is shown.</summary>
    private static bool IsKnownToBeShared(Aircraft aircraft, long now) => IsShared(aircraft, now) && now - aircraft.Lock.TimeMs <= Ageing.FieldMs;

    /// <summary>True when the track in force went on after the second one began: else it is the same aircraft, which jumped.</summary>
    private bool IsFirstThere(Aircraft aircraft, long now)
    {
        var life = aircraft.SecondTrail.IsCounted ? Ageing.FieldMs : TrackAliveMs;
        if (aircraft.Lock.TimeMs <= aircraft.SecondTrail.StartMs || now - aircraft.Lock.TimeMs > life) return false;
        if (!aircraft.SecondTrail.IsCounted) _counters.Add(TrackerCounter.DuplicateAddresses);
        aircraft.SecondTrail.IsCounted = true;
        aircraft.SharedUntilMs = now + SharedMs;
        return true;
    }
}
