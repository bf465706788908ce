using System.Runtime.InteropServices;

namespace AdsbFeeder.Tracking;

/// <summary>A value with the time and the source of its last update. The default is "never heard" or "too old".</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="Value">The value; meaningless unless <see cref="IsPresent"/>.</param>
/// <param name="UpdatedUnixMs">When it was last heard, UTC milliseconds since 1970.</param>
/// <param name="Source">Who said so.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Dated<T>(T Value, long UpdatedUnixMs, FieldSource Source)
    where T : struct
{
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
    internal Dated<T> Moved(long stepMs) => this with { UpdatedUnixMs = UpdatedUnixMs + stepMs };
}
