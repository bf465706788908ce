using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using AdsbFeeder.Files;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>An hour of aircraft.json, one every 30 seconds, for pages that draw trails from <c>history_N.json</c>. Kept compressed.</summary>
/// <remarks>With thousands of aircraft an hour would be 150 MB: then only the latest files hold aircraft, and the older ones none.</remarks>
internal sealed class HistoryFiles(SnapshotStore snapshots) : ISnapshotKeeper
{
    internal const int Most = 120;   // dump1090's number
    private const long PeriodMs = 30_000;

    /// <summary>Memory that they take at most, but for one file.</summary>
    internal long MostBytes { get; init; } = 6_000_000;

    private readonly Lock _lock = new();
    private readonly byte[]?[] _files = new byte[Most][];
    private readonly long[] _timesMs = new long[Most];
    private long _emptied;
    private long _lastMs = long.MinValue / 2;

    /// <summary>How many were ever made; the next has this number, modulo the most there are.</summary>
    internal long Written { get; private set; }

    /// <summary>What they take in memory.</summary>
    internal long Bytes { get; private set; }

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
        var file = Gzip.Compress(json => AircraftJson.Write(json, snapshot, snapshots.ToldReceiver));
        lock (_lock)
        {
            Bytes += file.Length - (_files[Written % Most]?.Length ?? 0);
            _files[Written % Most] = file;
            _timesMs[Written % Most] = snapshot.NowUnixMs;
            Written++;
            EmptyOldest();
        }
    }

    private void EmptyOldest()
    {
        for (_emptied = Math.Max(_emptied, Written - Count); Bytes > MostBytes && _emptied < Written - 1; _emptied++)
        {
            ref var file = ref _files[_emptied % Most];
            Bytes -= file!.Length;
            file = Gzip.Compress(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{{\"now\":{_timesMs[_emptied % Most] / 1000.0:0.000},\"messages\":0,\"aircraft\":[]}}\n")));
            Bytes += file.Length;
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

    /// <summary>The same of what is written piece by piece.</summary>
    internal static byte[] Compress(Action<IBufferWriter<byte>> write)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            var pieces = new StreamBufferWriter(gzip);
            write(pieces);
            pieces.Flush();
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
