using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>What a person does wrong gives one clear line and the right exit code, and loses nothing.</summary>
public sealed class BadInputTests : IDisposable
{
    // A DF17 identification of 4840D6 (KLM1023), as in Junzi Sun's book, 3.2.
    private const string Klm1023 = "*8D4840D6202CC371C32CE0576098;\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var result = await AdsbFeederProgram.RunAsync("decode", "/nowhere/x.2400k.uc8");

        Expect(result, ExitCode.NoInput, "/nowhere/x.2400k.uc8: no such file");
    }

    [Fact]
    public async Task A_directory_is_not_a_recording()
    {
        var result = await AdsbFeederProgram.RunAsync("decode", _folder);

        Expect(result, ExitCode.Usage, "a directory, not a recording");
    }

    [Fact]
    public async Task An_odd_byte_is_told_after_everything_else_was_decoded()
    {
        var scene = Path.Combine(_folder, "scene.2400k.uc8");
        Assert.Equal(0, (await AdsbFeederProgram.RunAsync("simulate", "--aircraft", "40", "--seconds", "2", "--out", scene)).ExitCode);
        var whole = await AdsbFeederProgram.RunAsync("decode", scene, "--output", "avr");
        await File.AppendAllBytesAsync(scene, [127]);

        var odd = await AdsbFeederProgram.RunAsync("decode", scene, "--output", "avr");

        Expect(odd, ExitCode.DataError, "ends in the middle of a sample: 1 byte left over, uc8 samples have 2");
        Assert.NotEmpty(whole.Lines);
        Assert.Equal(whole.Lines, odd.Lines);
    }

    [Fact]
    public async Task A_rate_that_cannot_be_served_is_refused_with_those_that_can()
    {
        var result = await AdsbFeederProgram.RunAsync(new byte[100], "decode", "-", "--sample-format", "uc8", "--sample-rate", "3.1M");

        Expect(result, ExitCode.Usage, "3.1 MS/s cannot be demodulated; these can: 2, 2.4, 2.56, 3.2, 6, 8, 10, 12, 20, 40 MS/s");
    }

    [Fact]
    public async Task Standard_input_that_nobody_explains_is_asked_about()
    {
        var result = await AdsbFeederProgram.RunAsync(new byte[100], "decode", "-");

        Expect(result, ExitCode.Usage, "standard input: sample format unknown; name it with --sample-format");
    }

    [Theory]
    [InlineData("--aircraft", "9999", "Aircraft must be 0 to 2000")]
    [InlineData("--seconds", "-5", "Duration must be 0 to 366 days")]
    [InlineData("--seconds", "NaN", "Duration must be 0 to 366 days")]
    [InlineData("--lat", "89", "Latitude must be -80 to 80")]
    [InlineData("--snr", "1e9", "SnrAt10KilometresDecibels must be -20 to 100")]
    public async Task A_scene_that_cannot_be_is_told(string option, string value, string words)
    {
        var result = await AdsbFeederProgram.RunAsync("simulate", option, value, "--out", Path.Combine(_folder, "x.2400k.uc8"));

        Expect(result, ExitCode.Usage, words);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("decode", "x", "y")]
    [InlineData("decode", "x", "--nonsense")]
    public async Task A_command_line_that_is_not_understood_is_quoted(params string[] arguments)
    {
        var result = await AdsbFeederProgram.RunAsync(arguments);

        Expect(result, ExitCode.Usage, $"'{arguments[^1]}'");
    }

    [Theory]
    [InlineData("wav", "not a WAV file")]
    [InlineData("sigmf", "a pair of files named .sigmf-meta and .sigmf-data")]
    public async Task A_container_that_the_input_is_not_is_told(string container, string words)
    {
        var result = await AdsbFeederProgram.RunAsync(new byte[100], "decode", "-", "--sample-format", container);

        Expect(result, ExitCode.Usage, words);
    }

    [Fact]
    public async Task A_wrong_option_is_named_with_what_is_possible()
    {
        var result = await AdsbFeederProgram.RunAsync("decode", "x.2400k.uc8", "--output", "xml");

        Expect(result, ExitCode.Usage, "--output is 'xml' but must be one of text, json, avr, avr-mlat, beast, sbs, none");
    }

    [Fact]
    public async Task A_log_with_rubbish_gives_its_messages_and_says_how_much_was_skipped()
    {
        var result = await AdsbFeederProgram.RunAsync(Encoding.ASCII.GetBytes(Klm1023 + "rubbish\n" + Klm1023), "decode", "-", "--output", "avr");

        Assert.Equal([Klm1023.TrimEnd(), Klm1023.TrimEnd()], result.Lines);
        Assert.Contains("no message", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_ends_in_a_message_gives_the_others()
    {
        var result = await AdsbFeederProgram.RunAsync(Encoding.ASCII.GetBytes(Klm1023 + "*8D4840"), "decode", "-", "--output", "avr");

        Expect(result, ExitCode.DataError, "ends in the middle of a message (7 bytes left over)");
        Assert.Equal([Klm1023.TrimEnd()], result.Lines);
    }

    [Fact]
    public async Task Hexadecimal_lines_are_a_log_and_rubbish_among_them_is_told()
    {
        var result = await AdsbFeederProgram.RunAsync("8D4840D6202CC371C32CE0576098\nrubbish\n1457996400,8D406B909945DE10000405999BE4\n"u8.ToArray(), "decode", "-", "--output", "avr");

        Assert.Equal(["*8D4840D6202CC371C32CE0576098;", "*8D406B909945DE10000405999BE4;"], result.Lines);
        Assert.Contains("1 piece that is no message", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("52.3")]
    [InlineData("91,4")]
    [InlineData("52.3,4.76,1")]
    [InlineData("here")]
    public async Task A_reference_that_is_no_place_is_told(string text)
    {
        var result = await AdsbFeederProgram.RunAsync("decode", "x.avr", "--reference", text);

        Expect(result, ExitCode.Usage, $"--reference is '{text}' but must be latitude and longitude");
    }

    [Fact]
    public async Task Simulate_writes_beast_when_told()
    {
        var result = await AdsbFeederProgram.RunAsync("simulate", "--output", "beast", "--aircraft", "20", "--seconds", "1");

        Assert.Equal((0, 0x1A), (result.ExitCode, (int)result.Output[0]));
    }

    [Theory]
    [InlineData("avr-mlat")]
    [InlineData("beast")]
    [InlineData("json")]
    public async Task What_decode_writes_it_reads_again(string format)
    {
        var first = await AdsbFeederProgram.RunAsync(Encoding.ASCII.GetBytes("@0000001234568D4840D6202CC371C32CE0576098;\n"), "decode", "-", "--output", format);
        var second = await AdsbFeederProgram.RunAsync(first.Output, "decode", "-", "--output", "avr-mlat");

        Assert.Equal(["@0000001234568D4840D6202CC371C32CE0576098;"], second.Lines);
    }

    [Fact]
    public async Task A_wrong_configuration_tells_all_its_faults_and_exits_78()
    {
        var file = Path.Combine(_folder, "bad.conf");
        await File.WriteAllTextAsync(file, "[Network]\nBeastOutptPort=30005\n[Http]\nPort=eighty\n");

        foreach (var arguments in (string[][])[["config", "check", "--config", file], ["run", "--config", file]])
        {
            var result = await AdsbFeederProgram.RunAsync(arguments);

            Assert.Equal(ExitCode.Configuration, result.ExitCode);
            Assert.Equal(2, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Contains("did you mean Network:BeastOutputPort", result.Error, StringComparison.Ordinal);
            Assert.Contains("Http:Port is 'eighty' but must be a port", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_configuration_that_show_prints_passes_check()
    {
        var file = Path.Combine(_folder, "adsbfeeder.conf");
        await File.WriteAllBytesAsync(file, (await AdsbFeederProgram.RunAsync("config", "show")).Output);

        Assert.Equal(0, (await AdsbFeederProgram.RunAsync("config", "check", "--config", file)).ExitCode);
    }

    [Theory]
    [InlineData("Network:BeastOutputPort")]
    [InlineData("Network:AvrInputPort")]
    [InlineData("Http:Port")]
    public async Task A_port_that_is_taken_is_named_with_its_key(string key)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var result = await AdsbFeederProgram.RunAsync("run", "--any-port", "--set", $"{key}={port}");

        Assert.Equal(ExitCode.Unavailable, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("adsbfeeder:", StringComparison.Ordinal));
        Assert.Contains(port, line, StringComparison.Ordinal);
        Assert.Contains(key, line, StringComparison.Ordinal);
        Assert.Contains("already in use", line, StringComparison.Ordinal);
    }

    private static void Expect(ProgramResult result, int code, string words)
    {
        Assert.Equal(code, result.ExitCode);
        Assert.Contains(words, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("adsbfeeder:", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
