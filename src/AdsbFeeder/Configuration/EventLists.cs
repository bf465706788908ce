using System.Globalization;
using AdsbFeeder.Events;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Configuration;

/// <summary>Entries of the lists in the section <c>[Events]</c>.</summary>
internal static class EventLists
{
    /// <summary>All names of events.</summary>
    internal static readonly string Names = string.Join(" ", Enum.GetValues<SkyEventKind>().Select(SkyEvent.NameOf));

    internal static bool TryParseUrl(string text, out Uri url)
    {
        var known = Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http";
        url = parsed!;
        return known && url is not null;
    }

    internal static bool TryParseKind(string text, out SkyEventKind kind)
    {
        foreach (var known in Enum.GetValues<SkyEventKind>())
        {
            if (SkyEvent.NameOf(known).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                kind = known;
                return true;
            }
        }

        kind = default;
        return false;
    }

    internal static bool TryParseAddress(string text, out Address address)
    {
        var known = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) && text.Length == 6;
        address = known ? Address.Icao(bits) : default;
        return known;
    }

    internal static bool TryParseType(string text, out string type)
    {
        type = text.ToUpperInvariant();
        return type.Length is >= 2 and <= 4 && type.All(char.IsAsciiLetterOrDigit);
    }
}
