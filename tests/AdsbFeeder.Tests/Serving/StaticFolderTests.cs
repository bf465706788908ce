using System.Net;
using System.Text;
using AdsbFeeder.Configuration;
using AdsbFeeder.History;

namespace AdsbFeeder.Tests.Serving;

/// <summary>A page of other people under a path of its own.</summary>
public sealed class StaticFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public StaticFolderTests()
    {
        Write("html/index.html", "<title>their page</title>");
        Write("html/config.js", "let x = 1;");
        Write("html/style.css", "body {}");
        Write("html/images/sprites.webp", "RIFF");
        Write("html/libs/zstd.wasm", "wasm");
        Write("html/strange.unknown", "?");
        Write("html/.htpasswd", "secret");
        File.WriteAllBytes(Path.Combine(_root, "html/db.js"), Gzip.Compress(Encoding.ASCII.GetBytes("""{"packed":1}""")));
        Write("html/script.js", "plain");
        File.WriteAllBytes(Path.Combine(_root, "html/script.js.gz"), Gzip.Compress("packed"u8));
        Write("html/script.js.br", "not really Brotli");
        Write("secret.txt", "secret");
        Write("html2/secret.txt", "secret");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("/tar1090/", "text/html")]
    [InlineData("/tar1090/index.html", "text/html")]
    [InlineData("/tar1090/config.js", "text/javascript")]
    [InlineData("/tar1090/style.css", "text/css")]
    [InlineData("/tar1090/images/sprites.webp", "image/webp")]
    [InlineData("/tar1090/libs/zstd.wasm", "application/wasm")]
    [InlineData("/tar1090/strange.unknown", "application/octet-stream")]
    public async Task Files_come_with_their_type_and_an_entity_tag(string path, string type)
    {
        await using var host = await StartAsync();
        using var first = await host.Http.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        Assert.True(first.Headers.CacheControl!.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Without_the_slash_the_browser_is_sent_to_the_folder()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Http.BaseAddress };
        using var response = await client.GetAsync("/tar1090?icao=4840d6");

        Assert.Equal("tar1090/?icao=4840d6", response.Headers.Location!.OriginalString);
        Assert.Contains("their page", await host.Http.GetStringAsync("/tar1090"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tar1090/data/receiver.json")]
    [InlineData("/tar1090/data/aircraft.json")]
    [InlineData("/tar1090/data/history_0.json")]
    [InlineData("/tar1090/data/traces/d6/trace_full_4840d6.json")]
    [InlineData("/tar1090/globe_history/2026/11/21/heatmap/15.bin.ttf")]
    [InlineData("/tar1090/re-api/?all")]
    [InlineData("/other/page/data/receiver.json")]
    public async Task Our_data_are_beneath_each_page(string path)
    {
        await using var host = await StartAsync();
        host.Publish(Sky.Picture(Sky.Aircraft(0x4840D6, new(52.5, 4.5), feet: 3000)));

        Assert.Equal(200, (await host.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Our_own_page_and_data_stay_where_they_are()
    {
        await using var host = await StartAsync();

        Assert.Equal(200, (await host.GetAsync("/data/receiver.json")).Status);
        Assert.DoesNotContain("their page", (await host.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await host.GetAsync("/tar1090x/config.js")).Status);
    }

    [Theory]
    [InlineData("/tar1090/../secret.txt")]
    [InlineData("/tar1090/..%2fsecret.txt")]
    [InlineData("/tar1090/%2e%2e/secret.txt")]
    [InlineData("/tar1090/%2e%2e%2fsecret.txt")]
    [InlineData("/tar1090/..%5csecret.txt")]
    [InlineData("/tar1090/images/../../secret.txt")]
    [InlineData("/tar1090/images/..%2f..%2fsecret.txt")]
    [InlineData("/tar1090/%252e%252e/secret.txt")]
    [InlineData("/tar1090//etc/passwd")]
    [InlineData("/tar1090/%2fetc%2fpasswd")]
    [InlineData("/tar1090/..;/secret.txt")]
    [InlineData("/tar1090/data/../../secret.txt")]
    [InlineData("/tar1090/data/..%2f..%2f..%2fsecret.txt")]
    [InlineData("/tar10902/secret.txt")]
    [InlineData("/tar1090/../html2/secret.txt")]
    [InlineData("/tar1090/config.js%00.html")]
    [InlineData("/tar1090/.htpasswd")]
    [InlineData("/tar1090/images/")]
    [InlineData("/tar1090/chunks/chunks.json")]
    public async Task No_way_leads_out_of_the_directory(string path)
    {
        await using var host = await StartAsync();

        var (status, body) = await RawAsync(host, path);

        Assert.NotEqual(200, status);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_compressed_under_its_plain_name_is_sent_as_that()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tar1090/db.js");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal("""{"packed":1}""", Encoding.ASCII.GetString(Gzip.Decompress(await response.Content.ReadAsByteArrayAsync())));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("", "")]
    public async Task A_packed_neighbour_goes_to_those_who_read_it(string accepted, string sent)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tar1090/script.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await host.Http.SendAsync(request);

        Assert.Equal("text/javascript", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(sent, string.Join(',', response.Content.Headers.ContentEncoding));
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(sent switch { "gzip" => "packed", "br" => "not really Brotli", _ => "plain" }, Encoding.ASCII.GetString(sent == "gzip" ? Gzip.Decompress(body) : body));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_stops_nothing()
    {
        await using var host = await ServingHost.StartAsync(settings => settings.Http.StaticDirectory = [new("/tar1090", Path.Combine(_root, "nothing"))]);

        Assert.Equal(404, (await host.GetAsync("/tar1090/index.html")).Status);
        Assert.Equal(200, (await host.GetAsync("/tar1090/data/receiver.json")).Status);
    }

    [Theory]
    [InlineData("/tar1090=/a", true)]
    [InlineData("/tar1090/ = /a , /x/y=/b", true)]
    [InlineData("/tar1090", false)]
    [InlineData("tar1090=/a", false)]
    [InlineData("/=/a", false)]
    [InlineData("/data=/a", false)]
    [InlineData("/api/x=/a", false)]
    [InlineData("/a=/x,/a=/y", false)]
    [InlineData("/a/../b=/x", false)]
    [InlineData("/a b=/x", false)]
    [InlineData("/a=", false)]
    public void The_key_is_checked(string text, bool isRight) =>
        Assert.Equal(isRight, SettingTable.Find("Http:StaticDirectory")!.Apply(new Settings(), text));

    /// <summary>Asks without a client that tidies the path up.</summary>
    private static async Task<(int Status, string Body)> RawAsync(ServingHost host, string path)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();
        return (int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), answer);
    }

    private Task<ServingHost> StartAsync() => ServingHost.StartAsync(settings => settings.Http.StaticDirectory =
        [new("/tar1090", Path.Combine(_root, "html")), new("/other/page", Path.Combine(_root, "html2"))]);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
