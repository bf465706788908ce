using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Events;

/// <summary>What happened.</summary>
internal enum SkyEventKind
{
    /// <summary>An aircraft is in a zone in which it was not.</summary>
    Enter,

    /// <summary>An aircraft is not any more in a zone in which it was.</summary>
    Leave,

    /// <summary>An aircraft squawks 7500, 7600 or 7700.</summary>
    Squawk,

    /// <summary>An aircraft was never heard before.</summary>
    FirstSeen,

    /// <summary>An aircraft whose address or type is on the owner's list is there.</summary>
    Wanted,
}

/// <summary>Something worth telling at once.</summary>
/// <param name="Number">Counts the events of this run.</param>
/// <param name="UnixMs">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Address">Who.</param>
internal sealed record SkyEvent(long Number, long UnixMs, SkyEventKind Kind, Address Address)
{
    /// <summary>Its call sign, without spaces; null when unknown.</summary>
    internal string? Flight { get; init; }

    /// <summary>Its registration; null when the database does not know it.</summary>
    internal string? Registration { get; init; }

    /// <summary>Its ICAO type; null when the database does not know it.</summary>
    internal string? TypeCode { get; init; }

    /// <summary>Where it is; null when unknown.</summary>
    internal GeoPosition? Place { get; init; }

    /// <summary>Its pressure altitude; null when unknown.</summary>
    internal int? AltitudeFeet { get; init; }

    /// <summary>The zone, the squawk, or the entry of the list; empty for others.</summary>
    internal string Detail { get; init; } = "";

    /// <summary>The kind's name in JSON and in the configuration.</summary>
    internal string Name => NameOf(Kind);

    internal static string NameOf(SkyEventKind kind) => kind switch
    {
        SkyEventKind.Enter => "enter",
        SkyEventKind.Leave => "leave",
        SkyEventKind.Squawk => "squawk",
        SkyEventKind.Wanted => "wanted",
        _ => "first_seen",
    };

    /// <summary>The event as a message of the push stream and as the body of a webhook.</summary>
    /// <remarks><code>{"type":"event","id":"1795246709764-7","now":1795246709.764,"event":"enter","hex":"4840d6","flight":"KLM1023","r":"PH-BXA","t":"B738","lat":52.3,"lon":4.76,"alt_baro":2000,"zone":"Schiphol"}</code></remarks>
    internal ReadOnlyMemory<byte> ToJson()
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("type", "event");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{UnixMs}-{Number}"));
        json.WriteNumber("now", UnixMs / 1000.0);
        json.WriteString("event", Name);
        json.WriteString("hex", Address.ToString());
        json.WriteOptional("flight", Flight);
        json.WriteOptional("r", Registration);
        json.WriteOptional("t", TypeCode);
        if (Place is { } place)
        {
            json.WriteNumber("lat", Math.Round(place.Latitude, 6));
            json.WriteNumber("lon", Math.Round(place.Longitude, 6));
        }

        if (AltitudeFeet is { } feet)
        {
            json.WriteNumber("alt_baro", feet);
        }

        if (Detail.Length > 0)
        {
            json.WriteString(Kind switch { SkyEventKind.Squawk => "squawk", SkyEventKind.Wanted => "wanted", _ => "zone" }, Detail);
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }
}
