namespace AdsbFeeder.Tests.Support;

/// <summary>Time that goes faster than the clock on the wall, so that minutes of patience take a test seconds.</summary>
internal sealed class HastyTime(int factor) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _started + (factor * (System.GetTimestamp() - _started));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan span) => span > TimeSpan.Zero ? span / factor : span;
}
