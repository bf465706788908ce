using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>A listener's log with a bound: of each kind of line so many in a minute, and then one that says so. Whoever connects a thousand times a second shall not fill a disk.</summary>
internal sealed class TalkLimit(ILogger logger, string setting, TimeProvider time) : ILogger
{
    /// <summary>Lines of one kind within a minute.</summary>
    public const int LinesOfKind = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, int> _lines = [];
    private long _start = time.GetTimestamp();
    private bool _told;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error || MaySpeak(eventId.Id, out var tells))
            logger.Log(logLevel, eventId, state, exception, formatter);
        else if (tells)
            logger.TalkLimited(setting);
    }

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    private bool MaySpeak(int kind, out bool tells)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_start) >= Window)
            {
                _lines.Clear();
                (_start, _told) = (time.GetTimestamp(), false);
            }

            var lines = _lines.GetValueOrDefault(kind) + 1;
            _lines[kind] = lines;
            tells = lines > LinesOfKind && !_told;
            _told |= tells;
            return lines <= LinesOfKind;
        }
    }
}
