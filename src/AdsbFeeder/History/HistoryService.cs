using System.Threading.Channels;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.History;

/// <summary>Gives each snapshot to those who keep history, away from the tracker's thread. One that fails is logged and does not stop the others.</summary>
internal sealed partial class HistoryService(SnapshotStore snapshots, IEnumerable<ISnapshotKeeper> keepers, ILogger<HistoryService> logger) : BackgroundService
{
    private readonly Channel<TrackingSnapshot> _arrived = Channel.CreateBounded<TrackingSnapshot>(
        new BoundedChannelOptions(2) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly HashSet<ISnapshotKeeper> _failing = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        snapshots.Subscribe(snapshot => _arrived.Writer.TryWrite(snapshot));
        await Task.Yield();
        await foreach (var snapshot in _arrived.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var keeper in keepers)
            {
                Give(keeper, snapshot);
            }
        }
    }

    private void Give(ISnapshotKeeper keeper, TrackingSnapshot snapshot)
    {
        try
        {
            keeper.Take(snapshot);
            if (_failing.Remove(keeper))
            {
                LogWorks(logger, keeper.GetType().Name);
            }
        }
#pragma warning disable CA1031 // One part of the history must not take the others, or reception, with it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (_failing.Add(keeper))
            {
                LogFails(logger, keeper.GetType().Name, fault.Message);
            }
        }
    }

    [LoggerMessage(1300, LogLevel.Error, "{Keeper} fails: {Reason}")]
    private static partial void LogFails(ILogger logger, string keeper, string reason);

    [LoggerMessage(1301, LogLevel.Information, "{Keeper} works again")]
    private static partial void LogWorks(ILogger logger, string keeper);
}
