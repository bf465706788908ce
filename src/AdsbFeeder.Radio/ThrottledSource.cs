using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Radio;

/// <summary>Plays another source at the pace of its sample rate, as if it were an antenna.</summary>
/// <remarks>The pace is kept by the count of samples against a monotonic clock, so that waiting too long once is made up and no drift builds up.</remarks>
public sealed class ThrottledSource(ISampleSource source, TimeProvider time) : ISampleSource
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly double _bytesPerSecond = (double)source.RateHertz * source.Format.BytesPerSample();
    private long _start = -1;
    private long _bytes;

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public SampleFormat Format => source.Format;

    /// <inheritdoc/>
    public int RateHertz => source.RateHertz;

    /// <inheritdoc/>
    public FrameSource Provenance => source.Provenance;

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        if (_start < 0)
        {
            _start = time.GetTimestamp();
        }

        var count = source.Read(buffer);
        _bytes += count;
        var due = TimeSpan.FromSeconds(_bytes / _bytesPerSecond);
        var wait = due - time.GetElapsedTime(_start);
        if (count > 0 && wait > TimeSpan.Zero)
        {
            _disposed.Token.WaitHandle.WaitOne(wait);
        }

        return _disposed.IsCancellationRequested ? 0 : count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        source.Dispose();
    }
}
