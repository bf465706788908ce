using System.Net;

namespace AdsbFeeder.Networking;

/// <summary>Where a listener listens, and whom it serves.</summary>
/// <param name="Setting">The key of the configuration that chose the place, for messages: <c>Network:BeastOutputPort</c>.</param>
/// <param name="Place">Where.</param>
public sealed record ListenerOptions(string Setting, ListenPlace Place)
{
    /// <summary>A port at an address; port 0 lets the system choose.</summary>
    public ListenerOptions(string setting, IPAddress address, int port)
        : this(setting, new ListenPlace(new IPEndPoint(address, port)))
    {
    }

    /// <summary>Further connections are closed at once.</summary>
    public int MaxClients { get; init; } = 1000;

    /// <summary>Further connections of the same computer are closed at once.</summary>
    public int MaxClientsPerHost { get; init; } = int.MaxValue;

    /// <summary>Who may connect.</summary>
    public AddressFilter Allow { get; init; } = AddressFilter.Everybody;

    /// <summary>Inputs: each connection begins with a line of the PROXY protocol, and the address in it is the sender's; <see cref="Allow"/> is about that one.</summary>
    public bool HasProxyHeader { get; init; }

    /// <summary>Blocks that wait for a client of an output before its oldest are dropped.</summary>
    public int QueueBlocks { get; init; } = FanOut.DefaultQueueBlocks;
}
