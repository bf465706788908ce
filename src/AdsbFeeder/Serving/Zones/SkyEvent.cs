using System.Buffers;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Serving.Zones;

/// <summary>What happened.</summary>
internal enum SkyEventKind
{
    /// <summary>An aircraft is in a zone in which it was not.</summary>
    Enter,

    /// <summary>An aircraft is not any more in a zone in which it was.</summary>
    Leave,

    /// <summary>An aircraft squawks 7500, 7600 or 7700.</summary>
    Squawk,

    /// <summary>An aircraft was not heard before, since the start of the service.</summary>
    FirstSeen,
}

/// <summary>Something worth telling at once.</summary>
/// <param name="UnixMs">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Address">Who.</param>
/// <param name="Flight">Its call sign, without spaces; null when unknown.</param>
/// <param name="Place">Where; null when unknown.</param>
/// <param name="Detail">The zone or the squawk; empty for others.</param>
internal sealed record SkyEvent(long UnixMs, SkyEventKind Kind, Address Address, string? Flight, GeoPosition? Place, string Detail)
{
    /// <summary>The event as a message of the push stream.</summary>
    /// <remarks><code>{"type":"event","now":1795246709.764,"event":"enter","hex":"4840d6","flight":"KLM1023","lat":52.3,"lon":4.76,"zone":"Schiphol"}</code></remarks>
    internal ReadOnlyMemory<byte> ToJson()
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("type", "event");
        json.WriteNumber("now", UnixMs / 1000.0);
        json.WriteString("event", Name);
        json.WriteString("hex", Address.ToString());
        if (Flight is not null)
        {
            json.WriteString("flight", Flight);
        }

        if (Place is { } place)
        {
            json.WriteNumber("lat", Math.Round(place.Latitude, 6));
            json.WriteNumber("lon", Math.Round(place.Longitude, 6));
        }

        if (Detail.Length > 0)
        {
            json.WriteString(Kind == SkyEventKind.Squawk ? "squawk" : "zone", Detail);
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    private string Name => Kind switch
    {
        SkyEventKind.Enter => "enter",
        SkyEventKind.Leave => "leave",
        SkyEventKind.Squawk => "squawk",
        _ => "first_seen",
    };
}
