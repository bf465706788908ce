using System.Runtime.InteropServices;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>Some encoded points of a trace (see <see cref="TraceBlock"/>); never changes, so any thread may read it.</summary>
internal sealed class TraceChunk
{
    private TraceChunk(byte[] bytes, long startMs, long endMs, int count) => (Bytes, StartMs, EndMs, Count) = (bytes, startMs, endMs, count);

    internal byte[] Bytes { get; }

    internal long StartMs { get; }

    internal long EndMs { get; }

    internal int Count { get; }

    /// <summary>Encodes points; at least one.</summary>
    internal static TraceChunk Of(List<TracePoint> points) => new(TraceBlock.Encode(CollectionsMarshal.AsSpan(points)), points[0].UnixMs, points[^1].UnixMs, points.Count);

    /// <summary>Takes bytes from a file; null when they are damaged.</summary>
    internal static TraceChunk? TryRead(ReadOnlySpan<byte> bytes)
    {
        var points = new List<TracePoint>();
        return TraceBlock.TryReadHeader(bytes, out var startMs, out var endMs, out var count) && TraceBlock.TryDecode(bytes, points)
            ? new TraceChunk(bytes.ToArray(), startMs, endMs, count)
            : null;
    }

    internal void CopyTo(List<TracePoint> points) => TraceBlock.TryDecode(Bytes, points);
}

/// <summary>What a trace has of one half hour; never changes.</summary>
/// <param name="Chunks">Encoded points.</param>
/// <param name="Tail">Points behind them.</param>
internal sealed record TracePart(TraceChunk[] Chunks, TracePoint[] Tail)
{
    /// <summary>The first point.</summary>
    internal TracePoint First => Chunks.Length > 0 ? new TracePart(Chunks[..1], []).Points()[0] : Tail[0];

    /// <summary>The last point.</summary>
    internal TracePoint Last => Tail.Length > 0 ? Tail[^1] : new TracePart(Chunks[^1..], []).Points()[^1];

    internal List<TracePoint> Points()
    {
        var points = new List<TracePoint>();
        foreach (var chunk in Chunks)
        {
            chunk.CopyTo(points);
        }

        points.AddRange(Tail);
        return points;
    }

    /// <summary>The same, all encoded.</summary>
    internal IEnumerable<TraceChunk> Encoded() => Tail.Length > 0 ? Chunks.Append(TraceChunk.Of([.. Tail])) : Chunks;
}
