using System.Net;

namespace AdsbFeeder.Networking;

/// <summary>The networks whose computers may connect.</summary>
/// <param name="Networks">In CIDR notation; none lets everybody in.</param>
public sealed record AddressFilter(IReadOnlyList<IPNetwork> Networks)
{
    /// <summary>Lets everybody in.</summary>
    public static AddressFilter Everybody { get; } = new([]);

    /// <summary>Reads networks and addresses with commas between them: <c>192.168.0.0/16, fd00::/8, 10.1.2.3</c>. False when one is neither.</summary>
    public static bool TryParse(string text, out AddressFilter filter)
    {
        var networks = new List<IPNetwork>();
        filter = new AddressFilter(networks);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(part, out var address) && part.AsSpan().ContainsAny('.', ':'))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                return false;
        }

        return true;
    }

    /// <summary>True when this end may connect. A unix socket is guarded by its directory.</summary>
    public bool Allows(EndPoint? remote)
    {
        if (Networks.Count == 0 || remote is not IPEndPoint { Address: var address })
            return Networks.Count == 0 || remote is System.Net.Sockets.UnixDomainSocketEndPoint;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in Networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    /// <summary>As in the configuration.</summary>
    public override string ToString() => string.Join(", ", Networks);
}
