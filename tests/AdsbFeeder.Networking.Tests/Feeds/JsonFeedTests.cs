using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking.Tests.Interop;

namespace AdsbFeeder.Networking.Tests.Feeds;

/// <summary>JSON over HTTP against a server that answers what a test wants, and over HTTPS against nginx.</summary>
public sealed class JsonFeedTests : IAsyncDisposable
{
    private readonly FeedBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private static FeedOptions To(Uri url) => FeedBench.To(FeedProtocol.Json) with { Url = url, UploadInterval = TimeSpan.FromSeconds(1) };

    private static Uri UrlOf(FakeServer server) => new($"http://{server.Target}/in");

    private static FakeServer Answering(string answer) => new(visit =>
    {
        visit.Read();
        Task.Run(async () =>
        {
            var answered = 0;
            while (!visit.IsClosed)
            {
                if (Requests(visit).Count > answered)
                {
                    visit.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 2\r\n\r\nok"));
                    answered++;
                }

                await Task.Delay(2);
            }
        });
    });

    /// <summary>The whole requests that came so far: their headers, and their bodies as JSON.</summary>
    private static List<(string Headers, JsonElement Body)> Requests(Visit visit)
    {
        var bytes = visit.Bytes;
        var requests = new List<(string, JsonElement)>();
        for (var start = 0; ;)
        {
            var end = bytes.AsSpan(start).IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return requests;
            var headers = Encoding.ASCII.GetString(bytes, start, end);
            var length = int.Parse(headers.Split('\n').Single(line => line.StartsWith("Content-Length:", StringComparison.Ordinal)).Split(':')[1], CultureInfo.InvariantCulture);
            if (bytes.Length < start + end + 4 + length)
                return requests;
            using var body = new GZipStream(new MemoryStream(bytes, start + end + 4, length), CompressionMode.Decompress);
            requests.Add((headers, JsonDocument.Parse(body).RootElement.Clone()));
            start += end + 4 + length;
        }
    }

    private async Task<Visit> Posted(FakeServer server, int requests = 1)
    {
        await _bench.Pass(TimeSpan.FromSeconds(0.2), () => server.Visits.Sum(visit => Requests(visit).Count) >= requests, "documents are posted");
        return server.Visits[0];
    }

    private async Task<Feed> Start(FeedOptions options)
    {
        var feed = _bench.Start(options);
        await Peer.Until(() => _bench.FanOut.Subscriptions.Count > 0, "it takes frames");
        return feed;
    }

