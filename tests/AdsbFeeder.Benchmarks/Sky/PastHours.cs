using AdsbFeeder.Configuration;
using AdsbFeeder.History;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Benchmarks;

/// <summary>Files of a history as a large sky leaves them within hours, made in seconds: each aircraft flies in wide circles and climbs and sinks.</summary>
internal static class PastHours
{
    private const int StepSeconds = 10;

    /// <summary>Writes the last hours of some aircraft; returns how many points that are.</summary>
    internal static long Write(string folder, IReadOnlyList<Address> aircraft, double hours, DateTimeOffset now)
    {
        var settings = new Settings();
        settings.History.Directory = folder;
        var (archive, store) = (new HistoryArchive(settings), new TraceStore(long.MaxValue));
        var points = 0L;
        var states = new AircraftState[aircraft.Count];
        var end = now.ToUnixTimeMilliseconds();
        var running = HalfHour.Of(end - (long)(hours * 3_600_000));
        for (var ms = running.StartMs; ms < end; ms += StepSeconds * 1000)
        {
            if (HalfHour.Of(ms) is var half && half != running) points += Write(archive, store, running);
            running = half;
            for (var i = 0; i < states.Length; i++) states[i] = StateOf(aircraft[i], i, ms);
            store.Take(TrackingSnapshot.Empty with { NowUnixMs = ms, Aircraft = [.. states] });
        }

        return points + Write(archive, store, running);
    }

    private static long Write(HistoryArchive archive, TraceStore store, HalfHour half)
    {
        var parts = store.Within(half);
        archive.Write(half, HistoryFile.Encode(parts, null), HistoryWriter.Heatmap(half, parts, []));
        return parts.Sum(part => (long)part.Value.Points().Count);
    }

    private static AircraftState StateOf(Address address, int number, long ms)
    {
        const double circleSeconds = 3600, radiusDegrees = 0.6;
        var phase = ((ms / 1000.0) + (number * 37 % 3600)) / circleSeconds * 2 * Math.PI;
        var (sin, cos) = Math.SinCos(phase);
        var updated = ms - (number * 7 % 1000);
        var location = new GeoPosition(52 + (number % 100 * 0.04) - 2 + (radiusDegrees * cos), 4 + (number / 100 % 100 * 0.06) - 3 + (radiusDegrees * sin / 0.6));
        return new AircraftState
        {
            Address = address,
            Kind = TrackKind.AdsbIcao,
            SeenUnixMs = updated,
            Callsign = Callsign.TryParse($"TST{number}", out var callsign) ? new(callsign, updated, FieldSource.Adsb) : default,
            Position = new(new PositionFix(location, 8, 186), updated, FieldSource.Adsb),
            AirGround = new(AirGround.Airborne, updated, FieldSource.Adsb),
            BarometricAltitudeFeet = new(30_000 + (int)(sin * 200) * 25, updated, FieldSource.Adsb),
            GeometricAltitudeFeet = new(30_500 + (int)(sin * 200) * 25, updated, FieldSource.Adsb),
            GroundSpeedKnots = new(450 + (float)(cos * 20), updated, FieldSource.Adsb),
            TrackDegrees = new((float)((phase * 180 / Math.PI) + 90) % 360, updated, FieldSource.Adsb),
            BarometricRateFpm = new((int)(cos * 20) * 64, updated, FieldSource.Adsb),
        };
    }
}
