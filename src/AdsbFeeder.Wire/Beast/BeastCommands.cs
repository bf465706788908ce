using System.Buffers;

namespace AdsbFeeder.Wire;

/// <summary>Reads what a client sends to a Beast output: settings, pings and wishes.</summary>
/// <remarks><code>
///   1A '1' c        a setting, one letter; 1A 31 43 1A 31 64 1A 31 66 1A 31 6A 1A 31 56 is "CdfjV" from faup1090
///   1A 'P' 3 bytes  the echo of a ping         1A 'W' c  'S' slow down, 'O' pings wanted
///   1A E4 36 characters, 1A E3 8 bytes         identities
/// </code>
/// In this direction a setting is always three bytes, so it needs no following 1A to be known as one.</remarks>
public static class BeastCommands
{
    /// <summary>Reads the next command; the results are those of <see cref="BeastFraming.TryRead"/>.</summary>
    public static OperationStatus TryRead(ref SequenceReader<byte> input, out BeastFrame command)
    {
        command = default;
        if (!input.TryPeek(out var first))
            return OperationStatus.NeedMoreData;

        if (first != BeastFraming.Escape)
        {
            BeastBody.SkipToEscape(ref input);
            return OperationStatus.InvalidData;
        }

        if (!input.TryPeek(1, out var type))
            return OperationStatus.NeedMoreData;

        if (type is (byte)'P' or (byte)'W' or 0xE3 or 0xE4)
            return BeastFraming.TryRead(ref input, out command);

        if (type != (byte)'1')
        {
            input.Advance(2);
            return OperationStatus.InvalidData;
        }

        if (!input.TryPeek(2, out var letter))
            return OperationStatus.NeedMoreData;
        if (letter == BeastFraming.Escape)
        {
            input.Advance(2);
            return OperationStatus.InvalidData;
        }

        command = new BeastFrame(BeastFrameKind.Command, default, 0, 0, letter);
        input.Advance(3);
        return OperationStatus.Done;
    }
}
