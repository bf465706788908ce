using System.Buffers.Binary;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Writes AVR text; the format stands at <see cref="AvrFraming"/>.</summary>
public static class AvrWriter
{
    /// <summary>The most bytes that one line takes, with its time and line feed.</summary>
    public const int MaxLength = 1 + 12 + 2 * Frame.LongLength + 2;

    /// <summary>A Mode A/C reply of zeros, sent into silence so that clients know that we live.</summary>
    public static ReadOnlySpan<byte> Heartbeat => "*0000;\n"u8;

    /// <summary>Writes <c>*HEX;</c> and a line feed, and returns the length.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than the line; <see cref="MaxLength"/> always suffices.</exception>
    public static int Write(in ReceivedFrame received, Span<byte> destination)
    {
        destination[0] = (byte)'*';
        return 1 + WriteRest(received.Frame.Bytes, destination[1..]);
    }

    /// <summary>Writes <c>@</c>, twelve digits of the counter, <c>HEX;</c> and a line feed, and returns the length.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than the line; <see cref="MaxLength"/> always suffices.</exception>
    public static int WriteWithTime(in ReceivedFrame received, Span<byte> destination)
    {
        Span<byte> ticks = stackalloc byte[8];
        var counter = received.Source == FrameSource.Mlat ? BeastTimestamp.Mlat : received.Ticks12MHz;
        BinaryPrimitives.WriteInt64BigEndian(ticks, counter);
        destination[0] = (byte)'@';
        var length = 1 + WriteHex(ticks[2..], destination[1..]);
        return length + WriteRest(received.Frame.Bytes, destination[length..]);
    }

    private static int WriteRest(ReadOnlySpan<byte> frame, Span<byte> destination)
    {
        var length = WriteHex(frame, destination);
        ";\n"u8.CopyTo(destination[length..]);
        return length + 2;
    }

    private static int WriteHex(ReadOnlySpan<byte> bytes, Span<byte> destination) =>
        Convert.TryToHexString(bytes, destination, out var written)
            ? written
            : throw new ArgumentException("The destination is too short.", nameof(destination));
}
