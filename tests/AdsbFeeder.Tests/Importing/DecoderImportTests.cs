using AdsbFeeder.Configuration;
using AdsbFeeder.Importing;

namespace AdsbFeeder.Tests.Importing;

public sealed class DecoderImportTests
{
    // As the installer of readsb writes it (wiedehopf/adsb-scripts), with a place and a feed added.
    private const string Readsb =
        """
        # readsb configuration
        # This is sourced by /etc/systemd/system/default.target.wants/readsb.service as
        # daemon startup parameters.

        RECEIVER_OPTIONS="--device 00000102 --device-type rtlsdr --gain auto --ppm 3"
        DECODER_OPTIONS="--lat 52.30 --lon -4.76 --max-range 450 --write-json-every 1"
        NET_OPTIONS="--net --net-ri-port 30001 --net-ro-port 30002,31002 --net-sbs-port 30003 --net-bi-port 30004,30104 --net-bo-port 30005 \
          --net-connector feed.adsb.fi,30004,beast_reduce_plus_out --net-connector=192.0.2.7,30104,beast_in --net-connector localhost,2947,gpsd_in"
        JSON_OPTIONS="--json-location-accuracy 2 --range-outline-hours 24"
        """;

    // The variables of dump1090-fa's file since version 6, with values as an owner sets them.
    private const string Dump1090Fa =
        """
        # dump1090-fa configuration
        ENABLED=yes
        RECEIVER=rtlsdr
        RECEIVER_SERIAL=
        RECEIVER_GAIN=60
        WISDOM=
        ADAPTIVE_DYNAMIC_RANGE=yes
        ADAPTIVE_DYNAMIC_RANGE_TARGET=
        ADAPTIVE_BURST=no
        ADAPTIVE_MIN_GAIN=
        ADAPTIVE_MAX_GAIN=
        SLOW_CPU=auto
        ERROR_CORRECTION=no
        RECEIVER_LAT=-33.8
        RECEIVER_LON=151.2
        MAX_RANGE=360
        NET_RAW_INPUT_PORTS=
        NET_RAW_OUTPUT_PORTS=30002
        NET_SBS_OUTPUT_PORTS=0
        NET_BEAST_INPUT_PORTS=30004,30104
        NET_BEAST_OUTPUT_PORTS=30005
        JSON_LOCATION_ACCURACY=0
        EXTRA_OPTIONS="--forward-mlat"
        CONFIG_STYLE=6
        """;

    // What Debian's package writes, as it is without a change.
    private const string Dump1090Mutability =
        """
        START_DUMP1090="yes"
        DUMP1090_USER="dump1090"
        LOGFILE="/var/log/dump1090-mutability.log"
        DEVICE=""
        GAIN="max"
        PPM="0"
        FIX_CRC="yes"
        LAT=""
        LON=""
        MAX_RANGE="300"
        RAW_INPUT_PORT="30001"
        RAW_OUTPUT_PORT="30002"
        SBS_OUTPUT_PORT="30003"
        BEAST_INPUT_PORT="30004,30104"
        BEAST_OUTPUT_PORT="30005"
        NET_HEARTBEAT="60"
        NET_OUTPUT_SIZE="500"
        NET_OUTPUT_INTERVAL="1"
        NET_BUFFER="262144"
        NET_BIND_ADDRESS="127.0.0.1"
        STATS_INTERVAL="3600"
        JSON_DIR="/run/dump1090-mutability"
        JSON_INTERVAL="1"
        JSON_LOCATION_ACCURACY="approximate"
        LOG_DECODED_MESSAGES="no"
        EXTRA_ARGS=""
        """;

