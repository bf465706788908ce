using System.Text;
using AdsbFeeder.Decoding;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tests.Decoding;

/// <summary>Frames in lines of text, as tables and people write them.</summary>
public class HexLineTests
{
    [Theory]
    [InlineData("8D4840D6202CC371C32CE0576098", "8D4840D6202CC371C32CE0576098", null)]
    [InlineData("  8d4840d6202cc371c32ce0576098\r", "8D4840D6202CC371C32CE0576098", null)]
    [InlineData("*5D4840D6F87407;", "5D4840D6F87407", null)]
    [InlineData("7700", "7700", null)]
    [InlineData("1753827785.8086092,8DADA5265851E6616376C2EB4463", "8DADA5265851E6616376C2EB4463", 1753827785.8086092)]   // short_flights.csv
    [InlineData("1457996400,\"8D406B909945DE10000405999BE4\",\"406B90\",19", "8D406B909945DE10000405999BE4", 1457996400.0)] // sample_data_adsb.csv
    [InlineData("\uFEFF1495353600,4D010D,A00015B7C26E1370AA00005DD34A", "A00015B7C26E1370AA00005DD34A", 1495353600.0)]     // sample_data_commb_df20.csv
    [InlineData("20260101120000 8D4840D6202CC371C32CE0576098", "8D4840D6202CC371C32CE0576098", null)]                      // 14 digits, but no frame
    [InlineData("20260101120000 5D4840D6F87407", "5D4840D6F87407", null)]
    public void A_line_gives_its_frame_and_time(string line, string frame, double? seconds)
    {
        Assert.True(HexLine.TryRead(Encoding.UTF8.GetBytes(line), out var found, out var time));
        Assert.Equal(Frame.Parse(frame), found);
        Assert.Equal(seconds, time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# 8D4840D6202CC371C32CE0576098")]
    [InlineData("time,frame")]
    [InlineData("8D4840D6202CC371C32CE057609")]
    [InlineData("8D4840D6202CC371C32CE05760988")]
    [InlineData("4840D6 7700")]
    [InlineData("8D4840D6202CC371C32CE05760G8")]
    public void A_line_without_a_frame_gives_none(string line)
    {
        Assert.False(HexLine.TryRead(Encoding.UTF8.GetBytes(line), out _, out _));
    }

    [Fact]
    public void Every_cut_of_a_line_is_a_frame_or_none_and_no_exception()
    {
        var line = "1753827785.8086092,\"8DADA5265851E6616376C2EB4463\",ADA526;*7700;"u8;
        for (var start = 0; start < line.Length; start++)
        {
            for (var end = start; end <= line.Length; end++)
            {
                HexLine.TryRead(line[start..end], out _, out _);
            }
        }
    }

    [Fact]
    public void Any_bytes_are_read_without_exception()
    {
        var random = new Random(3);
        var bytes = new byte[200];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(bytes);
            HexLine.TryRead(bytes.AsSpan(0, random.Next(bytes.Length)), out _, out _);
        }
    }
}
