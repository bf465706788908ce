using System.Globalization;

namespace AdsbFeeder.Networking;

/// <summary>Finds who listens on a TCP port, where /proc tells: other users' processes show themselves only to root.</summary>
internal static class PortHolder
{
    // The state LISTEN in /proc/net/tcp.
    private const string Listen = "0A";

    /// <summary>Name and number of the process, or absent.</summary>
    public static string? Find(int port)
    {
        try
        {
            var end = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
            var sockets = ProcessSockets.All().Where(x => x.State == Listen && x.Local.EndsWith(end, StringComparison.Ordinal)).Select(x => x.Name).ToHashSet();
            return sockets.Count == 0 ? null : ProcessSockets.Holders(sockets.Contains).Select(x => x.Process).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
