using System.Threading.Channels;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.History;

/// <summary>Gives each snapshot to those who keep history or tell of events, away from the tracker's thread.</summary>
/// <remarks>Each has a loop of its own: one that waits for a slow disk delays no other, misses snapshots meanwhile and goes on with the latest. One
/// that fails is logged once.</remarks>
internal sealed partial class HistoryService(SnapshotStore snapshots, IEnumerable<ISnapshotKeeper> keepers, ILogger<HistoryService> logger) : BackgroundService
{
    private const int WaitingSnapshots = 2;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(keepers.Select(keeper => Feed(keeper, stoppingToken)));

    private async Task Feed(ISnapshotKeeper keeper, CancellationToken stopping)
    {
        var arrived = Channel.CreateBounded<TrackingSnapshot>(
            new BoundedChannelOptions(WaitingSnapshots) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        snapshots.Subscribe(snapshot => arrived.Writer.TryWrite(snapshot));
        await Task.Yield();
        var fails = false;
        await foreach (var snapshot in arrived.Reader.ReadAllAsync(stopping))
        {
            fails = !Give(keeper, snapshot, fails);
        }
    }

    private bool Give(ISnapshotKeeper keeper, TrackingSnapshot snapshot, bool failed)
    {
        try
        {
            keeper.Take(snapshot);
            if (failed)
            {
                LogWorks(logger, keeper.GetType().Name);
            }

            return true;
        }
#pragma warning disable CA1031 // One part of the history must not take the others, or reception, with it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (!failed)
            {
                LogFails(logger, keeper.GetType().Name, fault.Message);
            }

            return false;
        }
    }

    [LoggerMessage(1300, LogLevel.Error, "{Keeper} fails: {Reason}")]
    private static partial void LogFails(ILogger logger, string keeper, string reason);

    [LoggerMessage(1301, LogLevel.Information, "{Keeper} works again")]
    private static partial void LogWorks(ILogger logger, string keeper);
}
