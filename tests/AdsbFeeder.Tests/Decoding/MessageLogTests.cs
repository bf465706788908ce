using System.Text;
using AdsbFeeder.Decoding;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tests.Decoding;

/// <summary>What a log is, and what is in it.</summary>
public class MessageLogTests
{
    [Theory]
    [InlineData("*8D4840D6202CC371C32CE0576098;\n", nameof(LogFormat.Avr))]
    [InlineData("@0123456789AB8D4840D6202CC371C32CE0576098;\n", nameof(LogFormat.Avr))]
    [InlineData("{\"frame\":\"8D4840D6202CC371C32CE0576098\"}\n", nameof(LogFormat.Json))]
    [InlineData("8D4840D6202CC371C32CE0576098\n", nameof(LogFormat.Hex))]
    [InlineData("timestamp,frame\n1457996400,8D406B909945DE10000405999BE4\n", nameof(LogFormat.Hex))]
    [InlineData("# heard at home\n8d4840d6202cc371c32ce0576098\n", nameof(LogFormat.Hex))]
    [InlineData("no frames here\n", null)]
    [InlineData("\u007F\u007F8D4840D6202CC371C32CE0576098\n", null)]
    [InlineData("", null)]
    public void The_first_bytes_tell_what_a_log_is(string start, string? format)
    {
        Assert.Equal(format, MessageLog.Recognise(Encoding.UTF8.GetBytes(start))?.ToString());
    }

    [Fact]
    public void Samples_are_no_text()
    {
        var random = new Random(1);
        var bytes = new byte[MessageLog.RecognitionBytes];
        for (var i = 0; i < 1000; i++)
        {
            for (var j = 0; j < bytes.Length; j++) bytes[j] = (byte)(127 + random.Next(-12, 13));   // weak samples around the middle
            Assert.Null(MessageLog.Recognise(bytes));
        }
    }

    [Theory]
    [InlineData("8D4840D6202CC371C32CE0576098\n\n# comment\n00000000000000\n8D4840D6202CC371C32CE0576098", nameof(LogFormat.Hex), 3, 0)]
    [InlineData("8D4840D6202CC371C32CE0576098\nfoo\n8D4840D6202CC371C32CE05760\n", nameof(LogFormat.Hex), 1, 2)]
    [InlineData("*00000000000000;\n*0000;\n*7700;\n", nameof(LogFormat.Avr), 2, 0)]   // *0000; says that the sender lives
    [InlineData("{\"timestamp\":1710000000.5,\"frame\":\"8d4840d6202cc371c32ce0576098\",\"df\":\"17\"}\n{}\n", nameof(LogFormat.Json), 1, 1)]
    public async Task Every_frame_comes_once_in_order_and_garbage_is_counted(string text, string format, int frames, int garbage)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var log = new MessageLog(stream, Enum.Parse<LogFormat>(format));
        var heard = new List<ReceivedFrame>();

        await log.ReadAsync((frame, _) => heard.Add(frame), 0, CancellationToken.None);

        Assert.Equal((frames, garbage, 0), (heard.Count, (int)log.Garbage, (int)log.Unfinished));
    }

    [Theory]
    [InlineData("1457996400.25,8D406B909945DE10000405999BE4\n", nameof(LogFormat.Hex), true, 1_457_996_400_250)]
    [InlineData("8D406B909945DE10000405999BE4\n", nameof(LogFormat.Hex), false, 77)]
    [InlineData("*8D406B909945DE10000405999BE4;\n", nameof(LogFormat.Avr), false, 77)]
    [InlineData("@0000001234568D406B909945DE10000405999BE4;\n", nameof(LogFormat.Avr), true, 77)]
    [InlineData("{\"frame\":\"8D406B909945DE10000405999BE4\",\"now\":1457996400.25}\n", nameof(LogFormat.Json), true, 1_457_996_400_250)]
    [InlineData("{\"frame\":\"8D406B909945DE10000405999BE4\"}\n", nameof(LogFormat.Json), false, 0)]
    public async Task A_log_says_whether_its_times_are_known(string text, string format, bool timed, long milliseconds)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var heard = new List<(long, bool)>();

        await new MessageLog(stream, Enum.Parse<LogFormat>(format)).ReadAsync((frame, isTimed) => heard.Add((frame.UnixMilliseconds, isTimed)), 77, CancellationToken.None);

        Assert.Equal([(milliseconds, timed)], heard);
    }

    [Fact]
    public async Task A_line_without_end_is_bounded()
    {
        using var stream = new MemoryStream([.. "8D406B909945DE10000405999BE4\n"u8, .. Enumerable.Repeat((byte)'A', 100_000), (byte)'\n', .. "8D406B909945DE10000405999BE4\n"u8]);
        var log = new MessageLog(stream, LogFormat.Hex);
        var heard = 0;

        await log.ReadAsync((_, _) => heard++, 0, CancellationToken.None);

        Assert.Equal((2, 1), (heard, (int)log.Garbage));
    }
}
