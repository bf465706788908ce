using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>What a database and the address tell of an aircraft, as the keys <c>r t dbFlags desc ownOp year</c>.</summary>
internal static class RegistryJson
{
    /// <summary>Writes the keys that are known, each with a comma in front.</summary>
    public static void Members(ref JsonText json, Address address, AircraftDatabase? database)
    {
        AircraftRecord record = default;
        database?.TryFind(address, out record);
        Text(ref json, ",\"r\":"u8, record.Registration);
        Text(ref json, ",\"t\":"u8, record.TypeCode);
        if (record.FlagsOf(address) is var flags and not RegistryMarks.None)
        {
            json.Raw(",\"dbFlags\":"u8);
            json.Integer((int)flags);
        }

        Text(ref json, ",\"desc\":"u8, record.Description);
        Text(ref json, ",\"ownOp\":"u8, record.Owner);
        if (record.Year == 0) return;
        json.Raw(",\"year\":\""u8);
        json.Integer(record.Year);
        json.Raw("\""u8);
    }

    private static void Text(ref JsonText json, ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return;
        json.Raw(key);
        json.String(text);
    }
}