    [Fact]
    public async Task The_document_is_aircraft_json_compressed_with_name_password_and_key()
    {
        using var server = Answering("200 OK");
        var feed = await Start(To(UrlOf(server)) with { User = "me", Password = "secret:1", StationKey = "station-7" });
        _bench.Publish(Samples.Update(Samples.Long), Samples.Update(Samples.Long));
        await Peer.Until(() => _bench.FanOut.Subscriptions[0].Frames.Radio == 2, "they are heard");

        var (headers, body) = Requests(await Posted(server))[0];

        Assert.StartsWith("POST /in HTTP/1.1", headers, StringComparison.Ordinal);
        Assert.Contains("Authorization: Basic " + Convert.ToBase64String("me:secret:1"u8), headers, StringComparison.Ordinal);
        Assert.Contains("X-Station-UID: station-7", headers, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", headers, StringComparison.Ordinal);
        Assert.Contains("Content-Encoding: gzip", headers, StringComparison.Ordinal);
        Assert.Equal("4840d6", Assert.Single(body.GetProperty("aircraft").EnumerateArray()).GetProperty("hex").GetString());
        await Peer.Until(() => feed.Status.State == FeedState.Up, "the feed is up");
        Assert.Equal(2, feed.Status.Frames.Radio);
        Assert.True(feed.Status.RoundTrip > TimeSpan.Zero || feed.Status.RoundTrip == TimeSpan.Zero);
    }

    [Fact]
    public async Task Aircraft_that_our_antenna_did_not_hear_are_not_in_it()
    {
        using var server = Answering("200 OK");
        await Start(To(UrlOf(server)));
        foreach (var source in (FrameSource[])[FrameSource.Mlat, FrameSource.Network, FrameSource.Simulation, FrameSource.Sbs])
            _bench.Publish(Samples.Update(Samples.Long, source), Samples.Update(Samples.Long, source));

        var (_, body) = Requests(await Posted(server, 2))[^1];

        Assert.Empty(body.GetProperty("aircraft").EnumerateArray());
    }

    [Theory]
    [InlineData("401 Unauthorized", "the server answers 401 Unauthorized: are User, Password and Key of this feed right?")]
    [InlineData("302 Found", "the server answers 302 Found")]
    [InlineData("429 Too Many Requests", "the server answers 429 Too Many Requests: UploadIntervalSeconds is too short for it")]
    [InlineData("500 Internal Server Error", "the server answers 500 Internal Server Error")]
    public async Task An_answer_that_is_no_yes_is_told_in_words(string answer, string words)
    {
        using var server = Answering(answer);
        var feed = await Start(To(UrlOf(server)) with { User = "me", Password = "secret" });

        await _bench.Pass(TimeSpan.FromSeconds(0.2), () => feed.Status.LastError is not null, "it fails");

        Assert.Equal((words, 0L), (feed.Status.LastError, feed.Status.Connections));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_fifteen_seconds()
    {
        using var server = new FakeServer();
        var feed = await Start(To(UrlOf(server)) with { AnswerTimeout = new FeedOptions("", FeedProtocol.Json, new LinkOptions([])).AnswerTimeout });

        await _bench.Pass(TimeSpan.FromSeconds(1), () => feed.Status.LastError is not null, "it is given up");

        Assert.Equal("no answer within 15 s", feed.Status.LastError);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        var feed = await Start(To(new Uri($"http://127.0.0.1:{DebianProgram.FreePort()}/")));

        await _bench.Pass(TimeSpan.FromSeconds(1), () => feed.Status.LastError is not null, "it fails");

        Assert.Equal("connection refused: nothing listens there", feed.Status.LastError);
    }

    [Fact]
    public async Task Nginx_takes_it_over_HTTPS_when_its_certificate_is_right_and_not_else()
    {
        using var certificates = new Certificates();
        using var strangers = new Certificates();
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-nginx").FullName;
        var port = DebianProgram.FreePort();
        var (certificate, key) = certificates.Make("127.0.0.1");
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(
            configuration,
            $$"""
            daemon off; pid {{folder}}/pid; error_log {{folder}}/error.log;
            events { }
            http {
              access_log {{folder}}/access.log; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              server { listen 127.0.0.1:{{port}} ssl; ssl_certificate {{certificate}}; ssl_certificate_key {{key}}; location / { return 204; } }
            }
            """);
        using var nginx = DebianProgram.Start("nginx", "-p", folder, "-c", configuration);
        if (nginx is null)
            return;
        await nginx.Listens(port);
        var url = new Uri($"https://127.0.0.1:{port}/in");

        var trusting = To(url).Link;
        var trusted = _bench.Start(To(url) with { Link = trusting with { CaFile = certificates.AuthorityFile } });
        var foreign = _bench.Start(To(url) with { Name = "foreign", Link = trusting with { CaFile = strangers.AuthorityFile } });
        await _bench.Pass(TimeSpan.FromSeconds(0.5), () => trusted.Status.State == FeedState.Up && foreign.Status.LastError is not null, "both are decided");

        Assert.Equal("its certificate comes from an authority that is not trusted", foreign.Status.LastError);
        Assert.Equal(0, foreign.Status.Bytes);
        await Peer.Until(() => File.ReadAllText(Path.Combine(folder, "access.log")).Contains("POST /in HTTP/1.1\" 204", StringComparison.Ordinal), "nginx has taken it");
        Directory.Delete(folder, recursive: true);
    }
}
