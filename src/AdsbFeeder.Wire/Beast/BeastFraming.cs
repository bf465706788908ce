using System.Buffers;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Reads Beast binary framing, as sent on port 30005.</summary>
/// <remarks><code>
///   1A | type | body, in which each 1A byte is sent twice; a lone 1A there means that the unit was cut short
///        '1' Mode A/C, '2' short, '3' long: 6-byte 12 MHz counter, big-endian | signal | 2, 7 or 14 bytes
///        '4' status, '5' position (Radarcape): counter | signal | 14 bytes
///        '1' c   setting (only known by its being cut short)     'H' id, length, status (GNS HULC)
///        'P' 3 bytes ping, 'W' c wish                            (readsb)
///        E3 8 bytes receiver id, E4 36 characters UUID, E8 8 bytes time, EB text and LF, EC 's' 'l' 'u' UAT (readsb)
///   1A33 0000000000FF 40 8D4840D6202CC371C32CE0576098
/// </code></remarks>
public static class BeastFraming
{
    internal const byte Escape = 0x1A;

    // Counter and signal, before the bytes of the transmission.
    internal const int HeaderLength = 7;

    // Longer than any line of UAT in hexadecimal (2 * 552 digits and its attributes).
    private const int MaxTextLength = 4096;

    /// <summary>Reads the next unit.</summary>
    /// <returns><see cref="OperationStatus.Done"/> with the input behind the unit;
    /// <see cref="OperationStatus.NeedMoreData"/> with the input at the start of an incomplete unit (or at its end);
    /// <see cref="OperationStatus.InvalidData"/> with the input behind something that is no unit, so that the caller can count it and call again.</returns>
    public static OperationStatus TryRead(ref SequenceReader<byte> input, out BeastFrame frame)
    {
        frame = default;
        var ahead = input.UnreadSpan;
        if (ahead.IsEmpty)
            return OperationStatus.NeedMoreData;

        if (ahead[0] != Escape)
        {
            BeastBody.SkipToEscape(ref input);
            return OperationStatus.InvalidData;
        }

        // The usual case: a whole message in one segment, with nothing to unescape.
        if (ahead.Length >= 2 + HeaderLength + Frame.ModeAcLength && PayloadLength(ahead[1]) is var length and > 0
            && ahead.Length >= 2 + HeaderLength + length)
        {
            var body = ahead.Slice(2, HeaderLength + length);
            if (!body.Contains(Escape))
            {
                frame = BeastFrame.Message(body);
                input.Advance(2 + body.Length);
                return OperationStatus.Done;
            }
        }

        return TryReadCarefully(ref input, out frame);
    }

    private static OperationStatus TryReadCarefully(ref SequenceReader<byte> input, out BeastFrame frame)
    {
        frame = default;
        var probe = input; // `input` moves only once we know the outcome
        probe.Advance(1);
        if (!probe.TryRead(out var type))
            return OperationStatus.NeedMoreData;

        Span<byte> body = stackalloc byte[HeaderLength + Frame.LongLength];
        var status = type switch
        {
            (byte)'1' or (byte)'2' or (byte)'3' => ReadMessage(ref probe, type, body, out frame),
            (byte)'4' or (byte)'5' => ReadOther(ref probe, HeaderLength + Frame.LongLength, out frame),
            (byte)'P' => ReadValue(ref probe, body[..3], BeastFrameKind.Ping, out frame),
            (byte)'W' => ReadValue(ref probe, body[..1], BeastFrameKind.Wish, out frame),
            0xE3 => ReadValue(ref probe, body[..8], BeastFrameKind.ReceiverId, out frame),
            0xE4 => ReadOther(ref probe, 36, out frame),
            0xE8 => ReadOther(ref probe, 8, out frame),
            0xEB => ReadText(ref probe, out frame),
            0xEC => ReadUat(ref probe, body, out frame),
            (byte)'H' => ReadHulc(ref probe, body, out frame),
            _ => OperationStatus.InvalidData, // `probe` stands behind 1A and the unknown type, or behind a doubled 1A
        };
        if (status != OperationStatus.NeedMoreData)
            input = probe;
        return status;
    }

    private static int PayloadLength(byte type) => type switch
    {
        (byte)'3' => Frame.LongLength,
        (byte)'2' => Frame.ShortLength,
        (byte)'1' => Frame.ModeAcLength,
        _ => 0,
    };

    private static OperationStatus ReadMessage(ref SequenceReader<byte> probe, byte type, scoped Span<byte> body, out BeastFrame frame)
    {
        frame = default;
        body = body[..(HeaderLength + PayloadLength(type))];
        var status = BeastBody.TryRead(ref probe, body, out var read);
        if (status == OperationStatus.Done)
            frame = BeastFrame.Message(body);
        else if (status == OperationStatus.InvalidData && type == '1' && read == 1 && char.IsAsciiLetter((char)body[0]))
        {
            frame = new BeastFrame(BeastFrameKind.Command, default, 0, 0, body[0]);
            status = OperationStatus.Done;
        }

        return status;
    }

    private static OperationStatus ReadValue(ref SequenceReader<byte> probe, scoped Span<byte> body, BeastFrameKind kind, out BeastFrame frame)
    {
        frame = default;
        var status = BeastBody.TryRead(ref probe, body, out _);
        if (status == OperationStatus.Done)
        {
            ulong value = 0;
            foreach (var octet in body)
                value = value << 8 | octet;
            frame = new BeastFrame(kind, default, 0, 0, value);
        }

        return status;
    }

    private static OperationStatus ReadOther(ref SequenceReader<byte> probe, int length, out BeastFrame frame)
    {
        frame = new BeastFrame(BeastFrameKind.Other, default, 0, 0, 0);
        return BeastBody.TrySkip(ref probe, length);
    }

    private static OperationStatus ReadText(ref SequenceReader<byte> probe, out BeastFrame frame)
    {
        frame = new BeastFrame(BeastFrameKind.Other, default, 0, 0, 0);
        for (var length = 0; length < MaxTextLength; length++)
        {
            if (!probe.TryPeek(out var octet))
                return OperationStatus.NeedMoreData;
            if (octet == Escape)
                return OperationStatus.InvalidData;
            probe.Advance(1);
            if (octet == '\n')
                return OperationStatus.Done;
        }

        return OperationStatus.InvalidData;
    }

    private static OperationStatus ReadUat(ref SequenceReader<byte> probe, scoped Span<byte> body, out BeastFrame frame)
    {
        frame = default;
        var status = BeastBody.TryRead(ref probe, body[..1], out _);
        if (status != OperationStatus.Done)
            return status;
        var length = body[0] switch { (byte)'s' => 30, (byte)'l' => 48, (byte)'u' => 552, _ => 0 };
        return length == 0 ? OperationStatus.InvalidData : ReadOther(ref probe, HeaderLength + length, out frame);
    }

    private static OperationStatus ReadHulc(ref SequenceReader<byte> probe, scoped Span<byte> body, out BeastFrame frame)
    {
        frame = default;
        var status = BeastBody.TryRead(ref probe, body[..2], out _);
        return status != OperationStatus.Done ? status : ReadOther(ref probe, body[1], out frame);
    }
}
