namespace AdsbFeeder.ModeS.Tests;

public class CprTests
{
    /// <summary>Pair of The 1090 Megahertz Riddle: 8D40621D58C382D690C8AC2863A7 and 8D40621D58C386435CC412692AD6.</summary>
    [Theory]
    [InlineData(CprFormat.Even, 52.2572021484375, 3.91937255859375)]
    [InlineData(CprFormat.Odd, 52.26578017412606, 3.938912527901786)]
    public void An_airborne_pair_gives_the_position_of_the_newest(CprFormat newest, double latitude, double longitude)
    {
        var even = AirbornePosition.Decode(Frame.Parse("8D40621D58C382D690C8AC2863A7").Message).Cpr;
        var odd = AirbornePosition.Decode(Frame.Parse("8D40621D58C386435CC412692AD6").Message).Cpr;

        Assert.True(Cpr.TryDecodeGlobalAirborne(even, odd, newest, out var foundLatitude, out var foundLongitude));
        Assert.Equal(latitude, foundLatitude, 1e-12);
        Assert.Equal(longitude, foundLongitude, 1e-12);
    }

    [Fact]
    public void One_airborne_message_and_a_place_nearby_give_the_position()
    {
        var even = new CprPosition(93_000, 51_372, CprFormat.Even);

        Assert.True(Cpr.TryDecodeLocal(even, 52.258, 3.918, surface: false, out var latitude, out var longitude));
        Assert.Equal((52.2572021484375, 3.91937255859375), (latitude, longitude));
    }

    /// <summary>Surface pair of The 1090 Megahertz Riddle, Schiphol.</summary>
    [Fact]
    public void A_surface_pair_gives_the_candidate_near_the_receiver()
    {
        var even = SurfacePosition.Decode(Frame.Parse("8C4841753AAB238733C8CD4020B1").Message).Cpr;
        var odd = SurfacePosition.Decode(Frame.Parse("8C4841753A8A35323FAEBDAC702D").Message).Cpr;

        Assert.True(Cpr.TryDecodeGlobalSurface(even, odd, CprFormat.Odd, 51.990, 4.375, out var latitude, out var longitude));
        Assert.Equal(52.320607, latitude, 1e-6);
        Assert.Equal(4.734735, longitude, 1e-6);
    }

    /// <summary>Rows of the standard's benchmark (NASA), airborne and surface; angles in degrees exactly as its 32-bit units.</summary>
    [Theory]
    [InlineData(0x3DDDDEEE, 0x80000000, CprFormat.Even, false, 0x10000, 0x00000)]
    [InlineData(0x3DDDDEEF, 0x80000000, CprFormat.Even, false, 0x10001, 0x10000)]
    [InlineData(0x3D894999, 0x80000000, CprFormat.Even, false, 0x0D85A, 0x10000)]
    [InlineData(0x3DDDDE5F, 0x80000000, CprFormat.Odd, false, 0x08444, 0x10000)]
    [InlineData(0x3D8948AD, 0x80000000, CprFormat.Odd, false, 0x05D47, 0x00000)]
    [InlineData(0xC0000000, 0x80000000, CprFormat.Odd, false, 0x08000, 0x10000)]
    [InlineData(0xC0091A2B, 0x7FA4FA50, CprFormat.Even, false, 0x00444, 0x0FF4A)]
    [InlineData(0x3DDDDE22, 0x20000000, CprFormat.Even, true, 0x00000, 0x00000)]
    [InlineData(0x3DDDDE23, 0x20000000, CprFormat.Even, true, 0x00001, 0x10000)]
    [InlineData(0x3D8948CC, 0x20000000, CprFormat.Even, true, 0x16168, 0x10000)]
    [InlineData(0x3DDDDE1A, 0x20000000, CprFormat.Odd, true, 0x01111, 0x10000)]
    [InlineData(0x3D894868, 0x20000000, CprFormat.Odd, true, 0x1751D, 0x00000)]
    [InlineData(0xDEAC1000, 0x20000000, CprFormat.Odd, true, 0x08D3E, 0x00000)] // sits on a tie: 36158
    [InlineData(0xC0091A2B, 0x7FA4FA50, CprFormat.Odd, true, 0x010C8, 0x1FD28)]
    public void Benchmark_positions_encode_to_the_bit(uint latitude, uint longitude, CprFormat format, bool surface, int y, int x) =>
        Assert.Equal(new CprPosition(y, x, format), Cpr.Encode(Degrees(latitude), Degrees(longitude), format, surface));

    [Theory]
    [InlineData(0.0, 59)]
    [InlineData(10.470471, 59)]
    [InlineData(10.470472, 58)]
    [InlineData(-10.470472, 58)]
    [InlineData(52.2572, 36)]
    [InlineData(86.53536, 3)]
    [InlineData(86.53538, 2)]
    [InlineData(87.0, 2)]
    [InlineData(-87.0, 2)]
    [InlineData(87.0000001, 1)]
    [InlineData(90.0, 1)]
    [InlineData(270.0, 1)]
    [InlineData(double.NaN, 1)]
    public void Longitude_zones_of_a_latitude(double latitude, int zones) => Assert.Equal(zones, LongitudeZones.At(latitude));

    [Fact]
    public void Longitude_zones_equal_the_formula_of_the_standard()
    {
        for (var latitude = 0.0005; latitude < 87; latitude += 0.001)
        {
            var cosine = Math.Cos(latitude * Math.PI / 180);
            var formula = Math.Floor(2 * Math.PI / Math.Acos(1 - (1 - Math.Cos(Math.PI / 30)) / (cosine * cosine)));

            Assert.Equal((latitude, (int)formula), (latitude, LongitudeZones.At(latitude)));
        }
    }