    [Fact]
    public void The_file_of_readsb_becomes_keys()
    {
        var values = Values(Readsb);

        Assert.Equal("00000102", values["Source:Serial"]);
        Assert.Equal(("rtlsdr", "auto", "3"), (values["Source:Type"], values["Source:Gain"], values["Source:PpmCorrection"]));
        Assert.Equal(("52.30", "-4.76", "450", "exact"), (values["Receiver:Latitude"], values["Receiver:Longitude"], values["Receiver:MaxRangeNmi"], values["Receiver:LocationAccuracy"]));
        Assert.Equal(("30002", "avr", "31002"), (values["Network:AvrOutputPort"], values["Listen:avr-output:Output"], values["Listen:avr-output:At"]));
        Assert.Equal("30004", values["Network:BeastInputPorts"]);
        Assert.Equal(("true", "localhost:2947"), (values["Feed:adsb.fi:Enabled"], values["Receiver:Gpsd"]));
        Assert.StartsWith("not taken: frames are not fetched", Assert.Single(DecoderImport.Read(Readsb), option => option.IsLost).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_dump1090_fa_becomes_keys()
    {
        var values = Values(Dump1090Fa);

        Assert.Equal(("rtlsdr", "auto", "false"), (values["Source:Type"], values["Source:Gain"], values["Source:Repair"]));
        Assert.Equal(("-33.8", "151.2", "360", "none"), (values["Receiver:Latitude"], values["Receiver:Longitude"], values["Receiver:MaxRangeNmi"], values["Receiver:LocationAccuracy"]));
        Assert.Equal(("30002", "-1", "true"), (values["Network:AvrOutputPort"], values["Network:SbsOutputPort"], values["Network:ForwardMlat"]));
        Assert.DoesNotContain(DecoderImport.Read(Dump1090Fa), option => option.IsLost);
    }

    [Fact]
    public void The_file_of_Debians_dump1090_mutability_becomes_keys()
    {
        var values = Values(Dump1090Mutability);

        Assert.Equal(("rtlsdr", "max", "127.0.0.1", "/run/adsbfeeder"), (values["Source:Type"], values["Source:Gain"], values["Network:Bind"], values["Json:Directory"]));
        Assert.DoesNotContain(DecoderImport.Read(Dump1090Mutability), option => option.IsLost);
    }

    [Fact]
    public void The_file_that_Debians_package_installed_here_has_nothing_unknown()
    {
        const string Installed = "/etc/default/dump1090-mutability";
        if (File.Exists(Installed))   // else dump1090-mutability is not installed
        {
            Assert.DoesNotContain(DecoderImport.Read(File.ReadAllText(Installed)), option => option.IsLost);
        }
    }

    [Fact]
    public void Every_variable_that_says_something_has_a_line()
    {
        var said = Dump1090Mutability.Split('\n').Where(line => line.Contains("=\"", StringComparison.Ordinal) && !line.EndsWith("\"\"", StringComparison.Ordinal)).Select(line => line.Replace("\"", "", StringComparison.Ordinal));

        Assert.Empty(said.Except(DecoderImport.Read(Dump1090Mutability).Select(option => option.Option)));
    }

    [Theory]
    [InlineData("--frobnicate", "--frobnicate")]
    [InlineData("--frobnicate 3 4 --net", "--frobnicate 3 4")]
    [InlineData("stray", "stray")]
    [InlineData("--lat", "--lat")]
    [InlineData("--lat $HERE", "--lat $HERE")]
    [InlineData("--lat 95", "--lat 95")]
    [InlineData("--device 1", "--device 1")]
    [InlineData("--net-connector 2001:db8::1,30004,beast_out", "--net-connector 2001:db8::1,30004,beast_out")]
    [InlineData("--net-connector nonsense", "--net-connector nonsense")]
    public void What_cannot_be_taken_has_a_line_that_says_so(string options, string shown)
    {
        var lost = Assert.Single(DecoderImport.Read($"RECEIVER_OPTIONS=\"{options}\""), option => option.IsLost);

        Assert.Equal(shown, lost.Option);
        Assert.StartsWith("not taken: ", lost.Note, StringComparison.Ordinal);
        Assert.Empty(lost.Values);
    }

    [Fact]
    public void Without_a_radio_there_no_radio_is_taken_here()
    {
        var values = Values("RECEIVER_OPTIONS=\"--net-only --device-type rtlsdr\"\n");

        Assert.Equal("none", values["Source:Type"]);
    }

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("export A='b c'", "b c")]
    [InlineData("A=\"b \\\n c\"", "b c")]
    [InlineData("A=\"b\" # rest", "b")]
    [InlineData("#A=x\nA=b", "b")]
    [InlineData("A=x\nA=b", "b")]
    [InlineData("A=\"unfinished", "unfinished")]
    public void A_variable_is_read_as_a_shell_reads_it(string text, string value) =>
        Assert.Equal(value, Assert.Single(ShellFile.Read(text), variable => variable.Name == "A").Value);

    [Fact]
    public void No_rubbish_brings_it_down()
    {
        var random = new Random(7);
        for (var n = 0; n < 2000; n++)
        {
            var text = "RECEIVER_OPTIONS=\"--gain " + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => "a=\"'\\\n -#$\u0000é,"[random.Next(13)]));
            DecoderImport.Read(text);
        }

        for (var length = 0; length < Readsb.Length; length++)
        {
            DecoderImport.Read(Readsb[..length]);
        }
    }

    [Fact]
    public void Every_key_that_the_table_names_exists_and_takes_what_the_table_gives() =>
        Assert.All(
            DecoderOptions.All.SelectMany(option => option.Translate(option.TakesValue ? "1" : "").Values),
            value => Assert.NotNull(SettingTable.Find(value.Key)));

    [Fact]
    public void The_document_has_every_option_that_has_a_key()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "migration.md"));
        var named = DecoderOptions.All.Where(option => option.Translate(option.TakesValue ? "1" : "").Values.Count > 0).Select(option => "`--" + option.Name);

        Assert.All(named, option => Assert.Contains(option, document, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Values(string text)
    {
        var values = new Dictionary<string, string>();
        foreach (var (key, value) in DecoderImport.Read(text).SelectMany(option => option.Values))
        {
            values[key] = value;
        }

        return values;
    }
}
