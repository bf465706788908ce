using System.Globalization;

namespace AdsbFeeder.Configuration;

/// <summary>A computer and a port on it: <c>radio.local:1234</c>, <c>192.0.2.7:1234</c>, <c>[2001:db8::7]:1234</c>.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record HostAndPort(string Host, int Port)
{
    internal static bool TryParse(string text, out HostAndPort address)
    {
        address = new HostAndPort("", 0);
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return false;
        }

        address = new HostAndPort(text[..colon].Trim('[', ']'), port);
        return Uri.CheckHostName(address.Host) != UriHostNameType.Unknown;
    }
}
