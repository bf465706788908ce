using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Radio;

/// <summary>Reads another source on a thread of its own, so that it keeps its pace while the samples before are demodulated.</summary>
public sealed class BufferedSource(ISampleSource source) : IBufferedSource
{
    private readonly RingReader _reader = new(source.RateHertz, source.Format);
    private readonly CancellationTokenSource _disposed = new();
    private Thread? _thread;

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public SampleFormat Format => source.Format;

    /// <inheritdoc/>
    public int RateHertz => source.RateHertz;

    /// <inheritdoc/>
    public FrameSource Provenance => source.Provenance;

    /// <inheritdoc/>
    public bool IsLive => source.IsLive;

    /// <inheritdoc/>
    public long DroppedSamples => _reader.Ring.DroppedSamples;

    /// <inheritdoc/>
    public TimeSpan Age => _reader.Age;

    /// <inheritdoc/>
    public long TakeLostSamples() => _reader.TakeLostSamples();

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        if (_thread is null)
        {
            _thread = new Thread(Pump) { Name = "samples", IsBackground = true };
            _thread.Start();
        }

        return _disposed.IsCancellationRequested ? 0 : _reader.Read(buffer, _disposed.Token);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        source.Dispose();
    }

    private void Pump()
    {
        Exception? reason = null;
        try
        {
            var buffer = new byte[(int)((long)RateHertz * RingReader.BlockMilliseconds / 1000) * Format.BytesPerSample()];
            var part = 0; // of a sample that a read cut
            while (!_disposed.IsCancellationRequested && source.Read(buffer.AsSpan(part)) is > 0 and var count)
            {
                count += part;
                part = count % Format.BytesPerSample();
                _reader.Ring.OnSamples(buffer.AsSpan(0, count - part));
                buffer.AsSpan(count - part, part).CopyTo(buffer);
            }
        }
#pragma warning disable CA1031 // Handed to the reader, whose loop ends the process.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            reason = _disposed.IsCancellationRequested ? null : fault;
        }

        _reader.Ring.Complete(reason);
    }
}
