using System.Collections.Immutable;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>Gives accepted frames to every output: encoded once per format and rule, shared by all its clients, waiting for none.</summary>
/// <remarks>
/// <see cref="Publish"/> and <see cref="Flush"/> belong to one thread, the tracker's; the rest may be called from any.
/// Publishing costs what encoding costs: a client only ever finds a finished block in its queue, and one that is slow loses its oldest.
/// </remarks>
public sealed class FanOut : IDisposable
{
    /// <summary>Silence after which clients get a heartbeat. Clients give up after 70 s (readsb) to 150 s (mlat-client).</summary>
    public static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _housekeeping;
    private ImmutableArray<OutputStream> _streams = [];

    /// <summary>Starts the clock of heartbeats.</summary>
    public FanOut(TimeProvider time, ILogger<FanOut> logger)
    {
        _time = time;
        _logger = logger;
        _housekeeping = time.CreateTimer(_ => Housekeep(), null, HousekeepingPeriod, HousekeepingPeriod);
    }

    /// <summary>Everyone who receives a stream, with what they got and missed.</summary>
    public IReadOnlyList<ClientStatus> Clients => [.. _streams.SelectMany(x => x.Clients).Select(x => x.Status)];

    /// <summary>Encodes one frame for every stream that has clients and may carry it. A frame that was not accepted leaves nowhere.</summary>
    public void Publish(in TrackUpdate update)
    {
        if (update.Outcome != TrackOutcome.Accepted)
            return;

        var now = long.MinValue;
        foreach (var stream in _streams)
        {
            if (!stream.HasClients)
                continue;
            if (now == long.MinValue)
                now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            stream.Publish(update, now);
        }
    }

    /// <summary>Gives what was encoded so far to the clients. Call it at the end of each batch, and at least every 50 ms while frames flow.</summary>
    public void Flush()
    {
        foreach (var stream in _streams)
            stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _housekeeping.Dispose();

    /// <summary>The stream of a format under a rule; the same for all who ask for the same.</summary>
    internal OutputStream Stream(WireFormat format, OutputRule rule)
    {
        var existing = _streams.FirstOrDefault(x => x.Format == format && x.Rule == rule);
        if (existing is not null)
            return existing;

        lock (_housekeeping)
        {
            existing = _streams.FirstOrDefault(x => x.Format == format && x.Rule == rule);
            if (existing is null)
            {
                existing = new OutputStream(format, rule, _time);
                _streams = _streams.Add(existing);
            }

            return existing;
        }
    }

    // Heartbeats and words about slow clients come from here, so that no logger can hold up the tracker.
    private void Housekeep()
    {
        foreach (var stream in _streams)
        {
            stream.HeartbeatIfSilent(HeartbeatAfter);
            foreach (var client in stream.Clients)
                client.ReportSlowness(_logger);
        }
    }
}
