using AdsbFeeder.Configuration;
using AdsbFeeder.Importing;

namespace AdsbFeeder.Tests.Importing;

public sealed class FeedProgramsTests
{
    // As configure.sh of the feed scripts writes it.
    private const string Script =
        """
        INPUT="127.0.0.1:30005"
        REDUCE_INTERVAL="0.5"

        # feed name for checking MLAT sync
        USER="garden"

        LATITUDE="52.1"
        LONGITUDE="-4.9"

        ALTITUDE="400ft"

        RESULTS="--results beast,connect,127.0.0.1:30104"
        NET_OPTIONS="--net-heartbeat 60"
        """;

    // The file that comes with sdrmapfeeder, filled in.
    private const string Sdrmap =
        """
        #Edit username an password here
        username="garden"
        password="correct horse battery"
        position=true
        lat=52.1
        lon=-4.9
        sysinfo=true
        adsbpath="/run/dump1090-fa/aircraft.json"
        """;

    private const string OpenSky = "[GPS]\nLatitude=52.1\nLongitude=-4.9\nAltitude=120\n\n[DEVICE]\nType=default\n\n[IDENT]\nUsername=garden\n\n[INPUT]\nHost=localhost\nPort=30005\n";
    private const string Fr24 = "receiver=\"beast-tcp\"\r\nfr24key=\"0123456789abcdef\"\r\nhost=\"127.0.0.1:30005\"\r\nbs=\"no\"\r\nraw=\"no\"\r\nlogmode=\"1\"\r\nmlat=\"no\"\r\n";
    private const string AirNav = "[client]\nnetwork_mode=true\nlog_file=/var/log/rbfeeder.log\nkey=0123456789abcdef\nsn=EXTRPI000001\nlat=52.1\nlon=-4.9\nalt=120\n\n[network]\nmode=beast\nexternal_port=30005\nexternal_host=127.0.0.1\n";
    private const string PiAware = "# edited by piaware-config\nfeeder-id 5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d\nreceiver-type other\nreceiver-host localhost\nreceiver-port 30005\nallow-mlat yes\nrtlsdr-gain max\nrtlsdr-ppm 3\n";
    private const string AdsbIm = "FEEDER_LAT=52.1\nFEEDER_LONG=-4.9\nFEEDER_ALT_M=120\nFEEDER_SM_USERNAME=garden\nFEEDER_SM_PASSWORD=correcthorse\nFEEDER_FR24_SHARING_KEY=x\n";

    private static IReadOnlyList<ImportedOption> Read(string file, string text) => FeedPrograms.Of(file)!.Read(text);

    private static Dictionary<string, string> Values(string file, string text) =>
        Read(file, text).SelectMany(option => option.Values).DistinctBy(value => value.Key).ToDictionary(value => value.Key, value => value.Value);

    [Theory]
    [InlineData("/etc/default/adsbfi", Script, "121.9")]
    [InlineData("/etc/default/airplanes", Script, "121.9")]
    [InlineData("/mnt/card/etc/default/adsbexchange", Script, "121.9")]
    [InlineData("/etc/default/sdrmapfeeder", Sdrmap, null)]
    [InlineData("/var/lib/openskyd/conf.d/10-debconf.conf", OpenSky, "120")]
    [InlineData("rbfeeder.ini", AirNav, "120")]
    [InlineData("/opt/adsb/config/.env", AdsbIm, "120")]
    public void The_place_is_taken_from_whoever_knows_it(string file, string text, string? height)
    {
        var values = Values(file, text);

        Assert.Equal(("52.1", "-4.9", height), (values["Receiver:Latitude"], values["Receiver:Longitude"], values.GetValueOrDefault("Receiver:AltitudeMetres")));
        Assert.DoesNotContain(Read(file, text), option => option.IsLost);
    }

    [Theory]
    [InlineData("/etc/default/sdrmapfeeder", Sdrmap, "Feed:sdrmap:User=garden Feed:sdrmap:Password=correct horse battery")]
    [InlineData("/opt/adsb/config/.env", AdsbIm, "Feed:sdrmap:User=garden Feed:sdrmap:Password=correcthorse")]
    [InlineData("/var/lib/openskyd/conf.d/10-debconf.conf", OpenSky, "Feed:opensky:User=garden")]
    public void An_account_is_kept_for_a_feed_that_its_owner_turns_on(string file, string text, string account)
    {
        var values = Values(file, text);

        Assert.Equal("false", values[account.Split(':')[0] + ":" + account.Split(':')[1] + ":Enabled"]);
        Assert.Equal(account, string.Join(' ', values.Where(value => value.Key.StartsWith("Feed:", StringComparison.Ordinal) && !value.Key.EndsWith("Enabled", StringComparison.Ordinal)).Select(value => $"{value.Key}={value.Value}")));
        Assert.DoesNotContain(Read(file, text), option => option.Option.Contains("correct", StringComparison.Ordinal) && option.Option.Contains("horse", StringComparison.Ordinal));
    }

