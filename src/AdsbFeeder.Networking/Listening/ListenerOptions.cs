using System.Net;

namespace AdsbFeeder.Networking;

/// <summary>Where a listener listens, and how many it serves.</summary>
/// <param name="Setting">The key of the configuration that chose the port, for messages: <c>[Network] BeastOutput</c>.</param>
/// <param name="Address">The address to bind to.</param>
/// <param name="Port">The port; 0 lets the system choose.</param>
public sealed record ListenerOptions(string Setting, IPAddress Address, int Port)
{
    /// <summary>Further connections are closed at once.</summary>
    public int MaxClients { get; init; } = 1000;

    /// <summary>Blocks that wait for a client of an output before its oldest are dropped.</summary>
    public int QueueBlocks { get; init; } = FanOut.DefaultQueueBlocks;
}
