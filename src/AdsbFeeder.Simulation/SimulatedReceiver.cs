using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation;

/// <summary>A receiver among simulated aircraft: an endless stream of samples, or one of a given length.</summary>
/// <remarks>
/// The stream is made in blocks of noise, to which bursts are added as they arrive, and does not depend on how it is read. It never holds more than a
/// block and the bursts of the next tenth of a second. One reader; not safe for several threads.
/// </remarks>
public sealed class SimulatedReceiver
{
    private const int BlockSamples = 8192;

    private readonly SimulationOptions _options;
    private readonly Action<TruthRecord>? _truth;
    private readonly AirTraffic _traffic;
    private readonly TruthRecorder _recorder;
    private readonly BurstRenderer _renderer;
    private readonly NoiseGenerator _noise;
    private readonly Quantiser _quantiser;
    private readonly RandomStream _pulseErrors;
    private readonly long _totalSamples;
    private readonly float[] _samples;   // one block, and the tails of its bursts
    private readonly float[] _noiseBlock = new float[2 * BlockSamples];
    private readonly byte[] _bytes;
    private long _position;              // first sample of the block behind the one in _bytes
    private int _available;
    private int _taken;

    /// <param name="options">The scene.</param>
    /// <param name="truth">Called for each burst from within <see cref="Read"/>, in order of arrival.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SimulatedReceiver(SimulationOptions options, Action<TruthRecord>? truth = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _truth = truth;
        _traffic = new AirTraffic(options);
        _recorder = new TruthRecorder(options);
        var filter = new ReceiverFilter(options.BandEdge, options.BandTransition);
        _renderer = new BurstRenderer(options.SampleRate, filter);
        _noise = new NoiseGenerator(new RandomStream(options.Seed, 3), filter.Taps(1), Levels.NoiseSigma(options), BlockSamples);
        _quantiser = new Quantiser(
            options.SampleFormat, options.OffsetI, options.OffsetQ, options.GainImbalance, options.QuadratureErrorDegrees);
        _pulseErrors = new RandomStream(options.Seed, 4);
        BytesPerSample = Quantiser.BytesPerSample(options.SampleFormat);
        _totalSamples = options.Duration is { } duration ? (long)Math.Round(duration.TotalSeconds * options.SampleRate) : long.MaxValue;
        _samples = new float[2 * (BlockSamples + _renderer.MaximumSamples + _renderer.LeadSamples)];
        _bytes = new byte[BlockSamples * BytesPerSample];
    }

    /// <summary>Bytes of one complex sample.</summary>
    public int BytesPerSample { get; }

    /// <summary>Fills a buffer with the next bytes of the stream; returns fewer bytes than fit, at last 0, only at its end.</summary>
    public int Read(Span<byte> destination)
    {
        var written = 0;
        while (written < destination.Length)
        {
            if (_taken == _available && !MakeBlock())
                break;

            var count = Math.Min(destination.Length - written, _available - _taken);
            _bytes.AsSpan(_taken, count).CopyTo(destination[written..]);
            _taken += count;
            written += count;
        }

        return written;
    }

    private bool MakeBlock()
    {
        var count = (int)Math.Min(BlockSamples, _totalSamples - _position);
        if (count <= 0)
            return false;

        // A burst may touch samples before its arrival, so those of the first samples behind the block belong here too.
        var until = (_position + BlockSamples + _renderer.LeadSamples + 1) / _options.SampleRate;
        while (_traffic.TryTake(until, out var burst))
            Add(burst);

        _noise.Fill(_noiseBlock);
        var block = _samples.AsSpan(0, 2 * BlockSamples);
        System.Numerics.Tensors.TensorPrimitives.Add(block, _noiseBlock, block);
        _quantiser.Convert(block[..(2 * count)], _bytes);
        _samples.AsSpan(2 * BlockSamples).CopyTo(_samples);
        _samples.AsSpan(_samples.Length - (2 * BlockSamples)).Clear();

        (_taken, _available) = (0, count * BytesPerSample);
        _position += count;
        Report(_position >= _totalSamples ? double.MaxValue : until);
        return true;
    }

    private void Add(in Burst burst)
    {
        // The very first burst may begin before the first sample by the filter's reach.
        var first = _renderer.FirstSample(burst) - _position;
        if (first >= 0)
            _renderer.Add(burst, Levels.Amplitude(_options, burst.PowerDecibels), _pulseErrors, _samples.AsSpan(2 * (int)first));

        if (burst.EndSeconds * _options.SampleRate <= _totalSamples)
            _recorder.Add(burst);
    }

    private void Report(double until)
    {
        _recorder.Close(until);
        while (_recorder.TryTake(out var record))
            _truth?.Invoke(record);
    }
}
