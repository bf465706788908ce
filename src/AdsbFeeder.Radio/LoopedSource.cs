using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Radio;

/// <summary>Opens a source again whenever it ends.</summary>
public sealed class LoopedSource(Func<ISampleSource> open) : ISampleSource
{
    private ISampleSource _source = open();
    private bool _readAnything;
    private volatile bool _disposed;

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public SampleFormat Format => _source.Format;

    /// <inheritdoc/>
    public int RateHertz => _source.RateHertz;

    /// <inheritdoc/>
    public FrameSource Provenance => _source.Provenance;

    /// <inheritdoc/>
    public bool IsLive => _source.IsLive;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        while (!_disposed)
        {
            var count = _source.Read(buffer);
            if (count > 0 || !_readAnything)
            {
                _readAnything |= count > 0;
                return count;
            }

            _source.Dispose();
            _source = open();
            _readAnything = false;
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _source.Dispose();
    }
}
