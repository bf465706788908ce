using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.Events;
using AdsbFeeder.ModeS;
using AdsbFeeder.Registry;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tests.Support;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdsbFeeder.Tests.Events;

public sealed class EventWatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
    private readonly List<SkyEvent> _events = [];
    private readonly AircraftRegistry _registry = new();
    private readonly EventsSettings _wanted = new();
    private IReadOnlyList<Zone> _zones = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_aircraft_enters_and_leaves_and_when_it_vanishes_it_leaves()
    {
        _zones = ZoneTests.Parse(ZoneTests.Schiphol);
        var watch = Watch();
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.5, 4.6), "KLM1", feet: 2000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.6), "KLM1", feet: 2000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.61), "KLM1", feet: 2000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.61), "KLM1", feet: 4000)));
        watch.Take(Sky.Picture(Sky.Aircraft(1, new(52.35, 4.61), "KLM1", feet: 1000)));
        watch.Take(Sky.Picture());

        Assert.Equal([SkyEventKind.FirstSeen, SkyEventKind.Enter, SkyEventKind.Leave, SkyEventKind.Enter, SkyEventKind.Leave], _events.Select(e => e.Kind));
        Assert.All(_events[1..], e => Assert.Equal("Schiphol", e.Detail));
        Assert.Equal("KLM1", _events[1].Flight);
    }

    [Fact]
    public void A_new_file_with_the_same_zone_makes_nobody_leave_and_a_zone_that_is_gone_says_nothing()
    {
        _zones = ZoneTests.Parse(ZoneTests.Schiphol);
        var watch = Watch();
        var picture = Sky.Picture(Sky.Aircraft(1, new(52.35, 4.6), feet: 2000));
        watch.Take(picture);
        _zones = ZoneTests.Parse(ZoneTests.Schiphol);
        watch.Take(picture);
        _zones = [];
        watch.Take(picture);
        watch.Take(Sky.Picture());

        Assert.Equal([SkyEventKind.FirstSeen, SkyEventKind.Enter], _events.Select(e => e.Kind));
    }

    [Fact]
    public void An_emergency_squawk_is_told_once_and_again_after_another()
    {
        var watch = Watch();
        foreach (var squawk in (string[])["1000", "7700", "7700", "7600", "1000", "7600", "7500"])
        {
            watch.Take(Sky.Picture(Sky.Aircraft(1, null, squawk: squawk)));
        }

        Assert.Equal(["7700", "7600", "7600", "7500"], _events.Where(e => e.Kind == SkyEventKind.Squawk).Select(e => e.Detail));
    }

    [Fact]
    public void An_aircraft_is_first_seen_once_and_an_address_that_is_not_ICAOs_never()
    {
        var watch = Watch();
        var anonymous = Sky.Aircraft(7) with { Address = Address.NonIcao(7) };
        watch.Take(Sky.Picture(Sky.Aircraft(1), anonymous));
        watch.Take(Sky.Picture(Sky.Aircraft(1), Sky.Aircraft(2)));
        watch.Take(Sky.Picture());
        watch.Take(Sky.Picture(Sky.Aircraft(1), Sky.Aircraft(2)));

        Assert.Equal([(SkyEventKind.FirstSeen, Address.Icao(1)), (SkyEventKind.FirstSeen, Address.Icao(2))], _events.Select(e => (e.Kind, e.Address)));
    }

    [Fact]
    public void What_was_seen_survives_a_restart_and_a_torn_file()
    {
        Watch(Seen()).Take(Sky.Picture(Sky.Aircraft(1), Sky.Aircraft(2)));
        var seen = Seen();
        Watch(seen).Take(Sky.Picture(Sky.Aircraft(1), Sky.Aircraft(2)));
        Assert.Equal(4, _events.Count);   // neither was stopped: as after kill -9

        seen.Dispose();
        _events.Clear();
        using (var again = Seen())
        {
            Watch(again).Take(Sky.Picture(Sky.Aircraft(1), Sky.Aircraft(2), Sky.Aircraft(3)));
        }

        Assert.Equal(Address.Icao(3), Assert.Single(_events).Address);

        var path = Path.Combine(_folder, SeenAircraft.FileName);
        Assert.Equal(8 + (3 * 4), new FileInfo(path).Length);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            using var torn = Seen();
            Assert.Equal(Math.Max(0, length - 8) / 4, torn.Count);
            torn.Add(Address.Icao(9));
            torn.Save();
            using var next = Seen();
            Assert.Equal(torn.Count, next.Count);
        }
    }

    [Fact]
    public void A_state_directory_that_cannot_be_written_is_told_once()
    {
        var settings = new Settings();
        settings.State.Directory = "/proc/nothing";
        var log = new LogLines<SeenAircraft>();
        using var seen = new SeenAircraft(settings, TimeProvider.System, log);
        seen.Add(Address.Icao(1));
        seen.Save();
        seen.Save();

        Assert.Contains("cannot be kept in /proc/nothing/seen-aircraft (State:Directory)", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Wanted_addresses_and_types_are_told_once_while_they_are_there()
    {
        _wanted.WantedAddresses = [Address.Icao(0xAE1492)];
        _wanted.WantedTypes = ["A400"];
        var watch = Watch();
        var picture = Sky.Picture(Sky.Aircraft(0xAE1492), Sky.Aircraft(0x43C6F4), Sky.Aircraft(0x3C66B0));
        watch.Take(picture);
        File.WriteAllText(Path.Combine(_folder, "aircraft.csv"), "43c6f4;ZM401;A400;10\n3c66b0;D-AIUP;A320;00\n");
        _registry.Current = AircraftDatabaseReader.Read(Path.Combine(_folder, "aircraft.csv"));
        watch.Take(picture);
        watch.Take(picture);
        watch.Take(Sky.Picture());
        watch.Take(picture);

        Assert.Equal(["ae1492", "A400", "ae1492", "A400"], _events.Where(e => e.Kind == SkyEventKind.Wanted).Select(e => e.Detail));
        Assert.Equal("ZM401", _events.Last().Registration);
    }

    [Fact]
    public void An_event_is_one_line_of_JSON_with_its_keys()
    {
        using var json = JsonDocument.Parse(new SkyEvent(7, ServingHost.Now, SkyEventKind.Enter, Address.Icao(0x4840D6))
        {
            Flight = "KLM1",
            Registration = "PH-BXA",
            TypeCode = "B738",
            Place = new(52.1, 4.2),
            AltitudeFeet = 2000,
            Detail = "A \"zone\"\n",
        }.ToJson());

        Assert.Equal(["type", "id", "now", "event", "hex", "flight", "r", "t", "lat", "lon", "alt_baro", "zone"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("event", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("enter", json.RootElement.GetProperty("event").GetString());
        Assert.Equal("1795246708764-7", json.RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public void A_broken_zone_file_is_told_with_its_fault_and_the_old_zones_stay()
    {
        var settings = new Settings();
        settings.Zones.File = Path.Combine(_folder, "zones.geojson");
        var log = new LogLines<ZoneBook>();
        var book = new ZoneBook(settings, log);
        File.WriteAllText(settings.Zones.File, ZoneTests.Schiphol);
        Assert.Single(book.Current);

        File.WriteAllText(settings.Zones.File, "{");
        book.Load();
        Assert.Single(book.Current);
        Assert.Contains("(Zones:File): line 1 is not JSON; the old one stays", log.Lines.Last(), StringComparison.Ordinal);

        File.WriteAllText(settings.Zones.File, """{"type":"FeatureCollection","features":[]}""");
        book.Load();
        Assert.Empty(book.Current);
    }

    private EventWatch Watch(SeenAircraft? seen = null) =>
        new(() => _zones, seen ?? Seen(), new WantedAircraft(_wanted), _registry, _events.Add, NullLogger.Instance);

    private SeenAircraft Seen()
    {
        var settings = new Settings();
        settings.State.Directory = _folder;
        return new SeenAircraft(settings, TimeProvider.System, NullLogger<SeenAircraft>.Instance);
    }
}
