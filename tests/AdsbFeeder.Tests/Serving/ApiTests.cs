using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Serving.Query;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Tests.Serving;

/// <summary>readsb's HTTP API (wire-formats.md 2.13), asked over HTTP.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ServingHost.StartAsync();
        var onGround = Sky.Aircraft(0x484001, new(52.31, 4.76), "TAXI1");
        onGround.AirGround = new(AirGround.Ground, ServingHost.Now, FieldSource.Adsb);
        _host.Publish(Sky.Picture(
            Sky.Aircraft(0x4840D6, new(52.25, 3.91), "KLM1023", "1000", 38000),
            Sky.Aircraft(0x40621D, new(52.5, 4.5), "BAW27", "7700", 12000),
            Sky.Aircraft(0xA00001, new(10, 179.9), "N1"),
            Sky.Aircraft(0xA00002, new(10, -179.9), "FIJI2", feet: 1000),
            Sky.Aircraft(0x3B7777, null, "COTAM1", "1000", 30000),
            onGround));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("all", "3b7777 40621d 484001 4840d6 a00001 a00002")]
    [InlineData("all_with_pos", "40621d 484001 4840d6 a00001 a00002")]
    [InlineData("all&filter_with_pos", "40621d 484001 4840d6 a00001 a00002")]
    [InlineData("box=52,53,3,4.6", "40621d 4840d6")]
    [InlineData("box=52,53,3,4.6&find_hex=3b7777", "3b7777 40621d 4840d6")]
    [InlineData("box=9,11,179,-179", "a00001 a00002")]
    [InlineData("box=9,11,-180,180", "a00001 a00002")]
    [InlineData("circle=52.25,3.91,1", "4840d6")]
    [InlineData("circle=10,180,10", "a00001 a00002")]
    [InlineData("circle=10,-180,10", "a00001 a00002")]
    [InlineData("circle=90,0,4000", "40621d 484001 4840d6")]
    [InlineData("circle=0,0,10800", "40621d 484001 4840d6 a00001 a00002")]
    [InlineData("closest=52.6,4.6,100", "40621d")]
    [InlineData("closest=52.6,4.6,1", "")]
    [InlineData("find_hex=4840D6,~000001", "4840d6")]
    [InlineData("hexlist=4840d6,40621d", "40621d 4840d6")]
    [InlineData("find_callsign=klm1023", "4840d6")]
    [InlineData("find_reg=N1", "a00001")]
    [InlineData("find_type=B738", "")]
    [InlineData("find_squawk=1000,7700", "3b7777 40621d 4840d6")]
    [InlineData("all&filter_callsign_exact=KLM10", "")]
    [InlineData("all&filter_callsign_prefix=klm10", "4840d6")]
    [InlineData("all&filter_squawk=7700", "40621d")]
    [InlineData("all&filter_type=A320", "")]
    [InlineData("all&above_alt_baro=12000", "3b7777 40621d 4840d6")]
    [InlineData("all&below_alt_baro=11999", "484001 a00002")]
    [InlineData("all&above_alt_baro=0&below_alt_baro=500", "484001")]
    [InlineData("all&filter_mil", "3b7777")]
    [InlineData("all&filter_ladd", "")]
    public async Task A_query_finds(string query, string addresses)
    {
        using var answer = JsonDocument.Parse(await _host.Http.GetStringAsync("/re-api/?" + query));

        Assert.Equal(addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries), answer.RootElement.GetProperty("aircraft").EnumerateArray().Select(a => a.GetProperty("hex").GetString()).Order());
        Assert.Equal(answer.RootElement.GetProperty("aircraft").GetArrayLength(), answer.RootElement.GetProperty("resultCount").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?jv2")]
    [InlineData("?box=1,2,3")]
    [InlineData("?box=2,1,3,4")]
    [InlineData("?box=1,2,3,NaN")]
    [InlineData("?box=1,2,3,181")]
    [InlineData("?box=1e999,2,3,4")]
    [InlineData("?box=")]
    [InlineData("?circle=52,4")]
    [InlineData("?circle=52,4,0")]
    [InlineData("?circle=52,4,-1")]
    [InlineData("?circle=91,4,1")]
    [InlineData("?closest=52;4;1")]
    [InlineData("?find_hex=xyz")]
    [InlineData("?find_hex=")]
    [InlineData("?find_hex=~")]
    [InlineData("?find_squawk=8000")]
    [InlineData("?all&above_alt_baro=high")]
    [InlineData("?all&all_with_pos")]
    [InlineData("?box=1,2,3,4&circle=1,2,3")]
    [InlineData("?find_hex=4840d6&find_callsign=KLM1")]
    [InlineData("?all&filter_uuid=1")]
    [InlineData("?all&nonsense=%0d%0aX-Evil:%201")]
    [InlineData("?all=1&all=2")]
    public async Task A_bad_query_gets_400_and_one_line(string query)
    {
        var (status, body) = await _host.GetAsync("/re-api/" + query);

        Assert.Equal(400, status);
        Assert.Equal(body.Length - 1, body.IndexOf('\n', StringComparison.Ordinal));
        Assert.True(body.Length > 10);
    }

    [Fact]
    public async Task A_list_may_have_1024_entries_and_no_more()
    {
        var entries = Enumerable.Range(1, ApiQuery.LongestList).Select(i => i.ToString("x6", null)).ToList();

        Assert.Equal(200, (await _host.GetAsync("/re-api/?find_hex=" + string.Join(',', entries))).Status);
        Assert.Equal(400, (await _host.GetAsync("/re-api/?find_hex=" + string.Join(',', entries.Append("123456")))).Status);
    }

    [Fact]
    public async Task BinCraft_has_a_header_and_an_element_for_each_aircraft_that_was_found()
    {
        var answer = await _host.Http.GetByteArrayAsync("/re-api/?binCraft&find_hex=40621d,4840d6");

        Assert.Equal(3 * 112, answer.Length);
        Assert.Equal([0x40621Du, 0x4840D6u], new[] { BitConverter.ToUInt32(answer, 112), BitConverter.ToUInt32(answer, 224) }.Order());
        Assert.Equal(112, (await _host.Http.GetByteArrayAsync("/re-api/?binCraft&find_hex=000001")).Length);
    }

    [Theory]
    [InlineData("/re-api/?binCraft&zstd&all", 7 * 112)]
    [InlineData("/data/aircraft.binCraft.zst", 7 * 112)]
    public async Task Zstandard_is_a_frame_whose_one_block_is_stored(string path, int length)
    {
        var frame = await _host.Http.GetByteArrayAsync(path);

        Assert.Equal([0x28, 0xB5, 0x2F, 0xFD], frame[..4]);
        Assert.Equal(length, frame.Length - 12);
        Assert.Equal(length, BitConverter.ToInt32(frame, 5));
    }

    [Fact]
    public async Task Pages_are_told_to_read_binCraft_while_there_are_many_aircraft()
    {
        Assert.Contains("\"binCraft\": false", await _host.Http.GetStringAsync("/data/receiver.json"), StringComparison.Ordinal);

        _host.Publish(Sky.Picture([.. Enumerable.Range(1, 500).Select(i => Sky.Aircraft((uint)i, new(52, 4)))]));

        Assert.Contains("\"binCraft\": true", await _host.Http.GetStringAsync("/data/receiver.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_200_and_empty()
    {
        Assert.Equal((200, ""), await _host.GetAsync("/re-api/?status"));
        Assert.Equal((200, ""), await _host.GetAsync("/re-api?status"));
    }

    [Fact]
    public async Task The_first_form_has_readsbs_keys()
    {
        using var answer = JsonDocument.Parse(await _host.Http.GetStringAsync("/re-api/?closest=52.3,3.91,50"));

        Assert.Equal(["now", "aircraft", "resultCount", "ptime"], answer.RootElement.EnumerateObject().Select(p => p.Name));
        var aircraft = answer.RootElement.GetProperty("aircraft")[0];
        Assert.Equal(3.0, aircraft.GetProperty("dst").GetDouble(), 2);   // 3 minutes of latitude
        Assert.Equal(180, aircraft.GetProperty("dir").GetDouble());
        Assert.Equal(1795246708.764, answer.RootElement.GetProperty("now").GetDouble());
    }

    [Fact]
    public async Task The_second_form_has_those_of_ADSB_Exchange()
    {
        using var answer = JsonDocument.Parse(await _host.Http.GetStringAsync("/re-api/?all&jv2"));

        Assert.Equal(["ac", "msg", "now", "total", "ctime", "ptime"], answer.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("No error", answer.RootElement.GetProperty("msg").GetString());
        Assert.Equal(ServingHost.Now, answer.RootElement.GetProperty("now").GetInt64());
        Assert.Equal(6, answer.RootElement.GetProperty("total").GetInt32());
    }

    [Fact]
    public void The_index_finds_what_a_look_at_each_finds()
    {
        var random = new Random(5);
        var picture = Sky.Picture([.. Enumerable.Range(1, 2000).Select(i => Sky.Aircraft((uint)i, new(random.NextDouble() * 180 - 90, random.NextDouble() * 360 - 180)))]);
        var index = new SnapshotIndex(picture);
        for (var i = 0; i < 200; i++)
        {
            var circle = new GeoCircle(new(random.NextDouble() * 180 - 90, random.NextDouble() * 360 - 180), random.NextDouble() * 3000 + 1);
            var expected = Enumerable.Range(0, 2000).Where(a => GreatCircle.DistanceMetres(circle.Centre, picture.Aircraft[a].Position.Value.Location) <= circle.RadiusNauticalMiles * 1852);

            Assert.Equal(expected, index.In(circle).Select(found => found.Index).Order());
        }
    }
}
