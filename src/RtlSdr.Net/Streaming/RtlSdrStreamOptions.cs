namespace RtlSdr.Net;

/// <summary>How samples are streamed.</summary>
public sealed record RtlSdrStreamOptions
{
    /// <summary>USB transfers under way at once. Together they are how long the program may sleep without losing samples.</summary>
    public int BufferCount { get; init; } = 16;

    /// <summary>Bytes of a transfer: a multiple of 512, better of 16384. The default is 27 ms at 2.4 MS/s; 16 of them 0.44 s.</summary>
    public int BufferBytes { get; init; } = 128 * 1024;

    /// <summary>After so long without a transfer the dongle counts as silent; zero or less: never.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Asked at each <see cref="SilenceTimeout"/> of silence, with its length, on a timer's thread: true goes on waiting. Without it, or with false, the
    /// stream ends with <see cref="RtlSdrError.Silent"/>.
    /// </summary>
    public Func<TimeSpan, bool>? OnSilence { get; init; }

    /// <summary>The clock of the watchdog and of loss detection.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferCount, 1, nameof(BufferCount));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BufferCount, 1024, nameof(BufferCount));
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferBytes, 512, nameof(BufferBytes));
        if (BufferBytes % 512 != 0)
            throw new ArgumentOutOfRangeException(nameof(BufferBytes), BufferBytes, "USB transfers are multiples of 512 bytes.");
    }
}
