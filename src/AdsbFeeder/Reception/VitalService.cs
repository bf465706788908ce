namespace AdsbFeeder.Reception;

/// <summary>A loop without which the service is of no use: when it fails, the process ends with a failing exit code.</summary>
/// <remarks>
/// A <see cref="BackgroundService"/> that throws after its first await stops the .NET 10 host with exit code 0, and a unit with
/// <c>Restart=on-failure</c> would stay down. So failures are caught here, logged, and made visible to whoever waits for the process.
/// </remarks>
internal abstract partial class VitalService(IHostApplicationLifetime lifetime, ILogger logger) : BackgroundService
{
    /// <summary>The loop; returning ends only the loop.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The way every loop ends.
        }
#pragma warning disable CA1031 // Whatever it was, the process must not go on without this loop.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(logger, GetType().Name, fault);
            Environment.ExitCode = fault is IOException ? ExitCode.InputOutput : ExitCode.Failure;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1000, LogLevel.Critical, "{Loop} failed; the service ends")]
    private static partial void LogFailed(ILogger logger, string loop, Exception fault);
}
