using System.Buffers;
using System.IO.Compression;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>The aircraft that one feed may speak of: a tracker that hears the blocks of a Beast stream and nothing else.</summary>
internal sealed class FeedSky(Subscription subscription, Func<ReceiverPlace?> place, TimeProvider time)
{
    private readonly Tracker _tracker = new();
    private readonly InputParser _parser = new(InputFormat.Beast);
    private readonly ReceivedFrame[] _frames = new ReceivedFrame[256];
    private readonly Lock _lock = new();
    private SourceCounts _heard;

    /// <summary>Tracks what comes until it is cancelled.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var block = await subscription.ReadAsync(cancellationToken);
            lock (_lock)
                Track(block);
            subscription.Sent(block);
        }
    }

    /// <summary>aircraft.json, compressed, and where the frames came from that were heard since the last one.</summary>
    public ReadOnlyMemory<byte> Document(out SourceCounts heard)
    {
        var json = new ArrayBufferWriter<byte>(1 << 16);
        lock (_lock)
        {
            (heard, _heard) = (_heard, default);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            _tracker.Expire(now);
            AircraftJson.Write(json, _tracker.Snapshot(now), toldReceiver: null);
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(json.WrittenSpan);
        return compressed.ToArray();
    }

    private void Track(EncodedBlock block)
    {
        _heard += block.Sources;
        _tracker.ReceiverLocation = place() is { } here ? new GeoPosition(here.Latitude, here.Longitude) : null;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var bytes = new ReadOnlySequence<byte>(block.Bytes);
        for (var count = _frames.Length; count == _frames.Length;)
        {
            count = _parser.Read(ref bytes, _frames, now);
            foreach (ref readonly var frame in _frames.AsSpan(0, count))
                _tracker.Update(frame);
        }
    }
}
