using System.Runtime.InteropServices;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Reception;

/// <summary>The frames of several receivers in the order of their times, each once: what two antennas heard is one frame.</summary>
/// <remarks>
/// <list type="number">
/// <item>A frame waits until every receiver has come past its time and the window behind it, but for those that have fallen silent.</item>
/// <item>The same bits within the window are a copy, unless this receiver has brought such a frame already: aircraft do repeat replies, and so many
/// repetitions remain as the receiver with the most of them heard. The copy of the receiver with the lowest number stays.</item>
/// <item>Only the first receiver's counter is that of the outputs; frames of the others carry 0, which says that there is no time for MLAT.</item>
/// </list>
/// A single receiver's frames pass at once.</remarks>
internal sealed class FrameMerger : IDisposable
{
    /// <summary>Clocks of receivers agree within the buffers of USB (some 27 ms) and of blocks (25 ms), twice over.</summary>
    internal const int WindowMilliseconds = 100;

    /// <summary>Nobody waits for a receiver that is so far behind the others.</summary>
    private const int SilentMilliseconds = 500;

    /// <summary>A greater step of a receiver's time is a clock that was set.</summary>
    private const int StepMilliseconds = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly FrameQueue _queue;
    private readonly List<Held> _held = [];
    private readonly long[] _until;
    private readonly ITimer? _timer;
    private int _released;
    private bool _taken;

    /// <param name="queue">Where they go.</param>
    /// <param name="receivers">How many there are, at most 16.</param>
    /// <param name="time">For frames that wait though all have fallen silent.</param>
    internal FrameMerger(FrameQueue queue, int receivers, TimeProvider time)
    {
        _queue = queue;
        _until = new long[receivers];
        Array.Fill(_until, long.MinValue);
        _timer = receivers > 1 ? time.CreateTimer(_ => ReleaseForgotten(), null, Patience, Patience) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <summary>Takes what a receiver heard; waits while the queue is full.</summary>
    /// <param name="receiver">Whose frames.</param>
    /// <param name="frames">In the order of their times, with times as UTC; may be empty.</param>
    /// <param name="untilUnixMilliseconds">It has nothing more to say of the time before.</param>
    /// <param name="stopping">Ends the wait.</param>
    internal void Take(Receiver receiver, ReadOnlySpan<ReceivedFrame> frames, long untilUnixMilliseconds, CancellationToken stopping)
    {
        receiver.CountFrames(frames.Length);
        if (_timer is null)
        {
            Pass(frames, stopping);
            return;
        }

        lock (_lock)
        {
            _taken = true;
            ref var until = ref _until[receiver.Number];
            if (until != long.MinValue && Math.Abs(untilUnixMilliseconds - until) > StepMilliseconds)
            {
                ReleaseAll(stopping);
            }

            foreach (ref readonly var frame in frames)
            {
                Add(receiver, frame);
            }

            until = untilUnixMilliseconds;
            Release(stopping);
        }
    }

    private void Pass(ReadOnlySpan<ReceivedFrame> frames, CancellationToken stopping)
    {
        if (frames.IsEmpty)
        {
            return;
        }

        var batch = _queue.Rent();
        batch.Frames.AddRange(frames);
        Write(batch, stopping);
    }

    private void Add(Receiver receiver, in ReceivedFrame frame)
    {
        var own = (ushort)(1 << receiver.Number);
        var held = CollectionsMarshal.AsSpan(_held);
        var place = held.Length;
        for (var i = held.Length - 1; i >= 0 && held[i].Frame.UnixMilliseconds >= frame.UnixMilliseconds - WindowMilliseconds; i--)
        {
            ref var other = ref held[i];
            if ((other.HeardBy & own) == 0 && other.Frame.UnixMilliseconds <= frame.UnixMilliseconds + WindowMilliseconds && other.Frame.Frame.Equals(frame.Frame))
            {
                Merge(ref other, receiver, frame, own, isReleased: i < _released);
                return;
            }

            place = other.Frame.UnixMilliseconds > frame.UnixMilliseconds ? i : place;
        }

        _held.Insert(Math.Max(place, _released), new Held(Timed(receiver, frame), own, receiver));
    }

    /// <summary>Of two copies the one of the lower number stays; the other one is counted where it came from.</summary>
    private static void Merge(ref Held other, Receiver receiver, in ReceivedFrame frame, ushort own, bool isReleased)
    {
        if (isReleased || receiver.Number > other.Receiver.Number)
        {
            receiver.CountDuplicate();
            other = other with { HeardBy = (ushort)(other.HeardBy | own) };
            return;
        }

        other.Receiver.CountDuplicate();
        other = new Held(Timed(receiver, frame) with { UnixMilliseconds = other.Frame.UnixMilliseconds }, (ushort)(other.HeardBy | own), receiver);
    }

    private static ReceivedFrame Timed(Receiver receiver, in ReceivedFrame frame) =>
        receiver.Number == 0 ? frame : frame with { Ticks12MHz = 0, TimeOfArrivalNanoseconds = null };

    /// <summary>Lets go what no receiver can bring a copy of any more, and forgets what is too old to be compared with.</summary>
    private void Release(CancellationToken stopping)
    {
        var newest = _until.Max();
        var oldest = _until.Where(until => until != long.MinValue && newest - until < SilentMilliseconds).Min();
        var end = _released;
        while (end < _held.Count && _held[end].Frame.UnixMilliseconds < oldest - WindowMilliseconds)
        {
            end++;
        }

        ReleaseTo(end, stopping);
        var old = 0;
        while (old < _released && _held[old].Frame.UnixMilliseconds < newest - SilentMilliseconds - (2 * WindowMilliseconds))
        {
            old++;
        }

        // In lumps: what remains has to be moved.
        if (old > 256 || old == _held.Count)
        {
            _held.RemoveRange(0, old);
            _released -= old;
        }
    }

    private void ReleaseAll(CancellationToken stopping)
    {
        ReleaseTo(_held.Count, stopping);
        _held.Clear();
        _released = 0;
    }

    private void ReleaseTo(int end, CancellationToken stopping)
    {
        if (end == _released)
        {
            return;
        }

        var batch = _queue.Rent();
        foreach (ref readonly var held in CollectionsMarshal.AsSpan(_held)[_released..end])
        {
            batch.Frames.Add(held.Frame);
        }

        _released = end;
        Write(batch, stopping);
    }

    /// <summary>When all receivers have fallen silent nobody moves the time on.</summary>
    private void ReleaseForgotten()
    {
        lock (_lock)
        {
            if (!_taken)
            {
                // The queue is not full when nothing came for a second.
                ReleaseAll(CancellationToken.None);
            }

            _taken = false;
        }
    }

    private void Write(FrameBatch batch, CancellationToken stopping)
    {
        var writing = _queue.WriteAsync(batch, stopping);
        if (!writing.IsCompletedSuccessfully)
        {
            // The tracker is behind by the whole queue: wait here, and let the rings before the demodulators drop.
            writing.AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>A frame that waits, or that has passed and is kept to be compared with.</summary>
    private readonly record struct Held(ReceivedFrame Frame, ushort HeardBy, Receiver Receiver);
}
