using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AdsbFeeder.Wire;

/// <summary>The line that a proxy puts before what it passes on: PROXY protocol, version 1.</summary>
/// <remarks><code>
///   PROXY TCP4 192.0.2.1 192.0.2.2 56324 30004\r\n      source, destination, their ports
///   PROXY TCP6 2001:db8::1 2001:db8::2 56324 30004\r\n
///   PROXY UNKNOWN anything\r\n                          the proxy speaks for itself
/// </code>
/// At most 107 bytes with its end (haproxy.org, proxy-protocol.txt 2.1).</remarks>
public static class ProxyHeader
{
    private const int LongestLine = 107;

    /// <summary>Reads the line.</summary>
    /// <param name="input">The start of the stream; behind the line afterwards, unless more bytes are needed.</param>
    /// <param name="source">Who the proxy speaks for; absent for UNKNOWN.</param>
    /// <returns><see cref="OperationStatus.InvalidData"/> for anything that is no such line, with the input where it was: what follows cannot be trusted.</returns>
    public static OperationStatus TryRead(ref SequenceReader<byte> input, out IPEndPoint? source)
    {
        source = null;
        var probe = input;
        if (!probe.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
        {
            // What cannot become a header any more is not waited for.
            Span<byte> start = stackalloc byte[(int)Math.Min(6, input.Remaining)];
            input.TryCopyTo(start);
            return input.Remaining < LongestLine && "PROXY "u8.StartsWith(start) ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;
        }

        if (line.Length > LongestLine - 2)
            return OperationStatus.InvalidData;
        var words = Encoding.ASCII.GetString(line).Split(' ');
        if (words is ["PROXY", "UNKNOWN", ..])
        {
            input = probe;
            return OperationStatus.Done;
        }

        if (words is not ["PROXY", "TCP4" or "TCP6", var from, var to, var fromPort, var toPort]
            || !IsAddress(from, words[1], out var address) || !IsAddress(to, words[1], out _)
            || !ushort.TryParse(fromPort, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || !ushort.TryParse(toPort, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return OperationStatus.InvalidData;
        }

        source = new IPEndPoint(address!, port);
        input = probe;
        return OperationStatus.Done;
    }

    private static bool IsAddress(string text, string family, out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (family == "TCP4" ? address.AddressFamily == AddressFamily.InterNetwork && text.Count(x => x == '.') == 3 : address.AddressFamily == AddressFamily.InterNetworkV6);
}
