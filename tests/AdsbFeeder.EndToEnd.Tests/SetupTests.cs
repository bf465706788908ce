using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>The verbs that write the configuration: <c>setup</c>, with flags and in a terminal, and <c>import</c>.</summary>
[SupportedOSPlatform("linux")]
public sealed class SetupTests : IDisposable
{
    private static readonly string[] Answers = ["--lat", "52.1234", "--lon", "4.4321", "--feeds", "adsb.fi", "--mlat", "no", "--no-doctor"];

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    private string ConfigFile => Path.Combine(_folder, "adsbfeeder.conf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_flags_nothing_is_asked_and_what_the_owner_wrote_stays()
    {
        await File.WriteAllTextAsync(ConfigFile, "# mine\n[Receiver]\n# the barn\nLatitude = 51\nLongitude = 4\n[Feed:adsb.lol]\nEnabled = true\n[Feed:cousin]\nProtocol = beast\nHost = 192.0.2.7\nPort = 30004\n");
        var before = await File.ReadAllTextAsync(ConfigFile);

        var first = await SetupAsync(Answers);
        var after = await File.ReadAllTextAsync(ConfigFile);
        var second = await SetupAsync(Answers);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("# mine\n[Receiver]\n# the barn\nLatitude = 52.1234\nLongitude = 4.4321\n[Feed:adsb.lol]\nEnabled = false\n[Feed:cousin]\nProtocol = beast\n", after, StringComparison.Ordinal);
        Assert.Contains("[Feed:adsb.fi]\nEnabled = true\n", after, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(ConfigFile + ConfigurationChange.BackupEnd));
        Assert.Contains("says all that already", second.Text, StringComparison.Ordinal);
        Assert.Equal(after, await File.ReadAllTextAsync(ConfigFile));
        Assert.Equal(["adsbfeeder.conf", "adsbfeeder.conf.bak"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Without_a_terminal_one_line_tells_what_is_missing()
    {
        var result = await SetupAsync("--lat", "52");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal("adsbfeeder: setup cannot ask, since this is no terminal; it still needs --lat and --lon (or --no-place), --feeds (names with commas between them, or none), --mlat yes or --mlat no.\n", result.Error);
        Assert.False(File.Exists(ConfigFile));
    }

    [Fact]
    public async Task Bad_answers_are_told_all_at_once_and_nothing_is_written()
    {
        var result = await SetupAsync("--lat", "95", "--lon", "4", "--feeds", "adsb.fi,adsb.fy", "--mlat", "perhaps", "--source", "tea", "--set", "Http:Prt=1");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal(5, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("--lat is '95' but must be a number from -90 to 90 degrees.", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(ConfigFile));
    }

    [Fact]
    public async Task What_the_service_would_refuse_is_refused_before_it_is_written()
    {
        const string Owners = "[Source]\nType = simulator\n";
        await File.WriteAllTextAsync(ConfigFile, Owners);

        var result = await SetupAsync(Answers);

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Contains("simulated aircraft must reach no network", result.Error, StringComparison.Ordinal);
        Assert.Equal(Owners, await File.ReadAllTextAsync(ConfigFile));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_before_anything_is_asked()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");

        var result = await AdsbFeederProgram.RunAsync(["setup", "--config", Path.Combine(_folder, "file", "adsbfeeder.conf"), .. Answers]);

        Assert.Equal(ExitCode.InputOutput, result.ExitCode);
        Assert.Contains("cannot be written", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_stays_one_the_rights_stay_and_a_drop_in_that_wins_is_named()
    {
        var real = Path.Combine(_folder, "real.conf");
        await File.WriteAllTextAsync(real, "");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(ConfigFile, real);
        Directory.CreateDirectory(Path.Combine(_folder, "conf.d"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "conf.d", "place.conf"), "[Receiver]\nLatitude = 10\nLongitude = 4.4321\n");

        var result = await SetupAsync(Answers);

        Assert.Equal((0, real), (result.ExitCode, new FileInfo(ConfigFile).LinkTarget));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(real));
        Assert.Contains("place.conf sets Receiver:Latitude = 10, which wins over 52.1234", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_terminal_it_asks_refuses_bad_answers_and_writes_after_the_last_question()
    {
        const string Down = "\u001b[B";
        await using var terminal = new Terminal("xterm", "setup", "--config", ConfigFile, "--no-doctor");

        await terminal.AnswerAsync("signals come from?", "\r");
        await terminal.AnswerAsync("Latitude", "95\r");
        await terminal.AnswerAsync("It must be a number from -90 to 90 degrees.", "52.1\r");
        await terminal.AnswerAsync("Longitude", "-4.9\r");
        await terminal.AnswerAsync("Height", "12\r");
        await terminal.AnswerAsync("may open the map", Down + "\r");
        await terminal.AnswerAsync("networks shall be fed", $" {Down} \r");
        await terminal.AnswerAsync("May they be told?", "yes\r");
        Assert.False(File.Exists(ConfigFile));
        await terminal.AnswerAsync("Write this into", "\r");

        Assert.Equal(0, await terminal.ExitCodeAsync());
        var settings = SettingsReader.ReadAsOwner(ConfigFile);
        Assert.Equal((SourceType.RtlSdr, 52.1, -4.9, 12.0), (settings.Source.Type, settings.Receiver.Latitude, settings.Receiver.Longitude, settings.Receiver.AltitudeMetres));
        Assert.Equal(("0.0.0.0", "0.0.0.0", true), (settings.Network.Bind.ToString(), settings.Http.Bind.ToString(), settings.Mlat.Consent));
        Assert.Equal(["adsb.fi", "adsb.lol"], settings.Feeds.Select(feed => feed.Name));
    }

    [Fact]
    public async Task In_a_terminal_that_can_do_nothing_it_asks_for_words_and_no_leaves_all_as_it_was()
    {
        await using var terminal = new Terminal("dumb", "setup", "--config", ConfigFile, "--no-doctor", "--no-place", "--source", "none");

        await terminal.AnswerAsync("One of these", "\r");
        await terminal.AnswerAsync("Names with commas", "nobody\r");
        await terminal.AnswerAsync("nobody is none of them", "adsb.fi\r");
        await terminal.AnswerAsync("May they be told?", "perhaps\r");
        await terminal.AnswerAsync("It must be yes or no", "\r");
        await terminal.AnswerAsync("Write this into", "no\r");

        Assert.Equal(0, await terminal.ExitCodeAsync());
        Assert.False(File.Exists(ConfigFile));
    }

    [Fact]
    public async Task Import_writes_the_options_of_another_decoder_tells_of_each_and_keeps_what_the_owner_said()
    {
        const string Owners = "# mine\n[Source]\nGain = 40.2\n";
        await File.WriteAllTextAsync(ConfigFile, Owners);
        var defaults = Path.Combine(_folder, "root", "etc", "default");
        Directory.CreateDirectory(defaults);
        await File.WriteAllTextAsync(Path.Combine(defaults, "readsb"), "RECEIVER_OPTIONS=\"--device-type rtlsdr --gain 49.6\"\nDECODER_OPTIONS=\"--lat 52.1 --lon 4.9 --frobnicate 3\"\nNET_OPTIONS=\"--net-connector feed.adsb.fi,30004,beast_reduce_plus_out\"\n");
        await File.WriteAllTextAsync(Path.Combine(defaults, "dump1090-fa"), "RECEIVER_LAT=10\n");
        Task<ProgramResult> Import(params string[] more) => AdsbFeederProgram.RunAsync(["import", "--config", ConfigFile, "--root", Path.Combine(_folder, "root"), .. more]);

        var tried = await Import("--dry-run");
        Assert.Equal(Owners, await File.ReadAllTextAsync(ConfigFile));
        var taken = await Import();

        Assert.Equal((ExitCode.DataError, ExitCode.DataError), (tried.ExitCode, taken.ExitCode));
        Assert.Contains("--frobnicate 3                        not taken: it is not known here", taken.Text, StringComparison.Ordinal);
        Assert.Contains("not Source:Gain = 49.6: the configuration says 40.2", taken.Text, StringComparison.Ordinal);
        Assert.Contains("not Receiver:Latitude = 10: ", taken.Text, StringComparison.Ordinal);
        Assert.Equal("# mine\n[Source]\nGain = 40.2\nType = rtlsdr\n\n[Receiver]\nLatitude = 52.1\nLongitude = 4.9\n\n[Feed:adsb.fi]\nEnabled = true\n", await File.ReadAllTextAsync(ConfigFile));
        Assert.Equal(Owners, await File.ReadAllTextAsync(ConfigFile + ConfigurationChange.BackupEnd));
        Assert.Contains("Source:Gain = 49.6 instead of 40.2", (await Import("--replace")).Text, StringComparison.Ordinal);
    }

    private Task<ProgramResult> SetupAsync(params string[] flags) => AdsbFeederProgram.RunAsync(["setup", "--config", ConfigFile, .. flags]);

    /// <summary>The program in a pseudo terminal that script(1) makes.</summary>
    private sealed class Terminal : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly StringBuilder _shown = new();
        private readonly Process _script;
        private readonly Task _reading;
        private int _read;

        internal Terminal(string kind, params string[] arguments)
        {
            var command = string.Join(' ', ((string[])["dotnet", AdsbFeederProgram.Dll, .. arguments]).Select(word => $"'{word}'"));
            var start = new ProcessStartInfo("script", ["--quiet", "--return", "--flush", "--command", command, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            start.Environment["TERM"] = kind;
            _script = Process.Start(start)!;
            _reading = ReadAsync();
        }

        /// <summary>Waits until the words are shown, later than those before, and types.</summary>
        internal async Task AnswerAsync(string question, string keys)
        {
            var start = Stopwatch.StartNew();
            while (!Find(question))
            {
                Assert.True(start.Elapsed < Patience && !_reading.IsCompleted, $"'{question}' is not asked; shown is:\n{_shown}");
                await Task.Delay(20);
            }

            await _script.StandardInput.WriteAsync(keys);
            await _script.StandardInput.FlushAsync();
        }

        internal async Task<int> ExitCodeAsync()
        {
            using var timeout = new CancellationTokenSource(Patience);
            await _script.WaitForExitAsync(timeout.Token);
            return _script.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_script.HasExited)
            {
                _script.Kill(entireProcessTree: true);
            }

            await _reading;
            _script.Dispose();
        }

        private bool Find(string words)
        {
            lock (_shown)
            {
                var at = _shown.ToString(_read, _shown.Length - _read).IndexOf(words, StringComparison.Ordinal);
                _read += at < 0 ? 0 : at + words.Length;
                return at >= 0;
            }
        }

        private async Task ReadAsync()
        {
            var buffer = new char[4096];
            while (await _script.StandardOutput.ReadAsync(buffer) is var read and > 0)
            {
                lock (_shown)
                {
                    _shown.Append(buffer, 0, read);
                }
            }
        }
    }
}
