using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Flights whose truth is known, heard badly: what is published must be true.</summary>
public class TruthTests
{
    private const double WorstMetres = 1000;

    public static TheoryData<int, double, double, double, double> Flights
    {
        get
        {
            var data = new TheoryData<int, double, double, double, double>();
            (double Latitude, double Longitude, double Track, double Knots)[] flights =
            [
                (52.3, 4.7, 90, 450), (52.3, 4.7, 200, 250), (0.3, 32.4, 180, 480), (-0.2, -60, 10, 480), (60, 179.5, 90, 500),
                (-17, -179.8, 270, 480), (86.5, 20, 5, 450), (-85, 10, 100, 300), (10.4, 40, 0, 1100), (45, 0.2, 270, 150), (59.9, 10, 45, 950),
            ];
            for (var seed = 0; seed < flights.Length * 3; seed++)
            {
                var (latitude, longitude, track, knots) = flights[seed % flights.Length];
                data.Add(seed, latitude, longitude, track, knots);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Flights))]
    public void No_published_position_is_a_kilometre_from_the_truth(int seed, double latitude, double longitude, double track, double knots)
    {
        var random = new Random(seed);
        var heard = (seed % 3) switch { 0 => 0.9, 1 => 0.3, _ => 0.05 };
        var air = new Air(new GeoPosition(latitude, longitude), maxRange: 400);
        var (published, worst) = (0, 0.0);
        for (; air.Seconds < 900; air.Seconds += 0.5)
        {
            var truth = Along(new GeoPosition(latitude, longitude), track, knots * air.Seconds / 3600);
            if (random.NextDouble() < heard / 2) air.Velocity(knots, track);
            if (random.NextDouble() >= heard) continue;
            var format = (int)(air.Seconds * 2) % 2 == 0 ? CprFormat.Even : CprFormat.Odd;
            var update = air.Position(truth.Latitude, truth.Longitude, format, repaired: (byte)(random.NextDouble() < 0.2 && air.Tracker.Count > 0 ? 1 : 0));
            if (update.Position is not { } position) continue;
            published++;
            worst = Math.Max(worst, GreatCircle.DistanceMetres(position, truth));
        }

        Assert.True(worst < 20, $"{worst} m");
        Assert.True(published > 900 * 2 * heard * (heard > 0.2 ? 0.85 : 0.5), $"{published}");
    }

    [Fact]
    public void Teleports_ghost_halves_and_a_second_user_of_the_address_publish_nothing_false()
    {
        var random = new Random(42);
        var (published, falsePositions) = (0, 0);
        for (var run = 0; run < 40; run++)
        {
            var air = new Air(new GeoPosition(50, 8), maxRange: 300);
            for (; air.Seconds < 120; air.Seconds += 0.5)
            {
                var truth = Along(new GeoPosition(50.2, 7.5), 70, 420 * air.Seconds / 3600);
                var format = random.Next(2) == 0 ? CprFormat.Even : CprFormat.Odd;
                var isFalse = random.NextDouble() < 0.15;
                var said = isFalse ? new GeoPosition(48 + random.NextDouble() * 4, 5 + random.NextDouble() * 6) : truth;
                if (random.NextDouble() < 0.3) air.Velocity(420, 70);
                if (air.Position(said.Latitude, said.Longitude, format).Position is not { } position) continue;
                published++;
                if (GreatCircle.DistanceMetres(position, truth) > WorstMetres) falsePositions++;
            }
        }

        Assert.True(published > 40 * 120, $"{published}");
        Assert.Equal(0, falsePositions);
    }

    [Fact]
    public void At_the_edge_of_reception_where_most_frames_are_repaired_and_some_wrongly_nothing_false_is_published()
    {
        var random = new Random(7);
        var (published, falsePositions) = (0, 0);
        for (var run = 0; run < 40; run++)
        {
            var air = new Air(new GeoPosition(50, 8), maxRange: 300);
            air.AllCall();
            for (; air.Seconds < 300; air.Seconds += 0.5)
            {
                if (random.NextDouble() > 0.15) continue;
                var truth = Along(new GeoPosition(50.2, 7.5), 70, 420 * air.Seconds / 3600);
                var format = random.Next(2) == 0 ? CprFormat.Even : CprFormat.Odd;
                var isFalse = random.NextDouble() < 0.02;   // twenty times what the demodulator may get wrong
                var said = isFalse ? new GeoPosition(48 + random.NextDouble() * 4, 5 + random.NextDouble() * 6) : truth;
                var repaired = isFalse || random.NextDouble() < 0.8;
                if (air.Position(said.Latitude, said.Longitude, format, repaired: (byte)(repaired ? 2 : 0)).Position is not { } position) continue;
                published++;
                if (GreatCircle.DistanceMetres(position, truth) > WorstMetres) falsePositions++;
            }
        }

        Assert.True(published > 40 * 600 * 0.15 * 0.7, $"{published}");
        Assert.Equal(0, falsePositions);
    }

    [Fact]
    public void Taxi_take_off_and_landing_are_followed_without_a_jump()
    {
        var runway = new GeoPosition(52.3105, 4.7683);
        var air = new Air(new GeoPosition(52.25, 4.9));
        var (published, worst, travelled) = (0, 0.0, 0.0);
        for (; air.Seconds < 300; air.Seconds += 0.5)
        {
            var knots = Math.Min(160, Math.Max(10, (air.Seconds - 60) * 5));      // taxi, roll, climb
            travelled += knots * 0.5 / 3600;
            var truth = Along(runway, 240, travelled);
            var format = (int)(air.Seconds * 2) % 2 == 0 ? CprFormat.Even : CprFormat.Odd;
            if (knots >= 140) air.Velocity(knots, 240);
            var update = knots < 140 ? air.Surface(truth.Latitude, truth.Longitude, format, knots)
                : air.Position(truth.Latitude, truth.Longitude, format, altitude: 500);
            if (update.Position is not { } position) continue;
            published++;
            worst = Math.Max(worst, GreatCircle.DistanceMetres(position, truth));
        }

        Assert.True(published > 580, $"{published}");
        Assert.True(worst < 20, $"{worst}");
        Assert.Equal(0, air.Counters[TrackerCounter.CprGlobalBad]);
    }

    /// <summary>The point some nautical miles along a great circle.</summary>
    private static GeoPosition Along(GeoPosition from, double trackDegrees, double nauticalMiles)
    {
        const double radians = Math.PI / 180;
        var angle = nauticalMiles * GreatCircle.MetresPerNauticalMile / 6_371_008.8;
        var (latitude, track) = (from.Latitude * radians, trackDegrees * radians);
        var sin = Math.Sin(latitude) * Math.Cos(angle) + Math.Cos(latitude) * Math.Sin(angle) * Math.Cos(track);
        var east = Math.Atan2(Math.Sin(track) * Math.Sin(angle) * Math.Cos(latitude), Math.Cos(angle) - Math.Sin(latitude) * sin);
        return new GeoPosition(Math.Asin(sin) / radians, Math.IEEERemainder(from.Longitude + east / radians, 360));
    }
}
