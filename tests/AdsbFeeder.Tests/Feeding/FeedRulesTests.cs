using AdsbFeeder.Configuration;
using AdsbFeeder.Feeding;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Tests.Feeding;

public sealed class FeedRulesTests : IDisposable
{
    private const string Mine = "[Feed:mine]\nProtocol=beast\nHost=feed.example\nPort=30004\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Settings Read(string text)
    {
        var path = Path.Combine(_folder, "adsbfeeder.conf");
        File.WriteAllText(path, $"[State]\nDirectory={_folder}/state\n" + text);
        return SettingsReader.Read(path, []);
    }

    private string Fault(string text) => Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read(text)).Faults);

    private FeedOptions Plan(string text) => Assert.Single(FeedPlan.Of(Read(text), () => null));

    [Fact]
    public void Two_lines_feed_a_network()
    {
        var feed = Plan("[Feed:adsb.fi]\nEnabled=true\n");

        Assert.Equal(FeedProtocol.BeastReducePlus, feed.Protocol);
        Assert.Equal([new LinkTarget("feed.adsb.fi", 30004), new LinkTarget("feed.adsb.fi", 64004)], feed.Link.Targets);
        Assert.Equal(Provenance.Radio, feed.Sources);
        Assert.Equal(TimeSpan.FromSeconds(0.5), feed.Reduction.Interval);
        Assert.True(Guid.TryParseExact(feed.Uuid, "D", out _));
    }

    [Fact]
    public void A_uuid_is_made_once_for_each_network_and_outlives_a_restart()
    {
        const string Both = "[Feed:adsb.fi]\nEnabled=true\n[Feed:adsb.lol]\nEnabled=true\n";
        var first = FeedPlan.Of(Read(Both), () => null).Select(feed => feed.Uuid).ToList();

        var second = FeedPlan.Of(Read(Both), () => null).Select(feed => feed.Uuid);

        Assert.Equal(first, second);
        Assert.NotEqual(first[0], first[1]);
    }

    [Fact]
    public void A_feed_that_is_switched_off_is_neither_started_nor_found_fault_with() =>
        Assert.Empty(FeedPlan.Of(Read("[Feed:nonsense]\nEnabled=false\n"), () => null));

    [Fact]
    public void The_key_of_plane_watch_is_the_name_that_TLS_tells_the_server()
    {
        var feed = Plan("[Feed:plane.watch]\nKey=5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d\n");

        Assert.Equal((FeedTransport.Tls, "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d"), (feed.Link.Transport, feed.Link.ServerName));
    }

    [Fact]
    public void Who_names_his_own_host_does_not_get_the_networks_fallback() =>
        Assert.Equal([new LinkTarget("feed.example", 30004)], Plan("[Feed:adsb.fi]\nHost=feed.example\n").Link.Targets);

    [Theory]
    [InlineData("[Feed:adsbfi]\nEnabled=true\n", "Feed:adsbfi is no network that adsbfeeder knows (did you mean adsb.fi?), so it needs Host, Port and Protocol. 'adsbfeeder feeds --presets' lists the networks.")]
    [InlineData("[Feed:mine]\nProtocol=beast\nHost=feed.example\n", "Feed:mine is no network that adsbfeeder knows, so it needs Port. 'adsbfeeder feeds --presets' lists the networks.")]
    [InlineData("[Feed:mine]\nProtocol=json\n", "Feed:mine is no network that adsbfeeder knows, so it needs Url. 'adsbfeeder feeds --presets' lists the networks.")]
    [InlineData("[Feed:a b]\nEnabled=true\n", "Feed:a b is no name for a feed: it must be 1 to 64 letters, digits, dots, hyphens or underscores, and begin with a letter or digit.")]
    [InlineData("[Feed:..]\nEnabled=true\n", "Feed:.. is no name for a feed: it must be 1 to 64 letters, digits, dots, hyphens or underscores, and begin with a letter or digit.")]
    [InlineData("[Feed:plane.watch]\nEnabled=true\n", "Feed:plane.watch:Key must be set: https://atc.plane.watch gives it.")]
    [InlineData("[Feed:sdrmap]\nUser=me\n", "Feed:sdrmap:User and Feed:sdrmap:Password must be set: those of your account at https://sdrmap.org.")]
    [InlineData("[Feed:aussieadsb]\nEnabled=true\n", "Feed:aussieadsb:Port must be set: https://aussieadsb.com gives each feeder one.")]
    [InlineData(Mine + "Transport=udp\nUrl=https://feed.example/\n", "Feed:mine:Url is for Protocol = json; this one goes to Host and Port.")]
    [InlineData("[Feed:adsb.fi]\nTransport=udp\n", "Feed:adsb.fi:Transport is udp, but this protocol needs answers: tcp or tls.")]
    [InlineData(Mine + "MaxDistanceNmi=50\n[Receiver]\nLatitude=52\nLongitude=4\n", "Feed:mine:MaxDistanceNmi is for beast_reduce and beast_reduce_plus; this protocol leaves nothing out.")]
    [InlineData("[Feed:adsb.fi]\nMaxDistanceNmi=50\n", "Feed:adsb.fi:MaxDistanceNmi needs the receiver's place: set Receiver:Latitude and Receiver:Longitude.")]
    [InlineData("[Feed:adsb.fi]\nSources=radio, simulation\n", "Feed:adsb.fi:Sources has simulation, but adsb.fi shows real aircraft to real people.")]
    [InlineData(Mine + "CaFile=/nowhere/ca.pem\n", "Feed:mine:CaFile is '/nowhere/ca.pem' but there is no such file.")]
    public void Each_fault_is_one_line_that_says_what_to_do(string text, string fault) => Assert.Equal(fault, Fault(text));

    [Theory]
    [InlineData("Sources=antenna", "Sources is 'antenna' but must be one or more, with commas, of radio, network, mlat")]
    [InlineData("Uuid=1234", "Uuid is '1234' but must be a UUID such as")]
    [InlineData("Key=a b", "Key is 'a b' but must be")]
    [InlineData("User=a:b", "User is 'a:b' but must be")]
    [InlineData("Serial=99999999999", "Serial is '99999999999' but must be a whole number of 32 bits")]
    [InlineData("Url=ftp://feed.example/", "Url is 'ftp://feed.example/' but must be a URL that begins with https://")]
    [InlineData("Host=not a host", "Host is 'not a host' but must be a computer's name or address")]
    [InlineData("ReduceIntervalSeconds=15", "ReduceIntervalSeconds is '15' but must be a number from 0 to 14.999 seconds")]
    public void A_value_that_breaks_its_rule_is_told_with_its_key(string line, string words) => Assert.Contains(words, Fault("[Feed:adsb.fi]\n" + line + "\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Source]\nType=simulator\n", "simulated aircraft must reach no network")]
    [InlineData("[Source]\nType=file\nFile=/some/roof.2400k.uc8\n", "a recording is not what flies now")]
    public void Nobody_feeds_what_was_not_received(string source, string words)
    {
        Assert.Contains(words, Fault(source + "[Feed:adsb.fi]\nEnabled=true\n"), StringComparison.Ordinal);
        Assert.Contains(words, Fault(source + Mine), StringComparison.Ordinal);
        Read(source + Mine + "Sources=radio,simulation\n");
        Read(source + "[Feed:adsb.fi]\nEnabled=false\n");
    }

    [Theory]
    [InlineData("127.0.0.1", 30004, "Network:BeastInputPorts")]
    [InlineData("localhost", 30001, "Network:AvrInputPort")]
    [InlineData("::1", 30005, "Network:BeastOutputPort")]
    public void A_feed_into_our_own_ports_is_a_circle(string host, int port, string key) =>
        Assert.Contains($"which is our own {key}: frames would run in a circle", Fault($"[Feed:mine]\nProtocol=beast\nHost={host}\nPort={port}\n"), StringComparison.Ordinal);

    [Fact]
    public void Without_a_state_directory_a_uuid_that_cannot_be_kept_is_refused()
    {
        var path = Path.Combine(_folder, "adsbfeeder.conf");
        File.WriteAllText(path, "[Feed:adsb.fi]\nEnabled=true\n");

        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => SettingsReader.Read(path, [])).Faults);

        Assert.Equal("Feed:adsb.fi needs State:Directory, to keep who we are there, or Uuid.", fault);
    }

    [Fact]
    public void A_damaged_identity_ends_the_start_with_one_line_that_says_what_to_do()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "state", "identities"));
        File.WriteAllText(Path.Combine(_folder, "state", "identities", "adsb.fi.uuid"), "");

        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Plan("[Feed:adsb.fi]\nEnabled=true\n")).Faults);

        Assert.Contains("adsb.fi.uuid does not hold a UUID. Restore it from a backup", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_was_imported_is_as_good_as_one_of_the_configuration()
    {
        new Identities(Path.Combine(_folder, "state")).Store("plane.watch", IdentityKind.Key, "my-key", replace: false);

        Assert.Equal("my-key", Plan("[Feed:plane.watch]\nEnabled=true\n").Link.ServerName);
    }

    [Fact]
    public void A_state_directory_that_cannot_be_written_ends_the_start_with_one_line()
    {
        File.WriteAllText(Path.Combine(_folder, "state"), "a file where the directory should be");

        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Plan("[Feed:adsb.fi]\nEnabled=true\n")).Faults);

        Assert.StartsWith($"State:Directory is '{_folder}/state' but what must outlive a restart cannot be kept there: ", fault, StringComparison.Ordinal);
    }
}
