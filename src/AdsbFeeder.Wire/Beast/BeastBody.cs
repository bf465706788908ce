using System.Buffers;

namespace AdsbFeeder.Wire;

/// <summary>The bytes behind the type of a Beast unit, in which each 1A is sent twice.</summary>
internal static class BeastBody
{
    /// <summary>Fills <paramref name="body"/> with unescaped bytes. At a lone 1A it stops there: that is the start of the next unit.</summary>
    public static OperationStatus TryRead(ref SequenceReader<byte> probe, scoped Span<byte> body, out int read)
    {
        for (read = 0; read < body.Length; read++)
        {
            var status = TryReadByte(ref probe, out body[read]);
            if (status != OperationStatus.Done)
                return status;
        }

        return OperationStatus.Done;
    }

    /// <summary>As <see cref="TryRead"/>, for bytes that nobody wants.</summary>
    public static OperationStatus TrySkip(ref SequenceReader<byte> probe, int length)
    {
        for (var read = 0; read < length; read++)
        {
            var status = TryReadByte(ref probe, out _);
            if (status != OperationStatus.Done)
                return status;
        }

        return OperationStatus.Done;
    }

    /// <summary>Moves to the next 1A, or to the end.</summary>
    public static void SkipToEscape(ref SequenceReader<byte> input)
    {
        if (!input.TryAdvanceTo(BeastFraming.Escape, advancePastDelimiter: false))
            input.AdvanceToEnd();
    }

    private static OperationStatus TryReadByte(ref SequenceReader<byte> probe, out byte octet)
    {
        if (!probe.TryRead(out octet))
            return OperationStatus.NeedMoreData;
        if (octet != BeastFraming.Escape)
            return OperationStatus.Done;
        if (!probe.TryPeek(out var second))
            return OperationStatus.NeedMoreData;
        if (second == BeastFraming.Escape)
        {
            probe.Advance(1);
            return OperationStatus.Done;
        }

        probe.Rewind(1);
        return OperationStatus.InvalidData;
    }
}
