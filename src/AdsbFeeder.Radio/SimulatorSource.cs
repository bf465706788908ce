using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Radio;

/// <summary>Simulated air as an antenna would hear it; endless unless the scene has a length.</summary>
public sealed class SimulatorSource(SimulationOptions options, Action<TruthRecord>? truth = null) : ISampleSource
{
    private readonly SimulatedReceiver _receiver = new(options, truth);
    private volatile bool _disposed;

    /// <inheritdoc/>
    public string Name => $"simulator with {options.Aircraft} aircraft";

    /// <inheritdoc/>
    public SampleFormat Format => options.SampleFormat switch
    {
        SimulatedSampleFormat.UnsignedBytes => SampleFormat.Uc8,
        SimulatedSampleFormat.SignedShorts => SampleFormat.Sc16,
        _ => SampleFormat.Cf32,
    };

    /// <inheritdoc/>
    public int RateHertz => (int)options.SampleRate;

    /// <inheritdoc/>
    public FrameSource Provenance => FrameSource.Simulation;

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer) => _disposed ? 0 : _receiver.Read(buffer);

    /// <inheritdoc/>
    public void Dispose() => _disposed = true;
}
