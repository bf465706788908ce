using System.Globalization;
using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Sbs;

public class SbsWriterTests
{
    private const string Times = "2026/11/21,07:38:28.764,2026/11/21,07:38:28.765";
    private const long Received = 1795246708764;

    private static TrackUpdate Update(string hex, GeoPosition? position = null, FrameSource source = FrameSource.Radio, Address? address = null) =>
        new(new ReceivedFrame(Frame.Parse(hex), 1, Received, source), TrackOutcome.Accepted) { Address = address ?? AddressOf(hex), Position = position };

    private static Address AddressOf(string hex) => Frame.Parse(hex) is var frame && frame.Format is DownlinkFormat.AllCall or DownlinkFormat.ExtendedSquitter
        ? Address.Icao(Convert.ToUInt32(hex[2..8], 16))
        : Address.Icao(Parity.Residue(frame));

    private static string Line(in TrackUpdate update)
    {
        var bytes = new byte[SbsWriter.MaxLength];
        return Encoding.ASCII.GetString(bytes, 0, SbsWriter.Write(update, Received + 1, bytes));
    }

    // The first three observed from readsb 3.16; the others follow its table, with values from the comments of the decoders.
    [Theory]
    [InlineData(Samples.Identification, "MSG,1,1,1,4840D6,1,{0},KLM1023 ,,,,,,,,,,,0")]
    [InlineData(Samples.EvenPosition, "MSG,3,1,1,40621D,1,{0},,38000,,,52.265780,3.938913,,,0,,0,0", 52.26578, 3.938913)]
    [InlineData(Samples.GroundVelocity, "MSG,4,1,1,485020,1,{0},,,159,183,,,-832,,,,,0")]
    [InlineData(Samples.EvenPosition, "MSG,3,1,1,40621D,1,{0},,38000,,,,,,,0,,0,0")]
    [InlineData(Samples.EvenPosition, "MSG,3,1,1,40621D,1,{0},,38000,,,-0.500000,-179.999999,,,0,,0,0", -0.5, -179.999999)]
    [InlineData(Samples.AirVelocity, "MSG,4,1,1,A05F21,1,{0},,,,,,,-2304,,,,,0")]
    [InlineData("8C3461CE399E40586B4EE4932241", "MSG,2,1,1,3461CE,1,{0},,,8,281,51.990000,4.375000,,,,,,-1", 51.99, 4.375)]
    [InlineData("5D4840D6F87407", "MSG,8,1,1,4840D6,1,{0},,,,,,,,,,,,0")]
    [InlineData("2000042AC59FE6", "MSG,5,1,1,*,1,{0},,1500,,,,,,,0,,0,")]
    [InlineData("2C000A8AA83784", "MSG,6,1,1,*,1,{0},,,,,,,,7600,-1,-1,-1,")]
    [InlineData("A02238382004B1F2CB0820321A78", "MSG,5,1,1,*,1,{0},AKG220  ,*,,,,,,,0,,0,")]
    [InlineData("02E197B00179C3", "MSG,7,1,1,*,1,{0},,37000,,,,,,,,,,")]
    [InlineData("80E197B158BF12F38AD083E10AE8", "MSG,7,1,1,*,1,{0},,37025,,,,,,,,,,")]
    public void A_line_is_byte_exact(string hex, string expected, double? latitude = null, double? longitude = null)
    {
        var line = Line(Update(hex, latitude is null ? null : new GeoPosition(latitude.Value, longitude!.Value)));

        Assert.EndsWith("\r\n", line);
        Assert.Equal(22, line.Split(',').Length);
        var fields = line.TrimEnd().Split(',');
        var wanted = string.Format(CultureInfo.InvariantCulture, expected, Times).Split(',').Select((x, i) => x == "*" ? fields[i] : x);
        Assert.Equal(string.Join(',', wanted), line.TrimEnd());
    }

