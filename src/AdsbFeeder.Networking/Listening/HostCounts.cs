using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>How many connections each computer has. The owner locks.</summary>
/// <remarks>An IPv6 host can choose among 2^64 addresses of its network, so there the network counts. Programs behind a unix socket are not told apart.</remarks>
internal sealed class HostCounts(int limit)
{
    private readonly Dictionary<IPAddress, int> _counts = [];

    /// <summary>Takes a place; false when this computer has as many as it may.</summary>
    public bool TryEnter(EndPoint? remote)
    {
        if (Key(remote) is not { } host)
            return true;
        var count = _counts.GetValueOrDefault(host);
        if (count >= limit)
            return false;
        _counts[host] = count + 1;
        return true;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave(EndPoint? remote)
    {
        if (Key(remote) is not { } host || !_counts.TryGetValue(host, out var count))
            return;
        if (count > 1)
            _counts[host] = count - 1;
        else
            _counts.Remove(host);
    }

    private static IPAddress? Key(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
            return null;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
