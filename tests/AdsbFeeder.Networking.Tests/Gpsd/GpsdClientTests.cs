using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using AdsbFeeder.Networking.Tests.Feeds;
using AdsbFeeder.Networking.Tests.Interop;

namespace AdsbFeeder.Networking.Tests.Gpsd;

public sealed class GpsdClientTests : IAsyncDisposable
{
    // Lines of gpsd 3.22, cut short.
    private const string Version = """{"class":"VERSION","release":"3.22","rev":"3.22","proto_major":3,"proto_minor":14}""";
    private const string Fix = """{"class":"TPV","device":"/dev/pts/1","mode":3,"time":"2026-11-21T07:38:21.000Z","ept":0.005,"lat":52.000201667,"lon":4.5,"altHAE":59.0,"altMSL":12.0,"alt":12.0}""";

    private static readonly ReceiverPlace Place = new(52.000201667, 4.5, 59);

    private readonly ManualTime _time = new();
    private readonly LogBook<GpsdClient> _log = new();
    private readonly ConcurrentQueue<ReceiverPlace> _places = new();
    private GpsdClient? _client;

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
    }

    private GpsdClient Start(LinkTarget target, TimeProvider? time = null) => _client = GpsdClient.Start(target, _places.Enqueue, _log, time ?? _time);

    [Theory]
    [InlineData(Fix, 52.000201667, 4.5, 59.0)]
    [InlineData("""{"class":"TPV","mode":3,"lat":-33.5,"lon":-70.25,"alt":520}""", -33.5, -70.25, 520.0)]
    [InlineData("""{"class":"TPV","mode":2,"lat":-33.5,"lon":-70.25,"altHAE":520}""", -33.5, -70.25, null)]
    [InlineData("""{"class":"TPV","mode":3,"lat":1,"lon":2}""", 1.0, 2.0, null)]
    public void A_fix_is_read(string line, double latitude, double longitude, double? metres)
    {
        Assert.True(GpsdReport.TryRead(Encoding.UTF8.GetBytes(line), out var place));

        Assert.Equal(new ReceiverPlace(latitude, longitude, metres), place);
    }

    [Theory]
    [InlineData(Version)]
    [InlineData("""{"class":"TPV","mode":1}""")]
    [InlineData("""{"class":"TPV","mode":1,"lat":52,"lon":4}""")]
    [InlineData("""{"class":"TPV","mode":3,"lat":91,"lon":4}""")]
    [InlineData("""{"class":"TPV","mode":3,"lat":52,"lon":-181}""")]
    [InlineData("""{"class":"TPV","mode":3,"lat":"52","lon":4}""")]
    [InlineData("""{"class":"TPV","mode":3,"lat":1e999,"lon":4}""")]
    [InlineData("""{"class":3,"mode":3,"lat":52,"lon":4}""")]
    [InlineData("""{"class":"SKY","mode":3,"lat":52,"lon":4}""")]
    [InlineData("{}")]
    public void A_line_that_tells_no_place_is_passed_over(string line)
    {
        Assert.True(GpsdReport.TryRead(Encoding.UTF8.GetBytes(line), out var place));

        Assert.Null(place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$GPRMC,073821.00,A,5200.0121,N,00430.0000,E,5.0,0.0,211126,,,A*5C")]
    [InlineData("[1,2]")]
    [InlineData("\"TPV\"")]
    [InlineData("{\"class\":\"TPV\",\"mode\":3,\"lat\":52")]
    [InlineData("nonsense")]
    public void A_line_that_is_no_JSON_object_is_garbage(string line) => Assert.False(GpsdReport.TryRead(Encoding.UTF8.GetBytes(line), out _));

    [Fact]
    public void A_line_that_is_no_UTF_8_is_garbage() => Assert.False(GpsdReport.TryRead([.. "{\"class\":\"TP"u8, 0xB8, .. "\"}"u8], out _));

    [Fact]
    public void A_line_cut_short_anywhere_is_garbage_and_nothing_worse()
    {
        var line = Encoding.UTF8.GetBytes(Fix);
        for (var length = 0; length < line.Length; length++)
            Assert.False(GpsdReport.TryRead(line.AsSpan(0, length), out _), $"{length}");
    }

    [Fact]
    public async Task It_asks_for_reports_and_tells_each_place()
    {
        using var server = new FakeServer();
        Start(server.Target);
        var visit = await server.Visit();

        Assert.Equal("?WATCH={\"enable\":true,\"json\":true};\n", Encoding.ASCII.GetString(await visit.Received(GpsdReport.Watch.Length)));
        visit.Send(Encoding.UTF8.GetBytes(Version + "\r\n" + Fix + "\r\n" + Fix + "\n"));

        await Peer.Until(() => _places.Count == 2, "two places are told");
        Assert.All(_places, place => Assert.Equal(Place, place));
        Assert.Equal(["The receiver's place comes from gpsd at " + server.Target], _log.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Lines_may_come_in_any_pieces_with_garbage_between()
    {
        using var server = new FakeServer();
        var client = Start(server.Target);
        var visit = await server.Visit();
        foreach (var octet in Encoding.UTF8.GetBytes("garbage\n" + Fix + "\n{\"class\":\n" + Fix + "\n"))
            visit.Send([octet]);

        await Peer.Until(() => _places.Count == 2, "two places are told");

        Assert.Equal((2, 2), (client.Places, client.GarbageLines));
    }

    [Fact]
    public async Task A_line_without_end_ends_the_connection()
    {
        using var server = new FakeServer();
        Start(server.Target);
        var visit = await server.Visit();
        visit.Send(new byte[100_000].Select(_ => (byte)'x').ToArray());

        await Peer.Until(() => _log.Count(3401) == 1, "it is told");

        Assert.Contains("what it sends are no lines of gpsd", _log.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_gpsd_goes_away_it_is_told_once_and_tried_again_until_it_is_back()
    {
        using var server = new FakeServer();
        Start(server.Target);
        (await server.Visit()).Send(Encoding.UTF8.GetBytes(Fix + "\n"));
        await Peer.Until(() => _places.Count == 1, "a place is told");
        server.Visits[0].Reset();
        await Peer.Until(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return server.Visits.Count == 2;
            },
            "it comes again");

        server.Visits[1].Send(Encoding.UTF8.GetBytes(Fix + "\n"));

        await Peer.Until(() => _places.Count == 2, "a place is told again");
        Assert.Equal([3400, 3401, 3400], _log.Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task In_silence_it_asks_again()
    {
        using var server = new FakeServer();
        Start(server.Target);
        var visit = await server.Visit();
        await visit.Received(GpsdReport.Watch.Length);

        await Peer.Until(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return visit.Bytes.Length == 2 * GpsdReport.Watch.Length;
            },
            "it asks again");
    }

    [Fact]
    public async Task A_real_gpsd_is_followed()
    {
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-gpsd").FullName;
        var log = Path.Combine(folder, "walk.nmea");
        File.WriteAllText(log, string.Concat(Enumerable.Range(10, 40).Select(second => Walk(second))));
        var port = DebianProgram.FreePort();
        using (var gpsd = DebianProgram.Start("gpsfake", "-q", "-n", "-c", "0.02", "-P", port.ToString(CultureInfo.InvariantCulture), log))
        {
            if (gpsd is null)
                return;
            await gpsd.Listens(port);
            Start(new LinkTarget("127.0.0.1", port), TimeProvider.System);

            await Peer.Until(() => _places.Select(place => place.Latitude).Distinct().Count() > 3 && _places.Any(place => place.AltitudeMetres is not null), "it moves");
        }

        Assert.All(_places, place => Assert.InRange(place.Latitude, 52, 52.01));
        Assert.All(_places, place => Assert.Equal(4.5, place.Longitude, 1e-9));
        Assert.Contains(_places, place => place.AltitudeMetres is > 58 and < 60);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A second of a walk north from 52 N 4.5 E, 12 m above the sea, 59 m above the ellipsoid.</summary>
    private static string Walk(int second) => Sentence($"GPRMC,0738{second}.00,A,5200.{second:00000},N,00430.00000,E,5.0,0.0,211126,,,A")
        + Sentence($"GPGGA,0738{second}.00,5200.{second:00000},N,00430.00000,E,1,08,1.0,12.0,M,47.0,M,,")
        + Sentence("GPGSA,A,3,01,02,03,04,05,06,07,08,,,,,1.8,1.0,1.5");

    private static string Sentence(string body) => string.Create(CultureInfo.InvariantCulture, $"${body}*{body.Aggregate(0, (sum, c) => sum ^ c):X2}\r\n");
}
