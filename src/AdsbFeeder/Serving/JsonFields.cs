using System.Text.Json;

namespace AdsbFeeder.Serving;

/// <summary>Fields of our documents that are written in one way everywhere.</summary>
internal static class JsonFields
{
    /// <summary>A moment as documents tell it: seconds since 1970, to a millisecond.</summary>
    internal static double UnixSeconds(this DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Writes a number, or nothing when it is not known.</summary>
    internal static void WriteOptional(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    /// <summary>Writes a text, or nothing when there is none.</summary>
    internal static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
