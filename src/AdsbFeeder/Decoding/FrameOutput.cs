using System.Buffers;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Decoding;

/// <summary>Writes frames to a stream in the format that <c>decode --output</c> names, and counts them.</summary>
/// <remarks>The tracker looks at every frame first, so that positions are the service's own.</remarks>
internal sealed class FrameOutput(Stream stream, FrameEncoder? encoder, GeoPosition? reference = null) : IDisposable
{
    private const int FlushBytes = 1 << 15;

    /// <summary>Where Mode A/C replies, which have no downlink format, are counted.</summary>
    internal const int ModeAcIndex = 32;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushBytes);

    // Whoever decodes a log wants the position of its first pair; the service waits for a second one that agrees.
    private readonly Tracker _tracker = new(new TrackerOptions { ReceiverLocation = reference, TrustFirstPair = true });

    /// <summary>Frames seen.</summary>
    internal long Frames { get; private set; }

    /// <summary>Frames seen by downlink format.</summary>
    internal long[] FramesByFormat { get; } = new long[ModeAcIndex + 1];

    /// <summary>Frames with repaired bits.</summary>
    internal long Repaired { get; private set; }

    /// <summary>Writes what a frame says.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isTimed">It is known when it was received. Else its register is guessed by the frame alone: what the aircraft told before
    /// may be hours old.</param>
    internal void Write(in ReceivedFrame frame, bool isTimed)
    {
        Frames++;
        Repaired += frame.RepairedBits > 0 ? 1 : 0;
        FramesByFormat[frame.Frame.IsModeAc ? ModeAcIndex : (int)frame.Frame.Format]++;
        if (encoder is null)
        {
            return;
        }

        var update = _tracker.Update(frame);
        if (!isTimed)
        {
            update = update with { Register = null };
        }

        if (reference is { } place && update.Position is null)
        {
            update = ReferencePosition.Add(update, place);
        }

        encoder(update, _buffer);
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
