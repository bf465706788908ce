using System.Buffers;

namespace AdsbFeeder.Wire.Tests;

/// <summary>Runs a stream parser over bytes that arrive in every possible way.</summary>
internal static class Streams
{
    internal delegate OperationStatus Reader<T>(ref SequenceReader<byte> input, out T unit);

    /// <summary>What a parser made of a stream: its units, the bytes it called invalid, and the bytes it left for later.</summary>
    internal sealed record Outcome<T>(List<T> Units, long Garbage, long Left);

    internal static Outcome<T> Read<T>(ReadOnlySequence<byte> bytes, Reader<T> reader)
    {
        var outcome = new Outcome<T>([], 0, 0);
        var input = new SequenceReader<byte>(bytes);
        while (true)
        {
            var before = input.Consumed;
            var status = reader(ref input, out var unit);
            if (status == OperationStatus.NeedMoreData)
                return outcome with { Left = input.Remaining };
            Assert.True(input.Consumed > before, "A parser that does not advance spins.");
            if (status == OperationStatus.Done)
                outcome.Units.Add(unit);
            else
                outcome = outcome with { Garbage = outcome.Garbage + input.Consumed - before };
        }
    }

    /// <summary>As a pipe would deliver it: what is left of one chunk is put before the next.</summary>
    internal static Outcome<T> ReadInChunks<T>(IEnumerable<byte[]> chunks, Reader<T> reader)
    {
        var all = new Outcome<T>([], 0, 0);
        byte[] pending = [];
        foreach (var chunk in chunks)
        {
            byte[] buffer = [.. pending, .. chunk];
            var outcome = Read(new ReadOnlySequence<byte>(buffer), reader);
            all.Units.AddRange(outcome.Units);
            pending = buffer[^(int)outcome.Left..];
            all = all with { Garbage = all.Garbage + outcome.Garbage, Left = outcome.Left };
        }

        return all;
    }

    /// <summary>The same units and the same garbage, whole, cut in two at every offset, in segments of one byte, and byte by byte.</summary>
    internal static Outcome<T> ReadEveryWay<T>(byte[] bytes, Reader<T> reader, bool exactGarbage = true)
    {
        var whole = Read(new ReadOnlySequence<byte>(bytes), reader);
        AssertSame(whole, Read(Segments(bytes.Select(x => new[] { x })), reader), "one byte per segment", exactGarbage);
        AssertSame(whole, ReadInChunks(bytes.Select(x => new[] { x }), reader), "byte by byte", exactGarbage);
        for (var at = 0; at <= bytes.Length; at++)
        {
            AssertSame(whole, Read(Segments([bytes[..at], bytes[at..]]), reader), $"two segments at {at}", exactGarbage);
            AssertSame(whole, ReadInChunks([bytes[..at], bytes[at..]], reader), $"two chunks at {at}", exactGarbage);
        }

        return whole;
    }

    internal static ReadOnlySequence<byte> Segments(IEnumerable<byte[]> parts)
    {
        Segment? first = null, last = null;
        foreach (var part in parts)
        {
            last = last is null ? first = new Segment(part) : last.Append(part);
        }

        return first is null ? default : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private static void AssertSame<T>(Outcome<T> expected, Outcome<T> actual, string how, bool exactGarbage)
    {
        Assert.True(expected.Units.SequenceEqual(actual.Units), $"Units differ when read as {how}.");
        // Text parsers step over white space, which counts as garbage only when they find it together with some.
        Assert.True(!exactGarbage || expected.Garbage == actual.Garbage, $"Garbage differs when read as {how}: {expected.Garbage}, {actual.Garbage}.");
        Assert.True(expected.Left == actual.Left, $"The rest differs when read as {how}: {expected.Left}, {actual.Left}.");
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes) => Memory = bytes;

        public Segment Append(byte[] bytes)
        {
            var next = new Segment(bytes) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
