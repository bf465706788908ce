using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Networking;

/// <summary>Lets an aircraft's positions pass no more often than an interval. One thread owns it.</summary>
internal sealed class PositionPace(TimeSpan interval)
{
    private const long ForgetPeriodMs = 60_000;

    private readonly Dictionary<Address, long> _lastMs = [];
    private readonly long _intervalMs = (long)interval.TotalMilliseconds;
    private long _forgetAtMs;

    /// <summary>True when the update's position is due; it then counts as sent. Updates without a position pass.</summary>
    public bool Keep(in TrackUpdate update)
    {
        if (update.Position is null || update.Address is not { } address)
            return true;
        var now = update.Received.UnixMilliseconds;

        // A clock that was set back makes nobody wait.
        if (_lastMs.TryGetValue(address, out var last) && now - last < _intervalMs && now >= last)
            return false;
        ForgetOld(now);
        _lastMs[address] = now;
        return true;
    }

    private void ForgetOld(long now)
    {
        if (now < _forgetAtMs && now >= _forgetAtMs - ForgetPeriodMs)
            return;
        _forgetAtMs = now + ForgetPeriodMs;
        foreach (var (address, last) in _lastMs)
        {
            if (now - last >= _intervalMs || now < last)
                _lastMs.Remove(address);
        }
    }
}
