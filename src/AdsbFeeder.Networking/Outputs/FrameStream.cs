using System.Diagnostics.Metrics;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>A stream of frames as they come. Belongs to the tracker's thread.</summary>
internal sealed class FrameStream(WireFormat format, OutputRule rule, ulong ownReceiverId, TimeProvider time) : OutputStream(format, rule, time)
{
    // As much as a client reads in one piece.
    private const int MostFull = 12;

    // Readers of text wait for whole lines anyway, and real time is slow: what a block waits for, a client waits for too.
    private readonly BlockBuilder _builder = new(format, ownReceiverId: rule.ReceiverIds ? ownReceiverId : null);
    private readonly Reducer? _reducer = rule.Reduce is { } reduction ? new Reducer(reduction) : null;
    private readonly PositionPace? _pace = rule.PositionInterval > TimeSpan.Zero ? new PositionPace(rule.PositionInterval) : null;
    private readonly List<EncodedBlock> _full = new(MostFull);
    private long _heard;
    private bool _begun;
    private readonly long[] _withheld = new long[SourceNames.Sources.Length];

    /// <summary>Encodes one frame if the rule lets it pass.</summary>
    public void Publish(in TrackUpdate update, long nowUnixMilliseconds)
    {
        if (!Rule.Wants(update.Outcome))
            return;
        if (!Rule.Allows(update.Received))
        {
            _withheld[(int)update.Received.Source]++;
            return;
        }

        if (!Rule.Carries(update.Received.Frame) || _reducer?.Keep(update) == false || _pace?.Keep(update) == false)
            return;

        var added = Rule.Verbatim && update.Received.Unrepaired.Length > 0
            ? _builder.Add(update with { Received = update.Received with { Frame = update.Received.Unrepaired } }, nowUnixMilliseconds)
            : _builder.Add(update, nowUnixMilliseconds);
        if (added && _heard == 0 && update.Received.Source is FrameSource.Radio or FrameSource.Simulation)
            _heard = update.Received.UnixMilliseconds;
        if (!added || !_builder.IsFull)
            return;
        Close();
        if (_full.Count == MostFull)
            HandOut();
    }

    /// <summary>Hands out the blocks that are full: together, so that a reader wakes once for them and takes them in one piece.</summary>
    public void HandOut()
    {
        foreach (var block in _full)
            Send(block);
        _full.Clear();
    }

    /// <summary>Hands out all that was encoded so far.</summary>
    public void Flush()
    {
        Close();
        HandOut();
    }

    private void Close()
    {
        foreach (var source in SourceNames.Sources)
            Count(source, _withheld[(int)source], NetworkingMetrics.WithheldFrames);
        Array.Clear(_withheld);
        if (_builder.Take() is not { } block)
            return;
        foreach (var source in SourceNames.Sources)
            Count(source, block.Sources[source], NetworkingMetrics.OutputFrames);
        _begun = true;

        _full.Add(_heard == 0 ? block : block with { HeardUnixMilliseconds = _heard });
        _heard = 0;
    }

    private void Count(FrameSource source, long frames, Counter<long> counter)
    {
        if (frames > 0 || !_begun)
            counter.Add(frames, new("output", Format.Name), new("source", SourceNames.Of(source)));
    }
}
