namespace AdsbFeeder.Dsp;

/// <summary>Samples in, amplitudes at twelve million fine steps a second out, in a window that slides block by block.</summary>
/// <remarks><code>
///   Amplitudes: | history: a whole burst and margins | the newest block |
/// </code>
/// Blocks have a fixed length, so the outcome does not depend on how the stream was cut. Fine step n of the window lies at sample
/// <see cref="WindowSample"/> + n M/L of the stream.</remarks>
internal sealed class FrontEnd
{
    /// <summary>Fine steps of history that the window keeps at least: the longest burst (240 chips of 6) and margins on both sides.</summary>
    public const int LeastHistory = 1440 + 160;

    private const int StepsPerBlock = 32768;

    private readonly SampleFormat _format;
    private readonly PulseFilter _filter;
    private readonly PolyphasePlan _plan;
    private readonly ChipSampler _sampler;
    private readonly DcRemoval _dc = new();
    private readonly int _blockGroups;
    private readonly int _historyGroups;
    private readonly int _planeLength;
    private readonly float[] _i;
    private readonly float[] _q;
    private readonly float[] _planesI;
    private readonly float[] _planesQ;
    private readonly float[] _rows;
    private readonly byte[] _splitSample = new byte[8];
    private int _splitLength;
    private int _filled;

    /// <summary>A front end for one stream.</summary>
    public FrontEnd(SampleFormat format, int samplesPerSecond)
    {
        _format = format;
        _filter = new PulseFilter(samplesPerSecond);
        _sampler = new ChipSampler(_filter);
        var (up, down) = SampleRates.Ratio(samplesPerSecond);
        _blockGroups = Math.Max(1, StepsPerBlock / up / AmplitudeKernel.GroupsPerCall) * AmplitudeKernel.GroupsPerCall;
        _historyGroups = LeastHistory / up + 1;
        BlockSamples = _blockGroups * down;
        HistorySteps = _historyGroups * up;
        BlockSteps = _blockGroups * up;
        var lookAround = 2 * _filter.HalfTaps;
        _planeLength = _blockGroups + lookAround / down + 2;
        _plan = new PolyphasePlan(samplesPerSecond, _filter, _planeLength);
        var length = (_historyGroups + _blockGroups) * down + lookAround + _sampler.Slack;
        (_i, _q) = (new float[length], new float[length]);
        (_planesI, _planesQ) = down == 1 ? (_i, _q) : (new float[down * _planeLength], new float[down * _planeLength]);
        _rows = new float[up * AmplitudeKernel.GroupsPerCall];
        Amplitudes = new float[HistorySteps + BlockSteps];
        SamplesPerStep = (double)down / up;
        Pulse = new PulseShape(_filter, samplesPerSecond);
        Reset(0);
    }

    /// <summary>Samples of one block.</summary>
    public int BlockSamples { get; }

    /// <summary>Fine steps of one block.</summary>
    public int BlockSteps { get; }

    /// <summary>Fine steps before the newest block.</summary>
    public int HistorySteps { get; }

    /// <summary>The window: amplitude of the filtered signal at every fine step; a full-scale pulse that fills the filter is about 1.</summary>
    public float[] Amplitudes { get; }

    /// <summary>Number of the sample, counted from the start of the stream, at which fine step 0 of the window lies.</summary>
    public long WindowSample { get; private set; }

    /// <summary>M/L.</summary>
    public double SamplesPerStep { get; }

    /// <summary>What a pulse looks like after the filter.</summary>
    public PulseShape Pulse { get; }

    /// <summary>Samples taken in but not yet part of a finished block.</summary>
    public int Pending => _filled;

    private int LookAround => 2 * _filter.HalfTaps;

    /// <summary>Index of the first sample of the block that is being filled.</summary>
    private int FillStart => _i.Length - _sampler.Slack - BlockSamples;

    /// <summary>Empties the window; the next sample is number <paramref name="nextSample"/> of the stream.</summary>
    public void Reset(long nextSample)
    {
        Array.Clear(_i);
        Array.Clear(_q);
        Array.Clear(Amplitudes);
        (_filled, _splitLength) = (0, 0);

        // Output n is centred at sample index n M/L + HalfTaps - 1 of the array, and the next sample goes to FillStart after the first slide.
        WindowSample = nextSample - (FillStart - (_filter.HalfTaps - 1)) - BlockSamples;
    }

