using System.Buffers;
using System.IO.Compression;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>An hour of aircraft.json, one every 30 seconds, for pages that draw trails from <c>history_N.json</c>. Kept compressed.</summary>
internal sealed class HistoryFiles(SnapshotStore snapshots) : ISnapshotKeeper
{
    internal const int Most = 120;   // dump1090's number
    private const long PeriodMs = 30_000;

    private readonly Lock _lock = new();
    private readonly byte[]?[] _files = new byte[Most][];
    private long _lastMs = long.MinValue / 2;

    /// <summary>How many were ever made; the next has this number, modulo the most there are.</summary>
    internal long Written { get; private set; }

    /// <summary>How many there are.</summary>
    internal int Count => (int)Math.Min(Most, Written);

    /// <inheritdoc/>
    public void Take(TrackingSnapshot snapshot)
    {
        if (Math.Abs(snapshot.NowUnixMs - _lastMs) < PeriodMs)
        {
            return;
        }

        _lastMs = snapshot.NowUnixMs;
        var json = new ArrayBufferWriter<byte>(1 << 16);
        AircraftJson.Write(json, snapshot, snapshots.ToldReceiver);
        var file = Gzip.Compress(json.WrittenSpan);
        lock (_lock)
        {
            _files[Written % Most] = file;
            Written++;
        }
    }

    /// <summary>One of them, compressed with gzip; null when there is none of that number.</summary>
    internal byte[]? Find(int number)
    {
        lock (_lock)
        {
            return number is >= 0 and < Most ? _files[number] : null;
        }
    }
}

/// <summary>Bytes to gzip and back.</summary>
internal static class Gzip
{
    internal static byte[] Compress(ReadOnlySpan<byte> bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, level, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    internal static byte[] Decompress(byte[] bytes)
    {
        using var input = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var output = new MemoryStream();
        input.CopyTo(output);
        return output.ToArray();
    }
}
