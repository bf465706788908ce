using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>One format under one rule: encodes each frame once and hands full blocks to its clients.</summary>
internal sealed class OutputStream(WireFormat format, OutputRule rule, TimeProvider time)
{
    private static readonly string[] SourceNames = ["radio", "network", "mlat", "simulation"];

    private readonly BlockBuilder _builder = new(format);
    private readonly EncodedBlock _heartbeat = new(format.Heartbeat, 0);
    private readonly long[] _encoded = new long[SourceNames.Length];
    private readonly long[] _withheld = new long[SourceNames.Length];
    private readonly Lock _joining = new();
    private ImmutableArray<IBlockReceiver> _clients = [];
    private long _lastSent = time.GetTimestamp();

    public WireFormat Format => format;

    public OutputRule Rule => rule;

    public IEnumerable<OutputClient> Clients => _clients.OfType<OutputClient>();

    public bool HasClients => !_clients.IsEmpty;

    /// <summary>On the tracker's thread.</summary>
    public void Publish(in TrackUpdate update, long nowUnixMilliseconds)
    {
        var source = (int)update.Received.Source;
        if (!rule.Allows(update.Received))
        {
            _withheld[source]++;
            return;
        }

        if (!_builder.Add(update, nowUnixMilliseconds))
            return;
        _encoded[source]++;
        if (_builder.IsFull)
            Flush();
    }

    /// <summary>On the tracker's thread.</summary>
    public void Flush()
    {
        Count(_withheld, NetworkingMetrics.WithheldFrames);
        if (_builder.Take() is not { } block)
            return;
        Count(_encoded, NetworkingMetrics.OutputFrames);
        Send(block);
    }

    /// <summary>On the thread of a timer.</summary>
    public void HeartbeatIfSilent(TimeSpan silence)
    {
        if (HasClients && time.GetElapsedTime(Volatile.Read(ref _lastSent)) >= silence)
            Send(_heartbeat);
    }

    public void Join(IBlockReceiver client)
    {
        lock (_joining)
            _clients = _clients.Add(client);
    }

    public void Leave(IBlockReceiver client)
    {
        lock (_joining)
            _clients = _clients.Remove(client);
    }

    private void Send(EncodedBlock block)
    {
        Volatile.Write(ref _lastSent, time.GetTimestamp());
        foreach (var client in _clients)
            client.Offer(block);
    }

    private void Count(long[] counts, Counter<long> counter)
    {
        for (var source = 0; source < counts.Length; source++)
        {
            if (counts[source] == 0)
                continue;
            counter.Add(counts[source], new("output", format.Name), new("source", SourceNames[source]));
            counts[source] = 0;
        }
    }
}
