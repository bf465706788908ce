using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>What receiver.json says of the server.</summary>
/// <param name="Version">Name and version of the program, free text.</param>
/// <param name="RefreshMilliseconds">How often aircraft.json changes.</param>
/// <param name="HistoryFiles">How many history_N.json there are; 1 means none (a reader divides by it).</param>
/// <param name="ToldLocation">The receiver's place as far as it may be told (see <see cref="LocationAccuracy"/>).</param>
public readonly record struct ReceiverInformation(string Version, int RefreshMilliseconds = 1000, int HistoryFiles = 1, GeoPosition? ToldLocation = null)
{
    /// <summary>Pages shall read aircraft.binCraft instead of aircraft.json.</summary>
    public bool HasBinCraft { get; init; }

    /// <summary>outline.json is served.</summary>
    public bool HasOutline { get; init; }

    /// <summary>Traces, and the files that replay reads, are served.</summary>
    public bool HasTraces { get; init; }
}

/// <summary>receiver.json: the first thing a page asks for; its keys switch features of the page on (wire-formats.md 2.8, 5.1).</summary>
/// <remarks><code>{ "refresh": 1000, "history": 1, "lat": 52.00, "lon": 4.00, "jaeroTimeout": 33.0, "readsb": true, "binCraft": false, "zstd": false, "version": "AdsbFeeder 0.1.0" }</code></remarks>
public static class ReceiverJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(IBufferWriter<byte> output, in ReceiverInformation receiver)
    {
        var json = new JsonText(output);
        json.Raw("{ \"refresh\": "u8);
        json.Integer(receiver.RefreshMilliseconds);
        json.Raw(", \"history\": "u8);
        json.Integer(receiver.HistoryFiles);
        if (receiver.ToldLocation is { } location)
        {
            json.Raw(", \"lat\": "u8);
            json.Fixed(location.Latitude, 6);
            json.Raw(", \"lon\": "u8);
            json.Fixed(location.Longitude, 6);
        }

        json.Raw(", \"jaeroTimeout\": 33.0"u8);   // minutes; for aircraft of type adsc
        json.Raw(receiver.HasBinCraft ? ", \"readsb\": true, \"binCraft\": true, \"zstd\": false"u8 : ", \"readsb\": true, \"binCraft\": false, \"zstd\": false"u8);
        if (receiver.HasOutline) json.Raw(", \"outlineJson\": true"u8);
        if (receiver.HasTraces) json.Raw(", \"haveTraces\": true, \"haveReplay\": true"u8);
        json.Raw(", \"version\": "u8);
        json.String(receiver.Version);
        json.Raw(" }\n"u8);
        json.Flush();
    }
}
