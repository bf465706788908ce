using System.Collections;
using System.Net;
using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Tests.Configuration;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_file_the_defaults_hold()
    {
        var settings = Read("");

        Assert.Equal(30005, settings.Network.BeastOutputPort);
        Assert.Equal(IPAddress.Loopback, settings.Network.Bind);
        Assert.Null(settings.Receiver.Latitude);
    }

    [Fact]
    public void The_sample_file_as_it_is_says_nothing_wrong()
    {
        Read(SampleFile.Write());
    }

    [Fact]
    public void Every_default_of_the_sample_file_is_what_holds_without_it()
    {
        var written = Read(SampleFile.Write().Replace("\n#", "\n", StringComparison.Ordinal).Replace("\n ", "\n# ", StringComparison.Ordinal));

        Assert.Equal(Dump(new Settings()), Dump(written));
    }

    [Theory]
    [InlineData("Receiver:Latitude", "52.5")]
    [InlineData("Receiver:MaxRangeNmi", "123")]
    [InlineData("Receiver:LocationAccuracy", "exact")]
    [InlineData("Source:Type", "simulator")]
    [InlineData("Source:Serial", "00001090")]
    [InlineData("Source:Gain", "49.6")]
    [InlineData("Source:PpmCorrection", "-3")]
    [InlineData("Source:BiasTee", "true")]
    [InlineData("Source:DigitalAgc", "true")]
    [InlineData("Source:RtlTcpAddress", "radio.local:1234")]
    [InlineData("Source:SoapyDevice", "driver=airspy")]
    [InlineData("Source:SerialDevice", "/dev/ttyUSB0")]
    [InlineData("Source:BaudRate", "1000000")]
    [InlineData("Source:File", "/some/file.uc8")]
    [InlineData("Source:SampleFormat", "sc16")]
    [InlineData("Source:SampleRate", "2.4M")]
    [InlineData("Source:Loop", "true")]
    [InlineData("Source:Mode", "max")]
    [InlineData("Source:Repair", "false")]
    [InlineData("Source:ModeAc", "true")]
    [InlineData("Source:SimulatedAircraft", "7")]
    [InlineData("Source:SimulatorSeed", "99")]
    [InlineData("Network:Bind", "0.0.0.0")]
    [InlineData("Network:AvrInputPort", "1")]
    [InlineData("Network:AvrOutputPort", "2")]
    [InlineData("Network:SbsOutputPort", "-1")]
    [InlineData("Network:BeastInputPorts", "4, 5")]
    [InlineData("Network:BeastOutputPort", "0")]
    [InlineData("Network:BeastReducedOutputPort", "6")]
    [InlineData("Network:JsonOutputPort", "7")]
    [InlineData("Network:MlatInputPort", "8")]
    [InlineData("Network:SbsInputPort", "9")]
    [InlineData("Network:VrsOutputPort", "10")]
    [InlineData("Network:ReduceIntervalSeconds", "0.5")]
    [InlineData("Network:JsonIntervalSeconds", "2.5")]
    [InlineData("Network:ReceiverId", "1a2b3c4d5e6f7081")]
    [InlineData("Network:Allow", "192.168.0.0/16, fd00::/8, 10.1.2.3")]
    [InlineData("Network:MaxClients", "5")]
    [InlineData("Network:MaxClientsPerHost", "3")]
    [InlineData("Network:ForwardMlat", "true")]
    [InlineData("Http:Bind", "::1")]
    [InlineData("Http:Port", "80")]
    [InlineData("Http:StaticDirectory", "/tar1090=/usr/share/tar1090/html")]
    [InlineData("Http:Control", "off")]
    [InlineData("Json:Traces", "true")]
    [InlineData("Json:Directory", "/run/adsbfeeder")]
    [InlineData("History:Directory", "/srv/history")]
    [InlineData("History:Days", "7")]
    [InlineData("History:MaxMegabytes", "100")]
    [InlineData("History:MemoryMegabytes", "20")]
    [InlineData("History:FlushMinutes", "0.5")]
    [InlineData("Mlat:Consent", "true")]
    [InlineData("Metrics:OtlpEndpoint", "http://collector.local:4318/")]
    [InlineData("Metrics:OtlpHeaders", "Authorization=Bearer 1")]
    [InlineData("Metrics:OtlpIntervalSeconds", "15")]
    [InlineData("Zones:File", "/etc/adsbfeeder/zones.geojson")]
    [InlineData("Events:Webhooks", "https://example.org/a, http://localhost:8123/b")]
    [InlineData("Events:WebhookEvents", "first_seen")]
    [InlineData("Events:WantedAddresses", "ae1492, 43c6f4")]
    [InlineData("Events:WantedTypes", "B52, A124")]
    [InlineData("Database:File", "/usr/share/aircraft.csv.gz")]
    [InlineData("State:Directory", "/var/lib/adsbfeeder")]
    [InlineData("Receiver:Longitude", "4.5")]
    [InlineData("Feed:x:Enabled", "false")]
    [InlineData("Feed:x:Protocol", "sbs")]
    [InlineData("Feed:x:Transport", "tls")]
    [InlineData("Feed:x:Host", "feed.example")]
    [InlineData("Feed:x:Port", "30004")]
    [InlineData("Feed:x:Fallback", "other.example:64004")]
    [InlineData("Feed:x:Url", "https://feed.example/in")]
    [InlineData("Feed:x:Uuid", "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d")]
    [InlineData("Feed:x:Key", "abc-123")]
    [InlineData("Feed:x:User", "somebody")]
    [InlineData("Feed:x:Password", "p w:1")]
    [InlineData("Feed:x:Serial", "-1408237269")]
    [InlineData("Feed:x:CaFile", "/etc/ssl/own.pem")]
    [InlineData("Feed:x:ReduceIntervalSeconds", "0.25")]
    [InlineData("Feed:x:MaxDistanceNmi", "100")]
    [InlineData("Feed:x:MaxAltitudeFeet", "20000")]
    [InlineData("Feed:x:OptimizeForMlat", "true")]
    [InlineData("Feed:x:UploadIntervalSeconds", "2")]
    [InlineData("Feed:x:Sources", "radio, network")]
    [InlineData("Receiver:AltitudeMetres", "12.5")]
    [InlineData("Receiver:Gpsd", "localhost:2947")]
    [InlineData("Map:Airports", "/srv/airports")]
    [InlineData("Tiles:x:Url", "https://tile.example/{z}/{x}/{y}.png")]
    [InlineData("Tiles:x:Kind", "vector")]
    [InlineData("Tiles:x:Attribution", "© somebody")]
    [InlineData("Tiles:x:MaxZoom", "14")]
    [InlineData("Listen:x:Output", "vrs")]
    [InlineData("Listen:x:Input", "beast-mlat")]
    [InlineData("Listen:x:At", "30005, *:30015, [::1]:30025, unix:/run/beast.sock")]
    [InlineData("Listen:x:Allow", "192.168.0.0/16")]
    [InlineData("Listen:x:MaxClients", "3")]
    [InlineData("Listen:x:MaxClientsPerHost", "2")]
    [InlineData("Listen:x:Sources", "radio, mlat")]
    [InlineData("Listen:x:ModeAc", "true")]
    [InlineData("Listen:x:Verbatim", "true")]
    [InlineData("Listen:x:ReceiverIds", "true")]
    [InlineData("Listen:x:ReduceIntervalSeconds", "0.5")]
    [InlineData("Listen:x:MaxDistanceNmi", "-100")]
    [InlineData("Listen:x:MaxAltitudeFeet", "20000")]
    [InlineData("Listen:x:OptimizeForMlat", "true")]
    [InlineData("Listen:x:JsonIntervalSeconds", "10")]
    [InlineData("Listen:x:Proxy", "true")]
    public void Every_key_reaches_its_setting(string key, string value)
    {
        var setting = SettingTable.Find(key)!;
        var settings = new Settings();

        Assert.True(setting.Apply(settings, value));

        Assert.Single(Dump(settings).Except(Dump(WithFeed("x"))));
    }

    [Fact]
    public void A_named_section_holds_what_stands_in_it_and_its_neighbour_does_not()
    {
        var settings = Read("[Feed:My.Server-1]\nProtocol=beast\nHost=one.example\nPort=30004\n[Feed:other]\nProtocol=avr\nHost=two.example\nPort=1\n");

        Assert.Equal([("My.Server-1", "one.example", 30004), ("other", "two.example", 1)], settings.Feeds.Select(feed => (feed.Name, feed.Host, feed.Port ?? 0)));
    }

    [Fact]
    public void A_listener_of_its_own_is_opened_at_each_of_its_places_under_its_own_rules()
    {
        var settings = Read(
            """
            [Network]
            Bind = 192.168.1.2
            Allow = 192.168.0.0/16
            MaxClients = 7
            [Listen:thin]
            Output = beast-reduced
            At = 31006, *:31007, unix:/run/adsbfeeder/thin.sock
            Sources = radio, mlat
            ReduceIntervalSeconds = 1
            MaxDistanceNmi = -50
            MaxClientsPerHost = 2
            [Listen:sbs]
            Input = sbs
            At = [::1]:32006
            Allow = ::1
            """);

        var plans = ListenerPlan.Of(settings).Where(plan => plan.Options.Setting.StartsWith("Listen", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            ["[::1]:32006", "192.168.1.2:31006", "0.0.0.0:31007", "[::]:31007", "unix:/run/adsbfeeder/thin.sock"],
            plans.Select(plan => plan.Options.Place.ToString()));
        Assert.Equal((InputFormat.Sbs, "::1/128"), (plans[0].Input, plans[0].Options.Allow.ToString()));
        Assert.All(plans[1..], plan =>
        {
            Assert.Equal((OutputKind.BeastReduced, "192.168.0.0/16", 7, 2), (plan.Output, plan.Options.Allow.ToString(), plan.Options.MaxClients, plan.Options.MaxClientsPerHost));
            Assert.Equal(
                new OutputRule(Provenance.Radio | Provenance.Mlat) { Reduce = new Reduction(TimeSpan.FromSeconds(1)) { MaxDistanceNauticalMiles = 50, OnlyWithPosition = true } },
                plan.Rule);
        });
    }

    [Fact]
    public void The_usual_ports_are_those_that_clients_know()
    {
        var plans = ListenerPlan.Of(new Settings()).Select(plan => (plan.Options.Place.ToString(), plan.Output?.ToString() ?? plan.Input?.ToString()));

        Assert.Equal(
            [
                ("127.0.0.1:30005", "Beast"), ("127.0.0.1:30006", "BeastReduced"), ("127.0.0.1:30002", "Avr"), ("127.0.0.1:30003", "Sbs"), ("127.0.0.1:30047", "Json"),
                ("127.0.0.1:30001", "Auto"), ("127.0.0.1:30004", "Auto"), ("127.0.0.1:30104", "BeastMlat"),
            ],
            plans);
    }

    [Theory]
    [InlineData("[Tiles:a]\nMaxZoom=3\n", "Tiles:a:Url must say where the tiles are")]
    [InlineData("[Tiles:a]\nUrl=https://tile.example/map.png\n", "Tiles:a:Url is 'https://tile.example/map.png' but must be https://")]
    [InlineData("[Tiles:a]\nUrl=ftp://tile.example/{z}/{x}/{y}.png\n", "Tiles:a:Url is 'ftp://tile.example/{z}/{x}/{y}.png' but must be https://")]
    [InlineData("[Tiles:a]\nUrl=/srv/map.png\n", "Tiles:a:Url is '/srv/map.png' but a file must be of kind pmtiles")]
    [InlineData("[Tiles:a/b]\nUrl=/srv/map.pmtiles\n", "[Tiles:a/b] must be named with up to 40 letters")]
    [InlineData("[Listen:a]\nOutput=beast\n", "Listen:a:At must say where to listen")]
    [InlineData("[Listen:a]\nAt=1\n", "Listen:a must have either Output or Input")]
    [InlineData("[Listen:a]\nAt=1\nOutput=beast\nInput=beast\n", "Listen:a must have either Output or Input")]
    [InlineData("[Listen:a]\nAt=1\nOutput=beast\nProxy=true\n", "Listen:a:Proxy is for inputs")]
    [InlineData("[Listen:a]\nAt=1\nOutput=sbs\nReceiverIds=true\n", "Listen:a:ReceiverIds is for outputs of Beast")]
    [InlineData("[Listen:a]\nAt=1\nOutput=beast\nOptimizeForMlat=true\n", "that needs Output = beast-reduced")]
    [InlineData("[Listen:a]\nAt=30005\nOutput=sbs\n", "Network:BeastOutputPort and Listen:a are both 30005")]
    [InlineData("[Listen:a]\nAt=*:30005\nOutput=sbs\n", "Network:BeastOutputPort and Listen:a and Listen:a are both 30005")]
    [InlineData("[Listen:a]\nAt=unix:/a\nOutput=sbs\n[Listen:b]\nAt=unix:/a\nOutput=avr\n", "Listen:a and Listen:b are both unix:/a")]
    [InlineData("[Listen:a]\nAt=here\nOutput=sbs\n", "Listen:a:At is 'here' but must be ports, addresses with ports")]
    [InlineData("[Listen:a]\nAt=::1:30005\nOutput=sbs\n", "Listen:a:At is '::1:30005' but must be")]
    [InlineData("[Listen:a]\nAt=1\nOutput=sbs\nSources=radio, moon\n", "Listen:a:Sources is 'radio, moon' but must be some of radio, network, mlat, simulation, sbs")]
    [InlineData("[Network]\nAllow=everybody\n", "Network:Allow is 'everybody' but must be networks")]
    public void A_listener_that_cannot_be_is_a_fault(string text, string fault) => Assert.Contains(Faults(text), told => told.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void Two_addresses_may_have_the_same_port()
    {
        var settings = Read("[Network]\nBind=127.0.0.1\n[Listen:a]\nAt=192.0.2.1:30005\nOutput=beast\n");

        Assert.Equal(2, ListenerPlan.Of(settings).Count(plan => plan.Options.Place.Port == 30005));
    }

    [Fact]
    public void A_wrong_key_of_a_named_section_is_told_with_the_right_one() =>
        Assert.Contains("Feed:mine:Hots is not a key of the configuration; did you mean Feed:mine:Host", Assert.Single(Faults("[Feed:mine]\nHots=feed.example\n")), StringComparison.Ordinal);

    [Fact]
    public void Every_key_of_the_table_has_a_row_in_the_test_above()
    {
        var rows = typeof(SettingsReaderTests).GetMethod(nameof(Every_key_reaches_its_setting))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value);

        Assert.Equal(SettingTable.All.Concat(SettingTable.NamedSections.Where(section => section.Key != "Source").SelectMany(section => section.Value("x"))).Select(setting => setting.Key).Order(StringComparer.Ordinal), rows.Cast<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_faults_are_told_at_once_each_with_key_value_and_rule()
    {
        var faults = Faults(
            """
            [Receiver]
            Latitude = 91
            [Network]
            BeastOutputPort = abc
            BeastOutptPort = 30005
            [Source]
            Type = file
            """);

        Assert.Contains(faults, fault => fault.Contains("Receiver:Latitude is '91' but must be a number from -90 to 90 degrees", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Network:BeastOutputPort is 'abc' but must be a port", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("BeastOutptPort is not a key of the configuration; did you mean Network:BeastOutputPort", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Source:File must name a recording", StringComparison.Ordinal));
        Assert.Equal(4, faults.Count);
    }

    [Fact]
    public void A_line_that_is_not_a_key_is_told_with_its_file()
    {
        var faults = Faults("[Receiver]\nthis is no key\n");

        Assert.Single(faults);
        Assert.Contains("adsbfeeder.conf", faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Latitude_without_longitude_is_a_fault() =>
        Assert.Contains("must be set together", Assert.Single(Faults("[Receiver]\nLatitude=52\n")), StringComparison.Ordinal);

    [Fact]
    public void Rtl_tcp_without_its_address_is_a_fault() =>
        Assert.Contains("Source:RtlTcpAddress must say where", Assert.Single(Faults("[Source]\nType=rtltcp\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Gain", "loud")]
    [InlineData("Gain", "496")]
    [InlineData("RtlTcpAddress", "radio.local")]
    [InlineData("RtlTcpAddress", "radio.local:99999")]
    [InlineData("RtlTcpAddress", "not a name:1234")]
    [InlineData("PpmCorrection", "1.5")]
    public void A_dongle_setting_that_means_nothing_is_a_fault(string key, string value) =>
        Assert.Contains($"Source:{key} is '{value}' but must be", Assert.Single(Faults($"[Source]\n{key}={value}\n")), StringComparison.Ordinal);

    [Fact]
    public void A_rate_that_a_dongle_cannot_keep_up_with_is_a_fault() =>
        Assert.Contains("must be set to 2 MS/s, 2.4 MS/s, 2.56 MS/s, 3.2 MS/s", Assert.Single(Faults("[Source]\nType=rtlsdr\nSampleRate=6M\n")), StringComparison.Ordinal);

    [Fact]
    public void Every_key_of_a_receiver_is_one_of_a_further_receiver_too()
    {
        foreach (var setting in SettingTable.All.Where(setting => setting.Section == "Source" && setting.Default.Length > 0))
        {
            var settings = new Settings();

            Assert.True(SettingTable.Find($"source:roof:{setting.Name}")!.Apply(settings, setting.Default), setting.Key);
            Assert.Equal("roof", Assert.Single(settings.Sources).Name);
        }

        Assert.Equal(SettingTable.All.Count(setting => setting.Section == "Source"), SettingTable.NamedSections["Source"]("roof").Count);
    }

    [Fact]
    public void A_section_of_its_own_is_a_further_receiver()
    {
        var settings = Read("[Source]\nType=rtlsdr\nSerial=00001090\n[Source:roof]\nType=rtlsdr\nSerial=00001091\nGain=30\nMode=fast\n[Source:beast]\nType=beast\nSerialDevice=/dev/ttyUSB0\n");

        Assert.Equal(
            [("main", "00001090", "auto", SourceType.RtlSdr), ("beast", null, "auto", SourceType.Beast), ("roof", "00001091", "30", SourceType.RtlSdr)],
            settings.Receivers.Select(receiver => (receiver.Name, receiver.Source.Serial, receiver.Source.Gain.ToString(), receiver.Source.Type)));
    }

    [Theory]
    [InlineData("[Source:roof]\nSerial=1\n", "Source:roof:Type must be set")]
    [InlineData("[Source:roof]\nType=rtlsdr\nGain=loud\n", "Source:roof:Gain is 'loud' but must be auto, max")]
    [InlineData("[Source:roof]\nType=rtlsdr\nGian=30\n", "Source:roof:Gian is not a key of the configuration; did you mean Source:roof:Gain")]
    [InlineData("[Source:no blanks]\nType=rtlsdr\n", "[Source:no blanks] must be named with up to 20 letters")]
    [InlineData("[Source:main]\nType=rtlsdr\n", "[Source:main] must be named")]
    [InlineData("[Source:roof]\nType=file\n", "Source:roof:File must name a recording")]
    [InlineData("[Source]\nType=beast\n", "Source:SerialDevice must say where the receiver is")]
    [InlineData("[Source]\nType=soapy\nSampleRate=3M\n", "Source:SampleRate is 3 MS/s but must be one of 2 MS/s, 2.4 MS/s")]
    [InlineData("[Source]\nType=rtlsdr\n[Source:roof]\nType=rtlsdr\n", "[Source] and [Source:roof] both receive from the dongle with serial number (any)")]
    [InlineData("[Source]\nType=beast\nSerialDevice=/dev/ttyUSB0\n[Source:b]\nType=hulc\nSerialDevice=/dev/ttyUSB0\n", "both receive from /dev/ttyUSB0")]
    public void A_receiver_that_cannot_be_is_told(string file, string fault) => Assert.Contains(Faults(file), text => text.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void More_receivers_than_there_are_bits_for_are_a_fault() =>
        Assert.Contains("17 receivers are configured; 16 are the most", Assert.Single(Faults(string.Concat(Enumerable.Range(1, 17).Select(n => $"[Source:r{n}]\nType=simulator\n")))), StringComparison.Ordinal);

    [Fact]
    public void An_address_in_brackets_loses_them() =>
        Assert.Equal(new HostAndPort("2001:db8::7", 1234), HostAndPort.TryParse("[2001:db8::7]:1234", out var address) ? address : null);

    [Fact]
    public void One_port_for_two_things_is_a_fault() =>
        Assert.Contains("are both 30005", Assert.Single(Faults("[Network]\nAvrOutputPort=30005\n")), StringComparison.Ordinal);

    [Fact]
    public void Drop_ins_come_after_the_file_in_the_order_of_their_names()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "conf.d"));
        File.WriteAllText(Path.Combine(_folder, "conf.d", "20.conf"), "[Http]\nPort=82\n");
        File.WriteAllText(Path.Combine(_folder, "conf.d", "10.conf"), "[Http]\nPort=81\n[Receiver]\nMaxRangeNmi=200\n");

        var settings = Read("[Http]\nPort=80\n");

        Assert.Equal(82, settings.Http.Port);
        Assert.Equal(200, settings.Receiver.MaxRangeNmi);
    }

    [Fact]
    public void The_command_line_wins()
    {
        File.WriteAllText(Path.Combine(_folder, "adsbfeeder.conf"), "[Http]\nPort=80\n");

        var settings = SettingsReader.Read(Path.Combine(_folder, "adsbfeeder.conf"), [new("Http:Port", "90")]);

        Assert.Equal(90, settings.Http.Port);
    }

    [Fact]
    public void A_named_file_that_is_not_there_is_a_fault() =>
        Assert.Contains("no such configuration file", Assert.Throws<ConfigurationFaultException>(() => SettingsReader.Read(Path.Combine(_folder, "none.conf"), [])).Message, StringComparison.Ordinal);

    /// <summary>Every value there is, a line each.</summary>
    private static IEnumerable<string> Dump(Settings settings) =>
        from section in typeof(Settings).GetProperties()
        from part in section.GetValue(settings) is IEnumerable named ? named.Cast<object>() : [section.GetValue(settings)!]
        from property in part.GetType().GetProperties()
        let value = property.GetValue(part)
        select $"{section.Name}:{(part as FeedSettings)?.Name}:{property.Name} = {(value is Array list ? string.Join(',', list.Cast<object>()) : value)}";

    private static Settings WithFeed(string name)
    {
        var settings = new Settings();
        _ = settings.Feeds[name];
        _ = settings.Listeners[name];
        _ = settings.Tiles[name];
        return settings;
    }

    private Settings Read(string file)
    {
        var path = Path.Combine(_folder, "adsbfeeder.conf");
        File.WriteAllText(path, file);
        return SettingsReader.Read(path, []);
    }

    private IReadOnlyList<string> Faults(string file) => Assert.Throws<ConfigurationFaultException>(() => Read(file)).Faults;
}
