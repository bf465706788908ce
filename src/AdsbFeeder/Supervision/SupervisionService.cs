using System.Globalization;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Supervision;

/// <summary>Tells systemd when the service is up, what it does, and that its tracker still turns; when that stands still the watchdog restarts us.</summary>
/// <remarks>It is up when all ports are open: a dongle that is not plugged in is no reason to wait, and none to be restarted for.</remarks>
internal sealed partial class SupervisionService(
    ServiceManager manager, Readiness readiness, SnapshotStore snapshots, StatisticsHistory statistics, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SupervisionService> logger)
    : BackgroundService
{
    /// <summary>The tracker publishes once a second; so long without a picture means that it stands still.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan StatusPeriod = TimeSpan.FromSeconds(10);

    private bool _told;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!manager.IsThere)
        {
            return;
        }

        using var stopping = lifetime.ApplicationStopping.Register(() => manager.Tell("STOPPING=1", "STATUS=Stopping"));
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var starting = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        manager.Tell("READY=1", "STATUS=" + Status());

        using var timer = new PeriodicTimer(Period(), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (snapshots.Age < Standstill)
            {
                manager.Tell("WATCHDOG=1", "STATUS=" + Status());
            }
            else if (!_told)
            {
                _told = true;
                LogStandstill(logger, (int)Standstill.TotalSeconds);
            }
        }
    }

    /// <summary>Half of what the watchdog allows, and often enough for the status.</summary>
    private TimeSpan Period() => manager.WatchdogPeriod is { } watchdog && watchdog / 2 < StatusPeriod ? watchdog / 2 : StatusPeriod;

    private string Status()
    {
        var reasons = readiness.Reasons();
        return reasons.Count > 0
            ? reasons[0]
            : string.Create(CultureInfo.InvariantCulture, $"{(snapshots.Current ?? TrackingSnapshot.Empty).Aircraft.Length} aircraft, {statistics.MessagesPerSecond:0} frames/s");
    }

    [LoggerMessage(1002, LogLevel.Critical, "The tracker has stood still for {Seconds} s; the watchdog will restart the service")]
    private static partial void LogStandstill(ILogger logger, int seconds);
}
