using System.Buffers;
using System.Text.Json;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>One frame as a JSON object on one line. Keys and units are those of readsb's aircraft.json where it has them: <c>hex</c> is the address, <c>frame</c> the bits.</summary>
/// <remarks><code>
///   {"frame":"8D485020994409940838175B284F","df":17,"format":"extended squitter","hex":"485020","ca":5,"ground":false,...,
///    "gs":159.2,"track":182.88,"geom_rate":-832,...,"source":"radio","now":1795246708.764,"ticks":1234,"rssi":-12.3,"snr":18.1,"repaired":0}
/// </code>
/// Absent data has no key. Formats with address parity (DF0, 4, 5, 16, 20, 21, 24) show the address that the parity yields, true or not.
/// Every key is in docs/decode.md.</remarks>
public static class MessageJson
{
    /// <summary>Writes the object and a line feed. The update may come from a tracker, or be made around a bare frame; then it has no position.</summary>
    public static void Write(in TrackUpdate update, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            MessageFields.Describe(update, new FirstValues(new Properties(json)));
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private sealed class Properties(Utf8JsonWriter json) : IFieldWriter
    {
        public void Text(string key, string label, string? value, string? meaning)
        {
            if (value is not null)
                json.WriteString(key, value);
        }

        public void Words(string key, string label, IReadOnlyList<string>? values)
        {
            if (values is null)
                return;
            json.WriteStartArray(key);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        public void Number(string key, string label, double? value, string unit, int decimals, string? meaning)
        {
            if (value is { } known)
                json.WriteNumber(key, Math.Round(known, decimals) + 0.0); // no -0
        }

        public void Flag(string key, string label, bool? value)
        {
            if (value is { } known)
                json.WriteBoolean(key, known);
        }

        public void Bit(string key, string label, bool? value) => Number(key, label, value switch { true => 1, false => 0, null => null }, "", 0, null);
    }
}