    [Fact]
    public void An_account_that_was_never_set_is_none() =>
        Assert.Empty(Values("/etc/default/sdrmapfeeder", "username=\"yourusername\"\npassword=\"yourpassword\"\n"));

    [Fact]
    public void The_radio_of_a_PiAware_card_is_taken_too() =>
        Assert.Equal([("Source:Gain", "max"), ("Source:PpmCorrection", "3")], Values("/etc/piaware.conf", PiAware).Select(value => (value.Key, value.Value)));

    [Theory]
    [InlineData("/etc/fr24feed.ini", Fr24)]
    [InlineData("/etc/piaware.conf", PiAware)]
    [InlineData("/etc/rbfeeder.ini", AirNav)]
    public void A_program_that_reads_from_here_has_nothing_that_needs_a_look_and_its_key_is_not_shown(string file, string text)
    {
        var read = Read(file, text);

        Assert.DoesNotContain(read, option => option.IsLost);
        Assert.DoesNotContain(read, option => option.Option.Contains("0123456789abcdef", StringComparison.Ordinal) || option.Option.Contains("5d8a1c0e-0b5f", StringComparison.Ordinal));
        Assert.Contains(FeedPrograms.Of(file)!.Advice, advice => advice == '.');
    }

    [Theory]
    [InlineData("fr24feed.ini", "receiver=\"dvbt\"", "takes the dongle itself")]
    [InlineData("fr24feed.ini", "host=\"192.0.2.7:30005\"", "does not read from here")]
    [InlineData("fr24feed.ini", "bs=\"yes\"", "port 30003")]
    [InlineData("fr24feed.ini", "raw=\"yes\"", "port 30002")]
    [InlineData("fr24feed.ini", "mlat=\"yes\"", "mlat=\"no\"")]
    [InlineData("rbfeeder.ini", "network_mode=false", "takes the dongle itself")]
    [InlineData("rbfeeder.ini", "external_port=32457", "reads port 32457")]
    [InlineData("piaware.conf", "receiver-host 192.0.2.7", "reads from 192.0.2.7")]
    [InlineData("piaware.conf", "receiver-type none", "receives nothing")]
    [InlineData("adsbfi", "ALTITUDE=high", "is no height")]
    [InlineData("adsbfi", "LATITUDE=95", "Receiver:Latitude would be '95'")]
    [InlineData("adsbfi", "LATITUDE=$HOME", "only a shell knows")]
    [InlineData("adsbfi", "REDUCE_INTERVAL=0.1", "ReduceIntervalSeconds = 0.1")]
    public void What_would_keep_it_from_its_work_has_a_line_that_says_so(string file, string line, string words)
    {
        var lost = Assert.Single(Read(file, line + "\n"), option => option.IsLost);

        Assert.StartsWith("not taken: ", lost.Note, StringComparison.Ordinal);
        Assert.Contains(words, lost.Note, StringComparison.Ordinal);
        Assert.Empty(lost.Values);
    }

    [Fact]
    public void Every_key_that_the_table_names_exists() => Assert.All(
        FeedPrograms.All.SelectMany(program => program.Options).SelectMany(option => option.Translate("1").Values),
        value => Assert.NotNull(SettingTable.Find(value.Key)));

    [Fact]
    public void No_rubbish_brings_it_down()
    {
        var random = new Random(8);
        foreach (var program in FeedPrograms.All)
        {
            foreach (var text in new[] { Script, Sdrmap, OpenSky, Fr24, AirNav, PiAware, AdsbIm })
            {
                for (var length = 0; length < text.Length; length++)
                {
                    program.Read(text[..length]);
                }
            }

            for (var n = 0; n < 500; n++)
            {
                program.Read(string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => "lat=\"'\\\n [#$\0é; ]9"[random.Next(18)])));
            }
        }
    }

    [Fact]
    public void The_document_has_every_file_that_is_read()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "migration.md"));

        Assert.All(FeedPrograms.All, program => Assert.Contains("`/" + program.Path + "`", document, StringComparison.Ordinal));
    }
}
