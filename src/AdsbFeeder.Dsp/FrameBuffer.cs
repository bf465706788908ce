using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp;

/// <summary>Frames that a demodulator found, in a buffer that its owner clears and uses again.</summary>
public sealed class FrameBuffer
{
    private ReceivedFrame[] _frames;

    /// <summary>A buffer with room for <paramref name="capacity"/> frames; it grows when it must.</summary>
    public FrameBuffer(int capacity = 256) => _frames = new ReceivedFrame[Math.Max(1, capacity)];

    /// <summary>Number of frames.</summary>
    public int Count { get; private set; }

    /// <summary>The frames, in the order of their arrival; valid until the next change.</summary>
    public ReadOnlySpan<ReceivedFrame> Frames => _frames.AsSpan(0, Count);

    /// <summary>Forgets the frames and keeps the room.</summary>
    public void Clear() => Count = 0;

    /// <summary>Brings the frames from one on into the order of their arrival; most are in it already.</summary>
    internal void Order(int from)
    {
        for (var n = from + 1; n < Count; n++)
        {
            var frame = _frames[n];
            var place = n;
            for (; place > from && _frames[place - 1].TimeOfArrivalNanoseconds > frame.TimeOfArrivalNanoseconds; place--)
            {
                _frames[place] = _frames[place - 1];
            }

            _frames[place] = frame;
        }
    }

    /// <summary>Appends a frame.</summary>
    public void Add(in ReceivedFrame frame)
    {
        if (Count == _frames.Length)
        {
            Array.Resize(ref _frames, 2 * Count);
        }

        _frames[Count++] = frame;
    }
}
