using System.Runtime.InteropServices;

namespace AdsbFeeder.Tracking;

/// <summary>A value with the time and the source of its last update. The default is "never heard" or "too old".</summary>
/// <remarks>
/// The time takes 48 bits (until the year 6429), the source another byte, so a number is dated in 12 bytes and a flag in 8. Forty such fields are most
/// of an aircraft, and 10,000 aircraft cost what of them does not fit the processor's cache.
/// </remarks>
/// <typeparam name="T">The value.</typeparam>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct Dated<T>
    where T : struct
{
    private readonly uint _lowMs;
    private readonly short _highMs;

    /// <summary>A value.</summary>
    /// <param name="value">The value; meaningless unless <see cref="IsPresent"/>.</param>
    /// <param name="updatedUnixMs">When it was last heard, UTC milliseconds since 1970, 48 bits with the sign.</param>
    /// <param name="source">Who said so.</param>
    public Dated(T value, long updatedUnixMs, FieldSource source)
    {
        Value = value;
        (_lowMs, _highMs) = ((uint)updatedUnixMs, (short)(updatedUnixMs >> 32));
        Source = source;
    }

    /// <summary>Who said so.</summary>
    public FieldSource Source { get; init; }

    /// <summary>The value; meaningless unless <see cref="IsPresent"/>.</summary>
    public T Value { get; }

    /// <summary>When it was last heard, UTC milliseconds since 1970.</summary>
    public long UpdatedUnixMs => ((long)_highMs << 32) | _lowMs;

    /// <summary>True when there is a value.</summary>
    public bool IsPresent => Source != FieldSource.None;

    /// <summary>The value, or null when there is none.</summary>
    public T? ValueOrNull => IsPresent ? Value : null;

    /// <summary>Milliseconds since the last update; 0 for an update from the future, which a stepped clock can make.</summary>
    public long AgeMs(long nowUnixMs) => Math.Max(0, nowUnixMs - UpdatedUnixMs);

    /// <summary>True when a source may replace this value: a better or equal one always, a worse one once this is stale.</summary>
    internal bool Yields(FieldSource source, long nowUnixMs) => source >= Source || nowUnixMs - UpdatedUnixMs > Ageing.StaleMs;

    /// <summary>The offered value, or this one while it comes from a better source and is not stale.</summary>
    internal Dated<T> Offer(T value, FieldSource source, long nowUnixMs) => Yields(source, nowUnixMs) ? new Dated<T>(value, nowUnixMs, source) : this;

    /// <summary>The offered value when there is one.</summary>
    internal Dated<T> Offer(T? value, FieldSource source, long nowUnixMs) => value is { } known ? Offer(known, source, nowUnixMs) : this;

    /// <summary>The value while it is no older than this many milliseconds, else nothing.</summary>
    internal Dated<T> Within(long nowUnixMs, long lifeMs) => nowUnixMs - UpdatedUnixMs > lifeMs ? default : this;

    /// <summary>True when the value is there and no older than this many milliseconds.</summary>
    internal bool IsFresh(long nowUnixMs, long lifeMs) => IsPresent && nowUnixMs - UpdatedUnixMs <= lifeMs;

    /// <summary>The same with its date moved.</summary>
    internal Dated<T> Moved(long stepMs) => new(Value, UpdatedUnixMs + stepMs, Source);
}
