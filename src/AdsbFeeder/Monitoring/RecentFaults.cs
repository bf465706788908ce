namespace AdsbFeeder.Monitoring;

/// <summary>A warning or error of the log.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">How bad.</param>
/// <param name="Message">The line.</param>
internal sealed record Fault(DateTimeOffset Time, LogLevel Level, string Message);

/// <summary>Keeps the last warnings and errors of the log, for those who look at the status and not into the journal.</summary>
internal sealed class RecentFaults(TimeProvider time) : ILoggerProvider
{
    private const int Kept = 20;

    private readonly Lock _lock = new();
    private readonly Queue<Fault> _faults = [];

    /// <summary>The last ones, newest first.</summary>
    internal IReadOnlyList<Fault> Newest
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults.Reverse()];
            }
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    private void Add(LogLevel level, string message)
    {
        lock (_lock)
        {
            if (_faults.Count == Kept)
            {
                _faults.Dequeue();
            }

            _faults.Enqueue(new Fault(time.GetUtcNow(), level, message));
        }
    }

    private sealed class Logger(RecentFaults faults) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                faults.Add(logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception.Message}");
            }
        }
    }
}
