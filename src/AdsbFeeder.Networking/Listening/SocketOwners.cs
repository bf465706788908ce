using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace AdsbFeeder.Networking;

/// <summary>Names the programs on this computer at the other end of our connections, where /proc tells: other users' processes show themselves only to root.</summary>
public static class SocketOwners
{
    /// <summary>For each of these ends that belongs to a process of this computer, and may be seen: its name and number.</summary>
    public static IReadOnlyDictionary<IPEndPoint, string> Of(IReadOnlyCollection<IPEndPoint> ends)
    {
        var found = new Dictionary<IPEndPoint, string>();
        try
        {
            var wanted = ends.Where(end => IsHere(end.Address)).Select(Plain).ToHashSet();
            var rows = wanted.Count == 0 ? [] : ProcessSockets.All().Select(row => (Local: Parse(row.Local), row.Name));
            var sockets = rows.Where(row => row.Local is not null && wanted.Contains(row.Local)).ToLookup(row => row.Name, row => row.Local!);
            foreach (var (name, process) in sockets.Count == 0 ? [] : ProcessSockets.Holders(sockets.Contains))
            {
                foreach (var end in sockets[name])
                    found[end] = process;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where there is no /proc nobody is named.
        }

        return ends.Where(end => found.ContainsKey(Plain(end))).DistinctBy(end => end).ToDictionary(end => end, end => found[Plain(end)]);
    }

    /// <summary>An address as /proc/net/tcp writes it: <c>0100007F:7535</c>, each word of 32 bits in the order of this machine.</summary>
    internal static IPEndPoint? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is not (8 or 32) || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port))
            return null;
        Span<byte> bytes = stackalloc byte[colon / 2];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            if (!uint.TryParse(text.AsSpan(2 * i, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
                return null;
            if (BitConverter.IsLittleEndian)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], word);
            else
                BinaryPrimitives.WriteUInt32BigEndian(bytes[i..], word);
        }

        return Plain(new IPEndPoint(new IPAddress(bytes), port));
    }

    private static bool IsHere(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static IPEndPoint Plain(IPEndPoint end) => end.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(end.Address.MapToIPv4(), end.Port) : end;
}
