namespace AdsbFeeder.Radio;

/// <summary>One session with a receiver after the other: tells what becomes of each, waits after a fault, and tries again.</summary>
internal sealed class SessionLoop(TimeProvider time)
{
    /// <summary>So many quick tries after a fault, then slower ones, which spare the journal what librtlsdr prints when opening fails.</summary>
    private const int QuickTries = 30;

    private static readonly TimeSpan QuickRetry = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan SlowRetry = TimeSpan.FromSeconds(2);

    private readonly Lock _reporting = new();
    private RadioStatus _status = new(RadioState.Waiting, RadioFault.None, "");
    private long _sessions;

    /// <summary>What was last told.</summary>
    internal RadioStatus Status => Volatile.Read(ref _status);

    internal Action<RadioStatus>? Changed { get; set; }

    /// <summary>Runs sessions until cancelled.</summary>
    /// <param name="session">Finds, opens and uses the receiver until it fails.</param>
    /// <param name="ended">Called after each.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>What ended it that is no fault of a receiver; null when it was cancelled.</returns>
    internal async Task<Exception?> RunAsync(Func<CancellationToken, Task> session, Action ended, CancellationToken stopping)
    {
        try
        {
            for (var tries = 0; !stopping.IsCancellationRequested; tries++)
            {
                var sessions = _sessions;
                try
                {
                    await session(stopping).ConfigureAwait(false);
                }
                catch (RadioFaultException fault)
                {
                    Report(new RadioStatus(RadioState.Waiting, fault.Fault, fault.Message));
                }

                ended();
                tries = sessions == _sessions ? tries : 0;
                var quick = tries < QuickTries || Status.Fault is RadioFault.Absent or RadioFault.AccessDenied;
                await Task.Delay(quick ? QuickRetry : SlowRetry, time, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
#pragma warning disable CA1031 // Handed to whoever reads, whose loop ends the process.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return fault;
        }

        return null;
    }

    /// <summary>Tells a new gain.</summary>
    internal void ReportGain(double? decibels) => Report(Status with { GainDecibels = decibels });

    /// <summary>Tells that it was found and is being set up.</summary>
    internal void ReportStarting() => Report(Status with { State = RadioState.Starting });

    /// <summary>Tells that it receives.</summary>
    internal void ReportReceiving(string greeting)
    {
        _sessions++;
        Report(Status with { State = RadioState.Receiving, Fault = RadioFault.None, Message = greeting, Reconnects = _sessions - 1 });
    }

    /// <summary>Keeps the new status and tells it, unless it is the old one in other words.</summary>
    private void Report(RadioStatus status)
    {
        lock (_reporting)
        {
            var before = _status;
            Volatile.Write(ref _status, status with { Reconnects = Math.Max(status.Reconnects, before.Reconnects) });
            if (before.State != status.State || before.Fault != status.Fault || before.GainDecibels != status.GainDecibels)
            {
                Changed?.Invoke(_status);
            }
        }
    }
}
