using System.Net;

namespace AdsbFeeder.Networking;

/// <summary>Where a link goes and what secures it.</summary>
/// <param name="Targets">The host and, behind it, the fallback.</param>
public sealed record LinkOptions(IReadOnlyList<LinkTarget> Targets)
{
    /// <summary>What carries it.</summary>
    public FeedTransport Transport { get; init; } = FeedTransport.Tcp;

    /// <summary>The name in TLS's server name indication where it is not the host's: plane.watch wants the feeder's key there. The certificate is checked against the host all the same.</summary>
    public string? ServerName { get; init; }

    /// <summary>A file in PEM with the authority to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Finds the addresses of a name; asked at each try.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = (name, cancellationToken) => Dns.GetHostAddressesAsync(name, cancellationToken);

    /// <summary>How long one address may take to answer, and TLS to be agreed on.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
