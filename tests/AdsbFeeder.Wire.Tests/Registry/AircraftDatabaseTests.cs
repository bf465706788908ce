using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Registry;

/// <summary>Rows as tar1090-db and Mictronics publish them; the aircraft are real.</summary>
public sealed class AircraftDatabaseTests : IDisposable
{
    private const string Table =
        """
        0d8300;YV3382;LJ31;00;LEARJET 31;;;
        3C66B0;D-AIUP;A320;00;AIRBUS A-320;2016;Lufthansa;
        43c6f4;ZM401;A400;10;AIRBUS A-400M Atlas;;Royal Air Force;
        a939df;N694DB;PA32;0001;PIPER PA-32;1975;HAMMOND \; SONS "FLYING" CLUB INC;
        ae1492;;C17;11;;;
        e49406;PR-XMB;A320;0010
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_table_of_tar1090_is_read_packed_or_not(bool packed)
    {
        var database = Read(Table, packed);

        Assert.Equal(6, database.Count);
        Assert.True(database.TryFind(Address.Icao(0x3C66B0), out var lufthansa));
        Assert.Equal("D-AIUP|A320|AIRBUS A-320|Lufthansa|2016|None", Text(lufthansa));
        Assert.True(database.TryFind(Address.Icao(0xA939DF), out var piper));
        Assert.Equal("N694DB|PA32|PIPER PA-32|HAMMOND ; SONS \"FLYING\" CLUB INC|1975|LimitedDisplay", Text(piper));
        Assert.True(database.TryFind(Address.Icao(0xAE1492), out var globemaster));
        Assert.Equal("|C17|||0|Military, Interesting", Text(globemaster));
        Assert.True(database.TryFind(Address.Icao(0xE49406), out var shortRow));
        Assert.Equal("PR-XMB|A320|||0|PrivacyAddress", Text(shortRow));
        Assert.False(database.TryFind(Address.Icao(0x3C66B1), out _));
        Assert.False(database.TryFind(Address.NonIcao(0x3C66B0), out _));
    }

    [Fact]
    public void Carriage_returns_empty_rows_and_remarks_are_no_matter()
    {
        var database = Read("# mine\r\n\r\n3c66b0;D-AIUP;A320;00\r\n\r\n");

        Assert.True(database.TryFind(Address.Icao(0x3C66B0), out var record));
        Assert.Equal("D-AIUP|A320|||0|None", Text(record));
    }

    [Fact]
    public void Rows_may_come_in_any_order_and_the_last_of_an_address_counts()
    {
        var random = new Random(1);
        var addresses = Enumerable.Range(0, 20_000).Select(_ => (uint)random.Next(0xFFFFFF)).ToArray();
        var last = new Dictionary<uint, int>();
        for (var i = 0; i < addresses.Length; i++) last[addresses[i]] = i;

        var database = Read(string.Join('\n', addresses.Select((address, i) => $"{address:x6};R{i};B738;00")));

        Assert.Equal(last.Count, database.Count);
        foreach (var (address, i) in last)
        {
            Assert.True(database.TryFind(Address.Icao(address), out var record));
            Assert.Equal($"R{i}", Encoding.UTF8.GetString(record.Registration));
        }
    }

    [Theory]
    [InlineData("3c66b0;D-AIUP;A320;00\n3c66b;D-AIUP;A320;00\n", "row 2: its first field must be an address of 6 hexadecimal digits")]
    [InlineData("3c66b0;D-AIUP;A320;00\n\nxyz123;D-AIUP;A320;00\n", "row 3: its first field must be")]
    [InlineData("3c66b0;D-AIUP;A320\n", "row 1: it must have 4 fields or more")]
    [InlineData("<!DOCTYPE html>\n<html>\n", "it is a web page and no database")]
    [InlineData("icao,registration\n4840d6,PH-BXA\n", "row 1: it must have 4 fields or more with ; between them")]
    [InlineData("3c66b0;D-AIUP;A320;02\n", "row 1: its fourth field must be flags, a 0 or 1 each")]
    [InlineData("", "there is no aircraft in it")]
    [InlineData("{}", "there is no aircraft in it")]
    [InlineData("{\"3c66b0\":[\"D-AIUP\",\"A320\",\"00\"],\"hello\":[]}", "aircraft 2: its key must be an address")]
    [InlineData("{\"3c66b0\":[\"D-AIUP\",\"A320\",\"0x\"]}", "aircraft 1: its flags must be a 0 or 1 each")]
    [InlineData("{\"3c66b0\":7}", "aircraft 1: it must be a list or an object")]
    [InlineData("{\"3c66b0\":[\"D-AIUP\",\"A320\",\"00\"],", "it is not JSON")]
    public void A_broken_database_is_refused_with_its_row_and_the_rule(string text, string rule)
    {
        Assert.Contains(rule, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);
        Assert.Contains(rule, Assert.Throws<InvalidDataException>(() => Read(text, packed: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_an_end_is_refused_before_it_fills_the_memory() =>
        Assert.Contains("row 2: a row must not be longer", Assert.Throws<InvalidDataException>(() => Read("3c66b0;D-AIUP;A320;00\n" + new string('a', 200_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_UTF8_is_refused()
    {
        var path = Path.Combine(_folder, "latin1.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("3c66b0;D-AIUP;A320;00;Ä\n"));

        Assert.Contains("row 1: it must be UTF-8", Assert.Throws<InvalidDataException>(() => AircraftDatabaseReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_cut_anywhere_or_with_a_wrong_byte_is_never_half_believed()
    {
        var rows = new StringBuilder();
        for (var i = 0; i < 40; i++) rows.Append(CultureInfo.InvariantCulture, $"{0x3C0000 + i:x6};D-A{i:D3};A320;00;AIRBUS A-320;20{i:D2};Owner {i}\n");
        var whole = Packed(rows.ToString());
        var path = Path.Combine(_folder, "cut.csv.gz");
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => AircraftDatabaseReader.Read(path));
        }

        for (var i = 18; i < whole.Length; i += 3)
        {
            var wrong = whole.ToArray();
            wrong[i] ^= 0x10;
            File.WriteAllBytes(path, wrong);
            Assert.Throws<InvalidDataException>(() => AircraftDatabaseReader.Read(path));
        }
    }

    [Fact]
    public void Mictronics_files_are_read_with_the_types_beside_them()
    {
        File.WriteAllText(Path.Combine(_folder, "types.json"), """{"A320":["AIRBUS A-320","L2J","M"],"LJ31":{"desc":"L2J","wtc":"M"}}""");
        var database = Read("""{"3C66B0":["D-AIUP","A320","00"],"d8300":["YV3382","LJ31","11",""],"A939DF":{"r":"N694DB","t":"PA32","f":"0001","d":"PIPER \"PA\"-32","x":[1,{"r":"no"}]}}""");

        Assert.True(database.TryFind(Address.Icao(0x3C66B0), out var lufthansa));
        Assert.Equal("D-AIUP|A320|AIRBUS A-320||0|None", Text(lufthansa));
        Assert.True(database.TryFind(Address.Icao(0x0D8300), out var learjet));
        Assert.Equal("YV3382|LJ31|||0|Military, Interesting", Text(learjet));
        Assert.True(database.TryFind(Address.Icao(0xA939DF), out var piper));
        Assert.Equal("N694DB|PA32|PIPER \"PA\"-32||0|LimitedDisplay", Text(piper));
    }

    [Fact]
    public void Mictronics_JSON_cut_anywhere_is_refused()
    {
        const string text = """{"3C66B0":["D-AIUP","A320","00"],"A939DF":{"r":"N694DB","t":"PA32","f":"0001"}}""";
        for (var length = 1; length < text.Length; length++) Assert.Throws<InvalidDataException>(() => Read(text[..length]));
    }

    [Fact]
    public void A_broken_types_file_is_told_by_its_name()
    {
        File.WriteAllText(Path.Combine(_folder, "types.json"), "[");
        Assert.Contains("types.json", Assert.Throws<InvalidDataException>(() => Read("""{"3C66B0":["D-AIUP","A320","00"]}""")).Message, StringComparison.Ordinal);
    }

    /// <summary>600,000 rows with owners as different as those of the FAA's register.</summary>
    [Fact]
    public void Half_a_million_aircraft_take_less_than_40_MB()
    {
        var path = Path.Combine(_folder, "large.csv.gz");
        using (var file = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
        {
            for (var i = 0; i < 600_000; i++)
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{0xA00000 + 4 * i:x6};N{i}AB;C{i % 2700:D3};00;CESSNA MODEL {i % 30_000};{1950 + i % 75};OWNER NUMBER {i * 7 % 250_000} OF MANY LLC;\n"));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var database = AircraftDatabaseReader.Read(path);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(600_000, database.Count);
        Assert.InRange(database.Bytes, 20_000_000, 40_000_000);
        Assert.InRange(after - before, 0, 40_000_000);
        GC.KeepAlive(database);
    }

    [Fact]
    public void The_keys_stand_in_the_JSON_of_an_aircraft_and_in_answers()
    {
        var database = Read(Table);
        var state = new AircraftState { Address = Address.Icao(0xA939DF), SeenUnixMs = 1000 };
        var output = new ArrayBufferWriter<byte>();
        AircraftJson.WriteObject(output, state, 1000, null, database);

        Assert.Contains(
            "\"r\":\"N694DB\",\"t\":\"PA32\",\"dbFlags\":8,\"desc\":\"PIPER PA-32\",\"ownOp\":\"HAMMOND ; SONS \\u0022FLYING\\u0022 CLUB INC\",\"year\":\"1975\"",
            Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output.WrittenMemory);
        Assert.Equal("HAMMOND ; SONS \"FLYING\" CLUB INC", json.RootElement.GetProperty("ownOp").GetString());
    }

    [Fact]
    public void An_address_of_a_military_block_is_military_without_a_database()
    {
        var output = new ArrayBufferWriter<byte>();
        AircraftJson.WriteObject(output, new AircraftState { Address = Address.Icao(0xAE1492) }, 0, null);

        Assert.Contains("\"dbFlags\":1", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_allocates_nothing()
    {
        var database = Read(Table);
        database.TryFind(Address.Icao(0x3C66B0), out _);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++) database.TryFind(Address.Icao(0x3C66B0), out _);
        }));
    }

    private AircraftDatabase Read(string text, bool packed = false)
    {
        var path = Path.Combine(_folder, "database");
        File.WriteAllBytes(path, packed ? Packed(text) : Encoding.UTF8.GetBytes(text));
        return AircraftDatabaseReader.Read(path);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static string Text(in AircraftRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Encoding.UTF8.GetString(record.Registration)}|{Encoding.UTF8.GetString(record.TypeCode)}|{Encoding.UTF8.GetString(record.Description)}|{Encoding.UTF8.GetString(record.Owner)}|{record.Year}|{record.Flags}");
}
