using System.Net;
using System.Net.Sockets;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Commands;

/// <summary>Whether the names that the configuration dials lead anywhere. Only name servers are asked, nobody is dialled.</summary>
internal static class NameChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="settings">Whose rtl_tcp and feeds are looked up.</param>
    /// <param name="lookUp">Throws <see cref="SocketException"/> for a name that there is not.</param>
    internal static IEnumerable<Finding> Run(Settings settings, Func<string, int> lookUp)
    {
        var names = Names(settings).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var troubles = names.Select(name => (Name: name, Trouble: TroubleOf(name, lookUp))).Where(row => row.Trouble is not null).ToList();
        if (names.Count > 0 && troubles.Count == 0)
        {
            yield return Finding.Good($"All names of the configuration are known: {string.Join(", ", names)}");
        }

        if (troubles.Count > 1 && troubles.Count == names.Count)
        {
            yield return new Finding(Severity.Broken, $"No name can be looked up: {troubles[0].Trouble}", $"getent hosts {names[0]}", "cat /etc/resolv.conf   # is the name server right, and the network up?");
            yield break;
        }

        foreach (var (name, trouble) in troubles)
        {
            yield return new Finding(Severity.Broken, $"The name {name} cannot be looked up: {trouble}", $"getent hosts {name}   # nothing: look for a slip of the pen in the configuration");
        }
    }

    /// <summary>Asks the resolver, for a while.</summary>
    internal static int LookUp(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return Dns.GetHostAddressesAsync(name, patience.Token).GetAwaiter().GetResult().Length;
        }
        catch (OperationCanceledException)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    private static IEnumerable<string> Names(Settings settings)
    {
        var hosts = settings.Receivers.Where(receiver => receiver.Source.Type == SourceType.RtlTcp).Select(receiver => receiver.Source.RtlTcpAddress?.Host)
            .Concat(settings.Feeds.SelectMany(feed => (string?[])[feed.Host, feed.Fallback?.Host, feed.Url?.Host]));
        return hosts.OfType<string>().Where(host => !IPAddress.TryParse(host, out _));
    }

    private static string? TroubleOf(string name, Func<string, int> lookUp)
    {
        try
        {
            return lookUp(name) > 0 ? null : "it has no address";
        }
        catch (SocketException fault)
        {
            return fault.Message;
        }
    }
}
