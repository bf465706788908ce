using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>The other ends of connections, in words.</summary>
public static class Peers
{
    /// <summary>Address and port; an IPv4 address in an IPv6 one as itself; "local program" for a unix socket, whose clients have no name.</summary>
    public static string Describe(EndPoint? remote) => remote switch
    {
        IPEndPoint ip when ip.Address.IsIPv4MappedToIPv6 => new IPEndPoint(ip.Address.MapToIPv4(), ip.Port).ToString(),
        UnixDomainSocketEndPoint => "local program",
        null => "unknown",
        _ => remote.ToString() ?? "unknown",
    };
}
