using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Pictures of the last hour, made from traces, so that pages that draw trails from <c>history_N.json</c> have them after a restart.</summary>
internal static class RestoredSky
{
    private const long HourMs = 3_600_000;
    private const long PeriodMs = 30_000;

    /// <summary>More than one receiver hears; pages of such a sky do not load an hour of JSON, and the start must not pay for it.</summary>
    private const int MostAircraft = 2000;

    /// <summary>A picture every 30 s of the hour that ends now, each with those who had a point within the 30 s before; none where nobody had.</summary>
    internal static IEnumerable<TrackingSnapshot> Of(TraceStore traces, long nowMs)
    {
        var start = nowMs - HourMs;
        var pictures = new List<Sight>[HourMs / PeriodMs];
        for (var half = HalfHour.Of(start); half.StartMs <= nowMs; half += 1)
        {
            var parts = traces.Within(half);
            if (parts.Count > MostAircraft)
            {
                yield break;
            }

            foreach (var (address, part) in parts)
            {
                Add(pictures, start, address, part.Points());
            }
        }

        for (var i = 0; i < pictures.Length; i++)
        {
            if (pictures[i] is { } sights)
            {
                yield return new TrackingSnapshot(start + ((i + 1) * PeriodMs), [.. sights.Select(sight => State(sight.Address, sight.Point, sight.Details))], TrackerStatistics.Zero, null);
            }
        }
    }

    private static void Add(List<Sight>[] pictures, long start, Address address, List<TracePoint> points)
    {
        TraceDetails? details = null;
        for (var i = 0; i < points.Count; i++)
        {
            details = points[i].Details ?? details;
            var picture = (points[i].UnixMs - start) / PeriodMs;
            var isLast = i + 1 == points.Count || (points[i + 1].UnixMs - start) / PeriodMs != picture;
            if (isLast && points[i].UnixMs >= start && picture < pictures.Length)
            {
                (pictures[picture] ??= []).Add(new Sight(address, points[i], details));
            }
        }
    }

    private static AircraftState State(Address address, in TracePoint point, TraceDetails? details)
    {
        var ms = point.UnixMs;
        var source = point.Kind switch
        {
            TrackKind.Mlat => FieldSource.Mlat,
            TrackKind.TisbIcao or TrackKind.TisbOther or TrackKind.TisbTrackFile => FieldSource.TisB,
            _ => FieldSource.Adsb,
        };
        var position = new Dated<PositionFix>(new PositionFix(new GeoPosition(point.Latitude, point.Longitude), 0, 0), ms, source);
        return new AircraftState
        {
            Address = address,
            Kind = point.Kind,
            Messages = 2,
            FirstSeenUnixMs = ms,
            SeenUnixMs = ms,
            Position = position,
            LastPosition = position,
            AirGround = new(point.IsOnGround ? AirGround.Ground : AirGround.Airborne, ms, source),
            BarometricAltitudeFeet = Dated(point.BarometricAltitudeFeet, ms, source),
            GeometricAltitudeFeet = Dated(point.GeometricAltitudeFeet, ms, source),
            GroundSpeedKnots = Dated((float?)point.GroundSpeedKnots, ms, source),
            TrackDegrees = Dated((float?)point.TrackDegrees, ms, source),
            Callsign = Dated(details?.Callsign, ms, source),
            Squawk = Dated(details?.Squawk, ms, source),
            Category = Dated(details?.Category, ms, source),
        };
    }

    private static Dated<T> Dated<T>(T? value, long ms, FieldSource source)
        where T : struct => value is { } known ? new(known, ms, source) : default;

    /// <summary>An aircraft of a picture, a tenth of what its state takes.</summary>
    private readonly record struct Sight(Address Address, TracePoint Point, TraceDetails? Details);
}