    /// <summary>Takes bytes until a block is complete or none are left; true when the window has slid by one block.</summary>
    public bool TryFill(ref ReadOnlySpan<byte> bytes)
    {
        var size = _format.BytesPerSample();
        if (_splitLength > 0)
        {
            var missing = Math.Min(size - _splitLength, bytes.Length);
            bytes[..missing].CopyTo(_splitSample.AsSpan(_splitLength));
            bytes = bytes[missing..];
            _splitLength += missing;
            if (_splitLength < size)
            {
                return false;
            }

            _splitLength = 0;
            Take(_splitSample.AsSpan(0, size));
            if (_filled == BlockSamples)
            {
                Slide();
                return true;
            }
        }

        var whole = Math.Min(bytes.Length / size, BlockSamples - _filled) * size;
        Take(bytes[..whole]);
        bytes = bytes[whole..];
        if (_filled == BlockSamples)
        {
            Slide();
            return true;
        }

        bytes.CopyTo(_splitSample);
        _splitLength = bytes.Length;
        bytes = [];
        return false;
    }

    /// <summary>Completes the block with silence and slides.</summary>
    public void FillWithSilence()
    {
        _i.AsSpan(FillStart + _filled, BlockSamples - _filled).Clear();
        _q.AsSpan(FillStart + _filled, BlockSamples - _filled).Clear();
        Slide();
    }

    /// <summary>Complex filter outputs at a (fractional) fine step of the window and every <paramref name="stride"/> steps after it.</summary>
    public void Sample(double step, double stride, Span<float> re, Span<float> im) =>
        _sampler.Sample(_i, _q, step * SamplesPerStep, stride * SamplesPerStep, re, im);

    /// <summary>Sum of the power of the filter's outputs at some multiples of <paramref name="stride"/> fine steps after <paramref name="step"/>.</summary>
    public float Power(double step, double stride, ReadOnlySpan<int> places) =>
        _sampler.Power(_i, _q, step * SamplesPerStep, stride * SamplesPerStep, places);

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var count = bytes.Length / _format.BytesPerSample();
        var to = FillStart + _filled;
        SampleConversion.Convert(_format, bytes, _i.AsSpan(to, count), _q.AsSpan(to, count));
        _filled += count;
    }

    private void Slide()
    {
        var start = FillStart;
        if (_filled > 0)
        {
            _dc.Apply(_i.AsSpan(start, _filled), _q.AsSpan(start, _filled));
        }

        // The samples that the block's first outputs look at lie just before it.
        var first = start - LookAround;
        if (_plan.Down == 1)
        {
            AmplitudeKernel.Run(_plan, _i.AsSpan(first), _q.AsSpan(first), _blockGroups, Amplitudes.AsSpan(HistorySteps), _rows);
        }
        else
        {
            Deal(_i.AsSpan(first, BlockSamples + LookAround), _planesI);
            Deal(_q.AsSpan(first, BlockSamples + LookAround), _planesQ);
            AmplitudeKernel.Run(_plan, _planesI, _planesQ, _blockGroups, Amplitudes.AsSpan(HistorySteps), _rows);
        }

        WindowSample += BlockSamples;
        _filled = 0;
    }

    /// <summary>Makes room for the next block: everything moves one block towards the past.</summary>
    public void Advance()
    {
        Amplitudes.AsSpan(BlockSteps).CopyTo(Amplitudes);
        _i.AsSpan(BlockSamples).CopyTo(_i);
        _q.AsSpan(BlockSamples).CopyTo(_q);
    }

    private void Deal(ReadOnlySpan<float> samples, Span<float> planes)
    {
        var down = _plan.Down;
        for (var m = 0; m < down; m++)
        {
            var plane = planes.Slice(m * _planeLength, _planeLength);
            for (int i = m, j = 0; i < samples.Length; i += down, j++)
            {
                plane[j] = samples[i];
            }
        }
    }
}
