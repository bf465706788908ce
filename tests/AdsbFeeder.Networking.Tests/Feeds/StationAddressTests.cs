using System.Collections.Concurrent;
using System.Text;

namespace AdsbFeeder.Networking.Tests.Feeds;

/// <summary>ADSBHub's pages for stations with changing addresses, as its client script asks for them.</summary>
public sealed class StationAddressTests : IAsyncDisposable
{
    private const string Key = "0f3c9a51", Challenge = "4b1f7d2c9e8a6b5d3c2f1e0a9b8c7d6e5";

    // echo -n 0f3c9a514b1f7d2c9e8a6b5d3c2f1e0a9b8c7d6e | md5sum
    private const string Session = "1a79aacc1e315304f7c6a2cdf9320a06" + "5";

    private readonly FeedBench _bench = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly FakeServer _server;
    private readonly FakeServer _network = new();
    private volatile string _v4 = "203.0.113.7", _v6 = "", _challenge = Challenge, _answer = "";

    public StationAddressTests() => _server = new FakeServer(Answer);

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _server.Dispose();
        _network.Dispose();
    }

    private List<string> Updates => [.. _asked.Where(path => path.StartsWith("/updateip.php", StringComparison.Ordinal))];

    // One request a connection, as the server closes it.
    private void Answer(Visit visit)
    {
        visit.Read();
        Task.Run(async () =>
        {
            await Peer.Until(() => visit.Text.Contains("\r\n\r\n", StringComparison.Ordinal), "a request comes");
            var path = visit.Text.Split(' ')[1];
            _asked.Enqueue(path);
            var text = path.Split('?')[0] switch
            {
                "/v4" => _v4,
                "/v6" => _v6,
                "/key.php" => _challenge,
                _ => _answer.Length > 0 ? _answer : path.Split("sessid=")[1].Split('&')[0],
            };
            visit.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {text.Length}\r\n\r\n{text}"));
            visit.Close();
        });
    }

    private Feed Start()
    {
        Uri Page(string path) => new($"http://{_server.Target}{path}");
        return _bench.Start(FeedBench.To(FeedProtocol.Sbs, _network.Target) with { Address = new StationAddress(Key, Page("/v4"), Page("/v6"), Page("/key.php"), Page("/updateip.php")) });
    }

    [Fact]
    public async Task A_new_address_is_told_with_a_hash_of_the_key_and_an_old_one_is_not_told_again()
    {
        Start();
        await Peer.Until(() => _bench.Log.Count(3307) == 1, "it is told");
        Assert.Equal([$"/updateip.php?sessid={Session}&myip=203.0.113.7&myip6="], Updates);

        var asked = _asked.Count;
        await _bench.Pass(TimeSpan.FromMinutes(1), () => _asked.Count >= asked + 4, "it asks again, twice");
        Assert.Single(Updates);

        (_v4, _v6) = ("198.51.100.9", "2001:db8::7");
        await _bench.Pass(TimeSpan.FromMinutes(1), () => _bench.Log.Count(3307) == 2, "the new one is told");
        Assert.Equal($"/updateip.php?sessid={Session}&myip=198.51.100.9&myip6=2001%3Adb8%3A%3A7", Updates[^1]);
        Assert.DoesNotContain(_asked, path => path.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_address_no_challenge_or_no_consent_is_said_once_and_tried_again()
    {
        _v4 = "<html>";
        Start();
        await Peer.Until(() => _bench.Log.Count(3308) == 1, "it is said");
        _v4 = "203.0.113.7";
        _challenge = "sorry";
        var asked = _asked.Count;
        await _bench.Pass(TimeSpan.FromMinutes(1), () => _asked.Count >= asked + 6, "it goes on asking");
        Assert.Empty(Updates);
        _challenge = Challenge;
        _answer = "no";
        await _bench.Pass(TimeSpan.FromMinutes(1), () => Updates.Count >= 2, "it goes on telling");
        Assert.Equal((1, 0), (_bench.Log.Count(3308), _bench.Log.Count(3307)));

        _answer = "";
        await _bench.Pass(TimeSpan.FromMinutes(1), () => _bench.Log.Count(3307) == 1, "it is told in the end");
    }

    [Fact]
    public async Task A_page_that_never_ends_takes_no_memory_and_no_feed_down()
    {
        _v4 = new string('1', 100_000);
        var feed = Start();
        await Peer.Until(() => _bench.Log.Count(3308) == 1, "it is said");
        await Peer.Until(() => feed.Status.State == FeedState.Up, "the feed itself is up");
    }
}
