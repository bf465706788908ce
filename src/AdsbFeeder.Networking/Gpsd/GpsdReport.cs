using System.Text.Json;

namespace AdsbFeeder.Networking;

/// <summary>What one line of gpsd says of the place.</summary>
/// <remarks><code>
///   {"class":"TPV","device":"/dev/ttyACM0","mode":3,"time":"2026-11-21T07:38:28.000Z","lat":52.000012,"lon":4.000034,"altHAE":48.1,...}
/// </code>
/// gpsd_json(5): mode 2 is a fix without height, 3 with; altHAE is the height above the ellipsoid in metres (3.20 and later), alt the older name of some height.</remarks>
internal static class GpsdReport
{
    private const int LeastMode = 2, ModeWithHeight = 3;

    /// <summary>Asks for lines as the place changes.</summary>
    public static ReadOnlySpan<byte> Watch => "?WATCH={\"enable\":true,\"json\":true};\n"u8;

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its line feed.</param>
    /// <param name="place">The place; absent when the line tells of none.</param>
    /// <returns>False when it is no JSON object.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReceiverPlace? place)
    {
        place = null;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!JsonDocument.TryParseValue(ref reader, out var document))
                return false;
            using (document)
            {
                var report = document.RootElement;
                if (report.ValueKind != JsonValueKind.Object)
                    return false;
                if (Text(report, "class") == "TPV" && Number(report, "mode") >= LeastMode
                    && Number(report, "lat") is { } latitude and >= -90 and <= 90 && Number(report, "lon") is { } longitude and >= -180 and <= 180)
                {
                    place = new ReceiverPlace(latitude, longitude, Number(report, "mode") >= ModeWithHeight ? Number(report, "altHAE") ?? Number(report, "alt") : null);
                }

                return true;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)   // the latter for a string that is no UTF-8
        {
            return false;
        }
    }

    private static double? Number(JsonElement report, string name) =>
        report.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    private static string? Text(JsonElement report, string name) =>
        report.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
