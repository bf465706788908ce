using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>Tells the owner what the radio does: a line when something changes, and none while it only is tried again.</summary>
internal sealed partial class RadioWatch : IDisposable
{
    /// <summary>A dongle with a loose cable comes and goes; so many times it is told, then no more until the period is over.</summary>
    private const int MostTroubles = 10;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly IRadio _radio;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private RadioState _state = RadioState.Waiting;
    private RadioFault _told;
    private long _periodStart;
    private int _troubles;

    internal RadioWatch(IRadio radio, ILogger logger, TimeProvider time)
    {
        (_radio, _logger, _time) = (radio, logger, time);
        _periodStart = time.GetTimestamp();
        radio.Changed = Tell;
    }

    /// <inheritdoc/>
    public void Dispose() => _radio.Changed = null;

    /// <summary>Calls come one after the other.</summary>
    internal void Tell(RadioStatus status)
    {
        if (_time.GetElapsedTime(_periodStart) >= Period)
        {
            _periodStart = _time.GetTimestamp();
            _troubles = 0;
        }

        if (status.State == RadioState.Receiving && _state != RadioState.Receiving)
        {
            if (_troubles <= MostTroubles)
            {
                LogReceiving(_logger, status.Message);
            }

            _told = RadioFault.None;
        }
        else if (status.State == RadioState.Waiting && IsNews(status.Fault))
        {
            _told = status.Fault;
            TellTrouble(status.Message.TrimEnd('.'));
        }

        // While it is set up it has neither come back nor gone.
        _state = status.State == RadioState.Starting ? _state : status.State;
    }

    /// <summary>A dongle that was pulled is absent a moment later: that is no news.</summary>
    private bool IsNews(RadioFault fault) => fault != RadioFault.None && fault != _told && !(fault == RadioFault.Absent && _told == RadioFault.Unplugged);

    private void TellTrouble(string message)
    {
        _troubles++;
        if (_troubles <= MostTroubles)
        {
            LogTrouble(_logger, message);
        }
        else if (_troubles == MostTroubles + 1)
        {
            LogTooMany(_logger, _troubles, message);
        }
    }

    [LoggerMessage(1110, LogLevel.Information, "{Message}")]
    private static partial void LogReceiving(ILogger logger, string message);

    [LoggerMessage(1111, LogLevel.Warning, "{Message}")]
    private static partial void LogTrouble(ILogger logger, string message);

    [LoggerMessage(1112, LogLevel.Warning, "The radio comes and goes, {Times} times within ten minutes: suspect its power supply, cable or hub. The next changes are not told. {Message}")]
    private static partial void LogTooMany(ILogger logger, int times, string message);
}
