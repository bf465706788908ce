using System.Buffers;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>A stream of lines made from snapshots, by the clock.</summary>
internal sealed class SnapshotStream(VrsFormat format, OutputRule rule, TimeProvider time) : OutputStream(format, rule, time)
{
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private int _slice;

    /// <summary>Sends the next line. On the thread of a timer.</summary>
    public void Tick(TrackingSnapshot snapshot)
    {
        if (!HasReceivers)
            return;
        lock (_line)
        {
            _line.ResetWrittenCount();
            VrsFormat.Write(_line, snapshot, _slice);
            _slice = (_slice + 1) % VrsFormat.Slices;
            Send(new EncodedBlock(_line.WrittenSpan.ToArray(), 0));
        }
    }
}