    [Fact]
    public void Exactly_87_degrees_has_two_zones()
    {
        var even = AirbornePosition.Decode(Frame.Parse("8DA0039458C3820000BC62E4C0F6").Message).Cpr;

        Assert.True(Cpr.TryDecodeLocal(even, 86.9, 66, surface: false, out var latitude, out var longitude));
        Assert.Equal(87.0, latitude);
        Assert.Equal(66.2283, longitude, 1e-4);
    }

    [Fact]
    public void A_pair_across_a_zone_boundary_is_refused()
    {
        var even = Cpr.Encode(10.4704, 20, CprFormat.Even, surface: false);
        var odd = Cpr.Encode(10.4706, 20, CprFormat.Odd, surface: false);

        Assert.False(Cpr.TryDecodeGlobalAirborne(even, odd, CprFormat.Odd, out _, out _));
    }

    [Fact]
    public void Two_messages_of_one_format_are_no_pair()
    {
        var even = Cpr.Encode(10, 20, CprFormat.Even, surface: false);

        Assert.False(Cpr.TryDecodeGlobalAirborne(even, even, CprFormat.Even, out _, out _));
        Assert.False(Cpr.TryDecodeGlobalSurface(even, even, CprFormat.Even, 10, 20, out _, out _));
    }

    [Theory]
    [InlineData(0.0424, 32.4435, -0.26, 32.5)] // Entebbe, heard from south of the equator: the sign of the receiver's latitude misleads
    [InlineData(-0.01, 32.4, 0.26, 32.5)]
    [InlineData(-33.9465, 151.1772, -33.8, 151.0)] // Sydney
    [InlineData(-22.8099, -43.2505, -22.9, -43.2)] // Rio de Janeiro
    [InlineData(51.4706, -0.4619, 51.5, 0.1)] // Heathrow, receiver east of Greenwich
    [InlineData(-17.7554, 177.4434, -17.8, -179.9)] // Nadi, receiver beyond the date line
    [InlineData(78.2461, 15.4656, 78.2, 15.6)] // Longyearbyen
    [InlineData(45.0, 90.0, 44.9, 89.9)]
    public void Surface_pairs_are_resolved_by_distance(double latitude, double longitude, double receiverLatitude, double receiverLongitude)
    {
        var even = Cpr.Encode(latitude, longitude, CprFormat.Even, surface: true);
        var odd = Cpr.Encode(latitude, longitude, CprFormat.Odd, surface: true);

        Assert.True(Cpr.TryDecodeGlobalSurface(even, odd, CprFormat.Odd, receiverLatitude, receiverLongitude, out var foundLatitude, out var foundLongitude));
        Assert.Equal(latitude, foundLatitude, 2e-5);
        Assert.Equal(longitude, foundLongitude, 1e-4);
    }

    [Theory]
    [InlineData(52.3, 179.999999)]
    [InlineData(52.3, -180.0)]
    [InlineData(-52.3, -179.999999)]
    [InlineData(0.0, 0.0)]
    [InlineData(-0.00001, -0.00001)]
    [InlineData(89.9, 12.0)]
    [InlineData(-89.9, -170.0)]
    public void Edges_of_the_map_stay_inside_it(double latitude, double longitude)
    {
        var even = Cpr.Encode(latitude, longitude, CprFormat.Even, surface: false);
        var odd = Cpr.Encode(latitude, longitude, CprFormat.Odd, surface: false);

        Assert.True(Cpr.TryDecodeGlobalAirborne(even, odd, CprFormat.Even, out var foundLatitude, out var foundLongitude));
        Assert.InRange(foundLongitude, -180, 179.9999999999);
        Assert.Equal(latitude, foundLatitude, 4e-5);
        Assert.Equal(0, Math.IEEERemainder(longitude - foundLongitude, 360), 2e-2 * (Math.Abs(latitude) > 89 ? 1 : 0.01));
    }

    [Fact]
    public void A_local_result_beyond_the_pole_is_refused()
    {
        Assert.False(Cpr.TryDecodeLocal(new CprPosition(4096, 0, CprFormat.Even), 90, 0, surface: false, out _, out _)); // 90.19
        Assert.True(Cpr.TryDecodeLocal(new CprPosition(131_072 - 4096, 0, CprFormat.Even), 90, 0, surface: false, out _, out _)); // 89.81
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    public void A_reference_that_is_no_place_gives_no_position(double latitude, double longitude) =>
        Assert.False(Cpr.TryDecodeLocal(new CprPosition(1, 2, CprFormat.Even), latitude, longitude, surface: false, out _, out _));

    [Fact]
    public void Coarse_positions_decode_near_the_place()
    {
        var (even, odd) = (Coarse(52.3, 4.7, CprFormat.Even), Coarse(52.3, 4.7, CprFormat.Odd));

        Assert.True(Cpr.TryDecodeGlobalCoarse(even, odd, CprFormat.Even, out var latitude, out var longitude));
        Assert.True(Math.Abs(latitude - 52.3) < 0.001 && Math.Abs(longitude - 4.7) < 0.002, $"{latitude} {longitude}");
        Assert.True(Cpr.TryDecodeLocalCoarse(odd, 52, 5, out latitude, out longitude));
        Assert.True(Math.Abs(latitude - 52.3) < 0.001 && Math.Abs(longitude - 4.7) < 0.002, $"{latitude} {longitude}");
    }

    private static CoarsePosition Coarse(double latitude, double longitude, CprFormat format)
    {
        var (y, x) = Cpr.EncodeCoarse(latitude, longitude, format);
        return new CoarsePosition(SurveillanceStatus.None, 0, null, null, 0, y, x, format);
    }

    private static double Degrees(uint units) => unchecked((int)units) * (360.0 / 4294967296);
}
