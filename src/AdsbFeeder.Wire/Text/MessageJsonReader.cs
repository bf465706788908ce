using System.Buffers;
using System.Text.Json;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Reads back what <see cref="MessageJson"/> writes: the frame and its reception; decoded fields are decoded anew.</summary>
/// <remarks>Lines of jet1090, which have <c>timestamp</c> for <c>now</c>, are read too.</remarks>
public static class MessageJsonReader
{
    /// <summary>Reads one line; false when it is not an object with the bytes of a frame under <c>frame</c>.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> line, out ReceivedFrame received)
    {
        received = default;
        try
        {
            var json = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("frame", out var hex) || hex.ValueKind != JsonValueKind.String
                || !Frame.TryParse(hex.GetString(), out var frame))
            {
                return false;
            }

            received = new ReceivedFrame(frame, (long)(Number(root, "ticks") ?? 0), (long)Math.Round((Number(root, "now") ?? Number(root, "timestamp") ?? 0) * 1000), Source(root))
            {
                SignalPower = Number(root, "rssi") is { } rssi ? (float)Math.Clamp(Math.Pow(10, rssi / 10), 0, 1) : 0,
                SnrDecibels = (float?)Number(root, "snr"),
                TimeOfArrivalNanoseconds = Number(root, "toa_ns"),
                RepairedBits = (byte)Math.Clamp(Number(root, "repaired") ?? 0, 0, byte.MaxValue),
            };
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)   // the latter for a string that is no UTF-8
        {
            return false;
        }
    }

    private static double? Number(JsonElement root, string key) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    private static FrameSource Source(JsonElement root) =>
        root.TryGetProperty("source", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() switch { "radio" => FrameSource.Radio, "mlat" => FrameSource.Mlat, "simulation" => FrameSource.Simulation, _ => FrameSource.Network }
            : FrameSource.Network;
}
