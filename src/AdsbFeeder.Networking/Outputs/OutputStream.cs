using System.Collections.Immutable;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>One format under one rule: what is encoded once and handed to all who receive it.</summary>
internal abstract class OutputStream(WireFormat format, OutputRule rule, TimeProvider time)
{
    private readonly EncodedBlock _heartbeat = new(format.Heartbeat, 0);
    private readonly Lock _joining = new();
    private ImmutableArray<IBlockReceiver> _receivers = [];
    private long _lastSent = time.GetTimestamp();

    public WireFormat Format => format;

    public OutputRule Rule => rule;

    public ImmutableArray<IBlockReceiver> Receivers => _receivers;

    public IEnumerable<Subscription> Subscriptions => _receivers.OfType<Subscription>();

    public bool HasReceivers => !_receivers.IsEmpty;

    protected TimeProvider Time => time;

    /// <summary>On the thread of a timer.</summary>
    public void HeartbeatIfSilent(TimeSpan silence)
    {
        if (HasReceivers && time.GetElapsedTime(Volatile.Read(ref _lastSent)) >= silence)
            Send(_heartbeat);
    }

    public void Join(IBlockReceiver receiver)
    {
        lock (_joining)
            _receivers = _receivers.Add(receiver);
    }

    public void Leave(IBlockReceiver receiver)
    {
        lock (_joining)
            _receivers = _receivers.Remove(receiver);
    }

    protected void Send(EncodedBlock block)
    {
        Volatile.Write(ref _lastSent, time.GetTimestamp());
        foreach (var receiver in _receivers)
            receiver.Offer(block);
    }
}
