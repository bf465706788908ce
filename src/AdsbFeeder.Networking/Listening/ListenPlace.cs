using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>Where to listen: an address and a port, or a unix socket.</summary>
/// <remarks><code>
///   30005                   the port at the address that is usual
///   127.0.0.1:30005         [::1]:30005         0.0.0.0:30005 (every IPv4 address)   [::]:30005 (every IPv6 address)
///   *:30005                 every address: an IPv4 and an IPv6 socket, so that programs which look for one of IPv4 find it
///   unix:/run/adsbfeeder/beast.sock
/// </code></remarks>
/// <param name="EndPoint">The address.</param>
public sealed record ListenPlace(EndPoint EndPoint)
{
    private const string UnixPrefix = "unix:";

    // sun_path of Linux is 108 bytes with the zero at its end.
    private const int LongestPath = 107;

    /// <summary>The port; absent for a unix socket.</summary>
    public int? Port => (EndPoint as IPEndPoint)?.Port;

    /// <summary>Reads places with commas between them; false when one is none.</summary>
    /// <param name="text">The places.</param>
    /// <param name="usual">The address of a port that stands alone.</param>
    /// <param name="places">Where to listen: two for each <c>*</c>.</param>
    public static bool TryParse(string text, IPAddress usual, out IReadOnlyList<ListenPlace> places)
    {
        var list = new List<ListenPlace>();
        places = list;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith(UnixPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var path = part[UnixPrefix.Length..];
                if (!Path.IsPathRooted(path) || System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath)
                    return false;
                list.Add(new ListenPlace(new UnixDomainSocketEndPoint(path)));
                continue;
            }

            var colon = part.LastIndexOf(':');
            if (!ushort.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return false;
            var host = colon < 0 ? null : part[..colon];
            if (host is "*")
                list.AddRange(Everywhere(port));
            else if (host is null)
                list.AddRange(At(usual, port));
            else if (IPAddress.TryParse(host, out var address) && (address.AddressFamily == AddressFamily.InterNetwork || host[0] == '['))
                list.Add(new ListenPlace(new IPEndPoint(address, port)));
            else
                return false;
        }

        return true;
    }

    /// <summary>A port at an address; <c>::</c> means every address, as it does elsewhere.</summary>
    public static IReadOnlyList<ListenPlace> At(IPAddress address, int port) =>
        address.Equals(IPAddress.IPv6Any) ? Everywhere(port) : [new ListenPlace(new IPEndPoint(address, port))];

    /// <summary>As in the configuration.</summary>
    public override string ToString() => EndPoint switch
    {
        UnixDomainSocketEndPoint unix => UnixPrefix + unix,
        _ => EndPoint.ToString() ?? "",
    };

    private static IReadOnlyList<ListenPlace> Everywhere(int port) => Socket.OSSupportsIPv6
        ? [new ListenPlace(new IPEndPoint(IPAddress.Any, port)), new ListenPlace(new IPEndPoint(IPAddress.IPv6Any, port))]
        : [new ListenPlace(new IPEndPoint(IPAddress.Any, port))];
}
