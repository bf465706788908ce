using System.Globalization;
using Xunit.Abstractions;

namespace AdsbFeeder.ModeS.Tests;

/// <summary>Every row of the standard's CPR benchmarks. Angles are "AWB": 2^32 units make a full circle.</summary>
public class CprBenchmarkTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("airborne_encode_t6-3awb.csv", 17)]
    [InlineData("airborne_encode_t6-4awb.csv", 17)]
    [InlineData("airborne_encode_MOPS-table-2-139.csv", 17)]
    [InlineData("surface_encode_t6-1awb.csv", 19)]
    [InlineData("surface_encode_t6-2awb.csv", 19)]
    [InlineData("surface_encode_MOPS-table-2-141.csv", 19)]
    [InlineData("coarse_encode_t6-5awb.csv", 12)]
    [InlineData("coarse_encode_t6-6awb.csv", 12)]
    public void Positions_encode_as_the_benchmark_says(string file, int bits)
    {
        foreach (var row in Rows(file))
        {
            var (y, x) = Cpr.Encode(Latitude(row[1]), Longitude(row[2]), Format(row[0]), bits);

            Assert.Equal((file, row[1], row[2], Hex(row[3]), Hex(row[4])), (file, row[1], row[2], y & 0x1FFFF, x & 0x1FFFF));
        }
    }

    [Fact]
    public void Intent_positions_encode_as_the_benchmark_says()
    {
        foreach (var row in Rows("intent_encode_intent_encoded_positions.csv"))
        {
            var (y, x) = Cpr.Encode(Latitude(row[0]), Longitude(row[1]), CprFormat.Even, 14);

            Assert.Equal((row[0], Hex(row[2]), Hex(row[3])), (row[0], y, x));
        }
    }

    [Fact]
    public void Surface_latitudes_at_the_zone_boundaries_encode_as_table_2_140_says()
    {
        foreach (var row in Rows("surface_encode_MOPS-table-2-140.csv"))
        {
            output.WriteLine(string.Join(' ', row));
            var below = Cpr.Encode(Latitude(row[1]), 45, CprFormat.Even, surface: true);
            var above = Cpr.Encode(Latitude(row[3]), 45, CprFormat.Even, surface: true);

            Assert.Equal((Hex(row[4]), Hex(row[5])), (below.Latitude17, below.Longitude17));
            Assert.Equal((Hex(row[6]), Hex(row[7])), (above.Latitude17, above.Longitude17));
        }
    }

    [Theory]
    [InlineData("airborne_locally_decoded_positions_01.csv", 17, 360)]
    [InlineData("surface_locally_decoded_positions_01.csv", 17, 90)]
    [InlineData("coarse_locally_decoded_positions_01.csv", 12, 360)]
    public void Positions_decode_locally_as_the_benchmark_says(string file, int bits, int span)
    {
        foreach (var row in Rows(file))
        {
            var found = Cpr.TryDecodeLocal(
                Hex(row[5]), Hex(row[6]), Format(row[4]), bits, span, Latitude(row[0]), Longitude(row[1]), out var latitude, out var longitude);

            Assert.True(found, string.Join(',', row));
            AssertAngles(row[7], row[8], latitude, longitude, row);
        }
    }

    [Fact]
    public void Intent_positions_decode_locally_as_the_benchmark_says()
    {
        foreach (var row in Rows("intent_locally_decoded_positions.csv"))
        {
            Cpr.TryDecodeLocal(Hex(row[4]), Hex(row[5]), CprFormat.Even, 14, 360, Latitude(row[0]), Longitude(row[1]), out var latitude, out var longitude);

            AssertAngles(row[6], row[7], latitude, longitude, row);
        }
    }

    [Theory]
    [InlineData("airborne_globally_decoded_positions_01.csv", 17)]
    [InlineData("coarse_globally_decoded_positions_01.csv", 12)]
    public void Pairs_decode_globally_as_the_benchmark_says(string file, int bits)
    {
        foreach (var row in Rows(file))
        {
            var (even, odd) = ((Hex(row[2]), Hex(row[3])), (Hex(row[6]), Hex(row[7])));

            Assert.True(Cpr.TryDecodeGlobal(even, odd, CprFormat.Even, bits, out var latitude, out var longitude), string.Join(',', row));
            AssertAngles(row[9], row[10], latitude, longitude, row);
            Assert.True(Cpr.TryDecodeGlobal(even, odd, CprFormat.Odd, bits, out latitude, out longitude));
            AssertAngles(row[11], row[12], latitude, longitude, row);
        }
    }

    /// <summary>The benchmark folds its surface answers into 0 to 90 degrees; the place that was encoded is the reference here.</summary>
    [Fact]
    public void Surface_pairs_decode_globally_as_the_benchmark_says()
    {
        foreach (var row in Rows("surface_globally_decoded_positions_01.csv"))
        {
            var even = new CprPosition(Hex(row[2]), Hex(row[3]), CprFormat.Even);
            var odd = new CprPosition(Hex(row[6]), Hex(row[7]), CprFormat.Odd);
            var (refLatitude, refLongitude) = (Latitude(row[0]), Longitude(row[1]));

            Assert.True(Cpr.TryDecodeGlobalSurface(even, odd, CprFormat.Even, refLatitude, refLongitude, out var latitude, out var longitude), string.Join(',', row));
            AssertAngles(row[9], row[10], Folded(latitude), Folded(longitude), row);
            Assert.Equal(refLatitude, latitude, 1e-4);
            Assert.Equal(refLongitude, longitude, 1e-4);
            Assert.True(Cpr.TryDecodeGlobalSurface(even, odd, CprFormat.Odd, refLatitude, refLongitude, out latitude, out longitude));
            AssertAngles(row[11], row[12], Folded(latitude), Folded(longitude), row);
        }
    }

    private IEnumerable<string[]> Rows(string file) =>
        (SharedData.Lines("expected/cpr/" + file, output) ?? []).Where(line => line.Length > 0).Select(line => line.Split(','));

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static CprFormat Format(string text) => text == "0" ? CprFormat.Even : CprFormat.Odd;

    private static double Latitude(string awb) => unchecked((int)uint.Parse(awb, NumberStyles.HexNumber, CultureInfo.InvariantCulture)) * (360.0 / 4294967296);

    private static double Longitude(string awb) => Latitude(awb);

    private static double Folded(double degrees) => degrees - 90 * Math.Floor(degrees / 90);

    private static void AssertAngles(string awbLatitude, string awbLongitude, double latitude, double longitude, string[] row)
    {
        static uint ToAwb(double degrees) => unchecked((uint)(long)Math.Round(degrees / 360 * 4294967296));
        Assert.True(
            (awbLatitude, awbLongitude) == (ToAwb(latitude).ToString("X", CultureInfo.InvariantCulture), ToAwb(longitude).ToString("X", CultureInfo.InvariantCulture)),
            $"{string.Join(',', row)} gave {ToAwb(latitude):X},{ToAwb(longitude):X}");
    }
}
