using System.Buffers.Binary;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Writes Beast binary framing; the format stands at <see cref="BeastFraming"/>.</summary>
public static class BeastWriter
{
    /// <summary>The most bytes that one message takes: every byte of the longest doubled.</summary>
    public const int MaxLength = 2 + 2 * (BeastFraming.HeaderLength + Frame.LongLength);

    /// <summary>A Mode A/C reply of zeros at time zero, sent into silence so that clients know that we live.</summary>
    public static ReadOnlySpan<byte> Heartbeat => [BeastFraming.Escape, (byte)'1', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Writes one message and returns its length. An MLAT result gets <see cref="BeastTimestamp.Mlat"/> as its time.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than the message; <see cref="MaxLength"/> always suffices.</exception>
    public static int Write(in ReceivedFrame received, Span<byte> destination)
    {
        Span<byte> body = stackalloc byte[1 + BeastFraming.HeaderLength + Frame.LongLength];
        var ticks = received.Source == FrameSource.Mlat ? BeastTimestamp.Mlat : received.Ticks12MHz & BeastTimestamp.Mask;
        BinaryPrimitives.WriteInt64BigEndian(body, ticks << 16);
        body[6] = BeastSignal.FromPower(received.SignalPower);
        var bytes = received.Frame.Bytes;
        bytes.CopyTo(body[BeastFraming.HeaderLength..]);
        body = body[..(BeastFraming.HeaderLength + bytes.Length)];

        destination[0] = BeastFraming.Escape;
        destination[1] = bytes.Length switch
        {
            Frame.LongLength => (byte)'3',
            Frame.ShortLength => (byte)'2',
            Frame.ModeAcLength => (byte)'1',
            _ => throw new ArgumentException("The frame is empty.", nameof(received)),
        };
        return 2 + Escaped(body, destination[2..]);
    }

    /// <summary>Writes <c>1A E3</c> and the number of the receiver that heard the messages that follow, and returns the length, 18 at most.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than that.</exception>
    public static int WriteReceiverId(ulong receiverId, Span<byte> destination)
    {
        Span<byte> body = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(body, receiverId);
        destination[0] = BeastFraming.Escape;
        destination[1] = 0xE3;
        return 2 + Escaped(body, destination[2..]);
    }

    /// <summary>Writes a ping or its echo, <c>1A 'P'</c> and 24 bits of milliseconds, and returns its length, at most 8.</summary>
    public static int WritePing(uint milliseconds, Span<byte> destination)
    {
        destination[0] = BeastFraming.Escape;
        destination[1] = (byte)'P';
        return 2 + Escaped([(byte)(milliseconds >> 16), (byte)(milliseconds >> 8), (byte)milliseconds], destination[2..]);
    }

    /// <summary>Copies bytes with each 1A doubled, and returns how many that makes.</summary>
    internal static int Escaped(ReadOnlySpan<byte> body, Span<byte> destination)
    {
        if (!body.Contains(BeastFraming.Escape))
        {
            body.CopyTo(destination);
            return body.Length;
        }

        var length = 0;
        foreach (var octet in body)
        {
            destination[length++] = octet;
            if (octet == BeastFraming.Escape)
                destination[length++] = octet;
        }

        return length;
    }
}
