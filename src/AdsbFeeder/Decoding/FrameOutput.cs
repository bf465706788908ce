using System.Buffers;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Decoding;

/// <summary>Writes frames to a stream in the format that <c>decode --output</c> names, and counts them.</summary>
/// <remarks>The tracker looks at every frame first, so that positions are the service's own.</remarks>
internal sealed class FrameOutput(Stream stream, FrameEncoder? encoder) : IDisposable
{
    private const int FlushBytes = 1 << 15;

    /// <summary>Where Mode A/C replies, which have no downlink format, are counted.</summary>
    internal const int ModeAcIndex = 32;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushBytes);
    private readonly Tracker _tracker = new();

    /// <summary>Frames seen.</summary>
    internal long Frames { get; private set; }

    /// <summary>Frames seen by downlink format.</summary>
    internal long[] FramesByFormat { get; } = new long[ModeAcIndex + 1];

    /// <summary>Frames with repaired bits.</summary>
    internal long Repaired { get; private set; }

    internal void Write(in ReceivedFrame frame)
    {
        Frames++;
        Repaired += frame.RepairedBits > 0 ? 1 : 0;
        FramesByFormat[frame.Frame.IsModeAc ? ModeAcIndex : (int)frame.Frame.Format]++;
        if (encoder is null)
        {
            return;
        }

        encoder(_tracker.Update(frame), _buffer);
        if (_buffer.WrittenCount >= FlushBytes)
        {
            Flush();
        }
    }

    internal void Flush()
    {
        stream.Write(_buffer.WrittenSpan);
        stream.Flush();
        _buffer.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();
}