    [Theory]
    [InlineData("8D4CA7B1A0C3813880C3505B5A7A", "TC 20, height above the ellipsoid")]
    [InlineData("8D4070E50053C0000000004F7C40", "TC 0")]
    [InlineData("7700", "Mode A/C")]
    public void What_SBS_cannot_say_gives_no_line(string hex, string why)
    {
        Assert.True(Line(Update(hex, address: Address.Icao(1))).Length == 0, why);
    }

    [Fact]
    public void A_frame_without_address_gives_no_line() =>
        Assert.Empty(Line(Update(Samples.Identification) with { Address = null }));

    [Fact]
    public void An_address_that_ICAO_did_not_give_stands_behind_a_tilde() =>
        Assert.StartsWith("MSG,1,1,1,~ABCDEF,1,", Line(Update(Samples.Identification, address: Address.NonIcao(0xABCDEF))));

    [Fact]
    public void An_MLAT_result_says_so() =>
        Assert.StartsWith("MLAT,3,1,1,40621D,1,", Line(Update(Samples.EvenPosition, source: FrameSource.Mlat)));

    [Fact]
    public void A_culture_with_commas_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var update = Update(Samples.EvenPosition, new GeoPosition(-52.26578, 3.938913));
        var expected = Line(update);
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign, comma.DateTimeFormat.DateSeparator) = (",", "~", ".");
            CultureInfo.CurrentCulture = comma;

            Assert.Equal(expected, Line(update));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_longest_line_fits_and_writing_allocates_nothing()
    {
        var bytes = new byte[SbsWriter.MaxLength];
        var update = Update(Samples.EvenPosition, new GeoPosition(-89.999999, -179.999999), FrameSource.Mlat, Address.NonIcao(0xFFFFFF));
        SbsWriter.Write(update, Received, bytes);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                SbsWriter.Write(update, Received, bytes);
        }));
    }

    // Received, sent: within a second, over its end, over midnight and a year's, before 1970, and with a clock that was set back.
    [Theory]
    [InlineData(1795246708764, 1795246708999)]
    [InlineData(1795246708764, 1795246709000)]
    [InlineData(1798761599999, 1798761600000)]
    [InlineData(951782399000, 951782400123)]
    [InlineData(0, 999)]
    [InlineData(-1, 1)]
    [InlineData(1795246708764, 1795246708763)]
    [InlineData(1795246708764, 0)]
    [InlineData(253402300799999, 253402300799999)]
    public void Both_times_are_told_to_the_millisecond(long received, long sent)
    {
        var bytes = new byte[64];
        var line = new SbsLine(bytes);
        line.WriteTimes(received, sent);

        static string Text(long time) => DateTime.UnixEpoch.AddMilliseconds(time).ToString("yyyy'/'MM'/'dd','HH':'mm':'ss'.'fff", CultureInfo.InvariantCulture);
        Assert.Equal($"{Text(received)},{Text(sent)}", Encoding.ASCII.GetString(bytes, 0, line.Length));
    }

    [Fact]
    public void Degrees_have_six_decimals_as_the_runtime_would_write_them()
    {
        var random = new Random(5);
        var bytes = new byte[16];
        for (var n = 0; n < 20_000; n++)
        {
            var degrees = n < 10 ? (n - 5) * 45.0 : random.NextDouble() * 360 - 180;
            var line = new SbsLine(bytes);
            line.Field((double?)degrees);

            Assert.Equal("," + degrees.ToString("F6", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(bytes, 0, line.Length));
        }
    }

    [Fact]
    public void An_address_has_six_digits()
    {
        var bytes = new byte[8];
        foreach (var bits in new uint[] { 0, 1, 0xABCDEF, 0x00F000, 0xFFFFFF })
        {
            var line = new SbsLine(bytes);
            line.Write(Address.Icao(bits));

            Assert.Equal(bits.ToString("X6", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(bytes, 0, line.Length));
        }
    }
}
