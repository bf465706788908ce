using System.Runtime.CompilerServices;

namespace AdsbFeeder.Dsp;

/// <summary>Samples in, amplitudes at twelve million fine steps a second out, in a window that slides block by block.</summary>
/// <remarks><code>
///   Amplitudes: | history: a whole burst and margins | the newest block |     in granules of 32 filter groups, made when somebody asks
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
    private readonly ChipSampler _designed;
    private readonly ChipSampler _learned;
    private ChipSampler _sampler;
    private readonly DcRemoval _dc = new();
    private readonly StrayCarriers _strays;
    private readonly ImbalanceRemoval _imbalance = new();
    private readonly int _blockGroups;
    private readonly int _historyGroups;
    private readonly int _planeLength;
    private readonly float[] _i;
    private readonly float[] _q;
    private readonly float[] _planesI;
    private readonly float[] _planesQ;
    private readonly float[] _rows;
    private readonly bool[] _made;
    private readonly byte[] _splitSample = new byte[8];
    private int _splitLength;
    private int _filled;

    /// <summary>A front end for one stream.</summary>
    public FrontEnd(SampleFormat format, int samplesPerSecond, double halfWindow)
    {
        _format = format;
        _filter = new PulseFilter(samplesPerSecond, halfWindow);
        _sampler = _designed = new ChipSampler(_filter);
        _learned = new ChipSampler(_filter);
        var (up, down) = SampleRates.Ratio(samplesPerSecond);
        _blockGroups = Math.Max(1, StepsPerBlock / up / AmplitudeKernel.GroupsPerCall) * AmplitudeKernel.GroupsPerCall;
        _historyGroups = (LeastHistory / up / AmplitudeKernel.GroupsPerCall + 1) * AmplitudeKernel.GroupsPerCall;
        BlockSamples = _blockGroups * down;
        _strays = new StrayCarriers(samplesPerSecond, BlockSamples);
        HistorySteps = _historyGroups * up;
        BlockSteps = _blockGroups * up;
        var lookAround = 2 * _filter.HalfTaps;
        _planeLength = AmplitudeKernel.GroupsPerCall + lookAround / down + 2;
        _plan = new PolyphasePlan(samplesPerSecond, _filter, _planeLength);
        var length = (_historyGroups + _blockGroups) * down + lookAround + _sampler.Slack;
        (_i, _q) = (new float[length], new float[length]);
        (_planesI, _planesQ) = down == 1 ? (_i, _q) : (new float[down * _planeLength], new float[down * _planeLength]);
        _rows = new float[up * AmplitudeKernel.GroupsPerCall];
        Amplitudes = new float[HistorySteps + BlockSteps];
        GranuleSteps = AmplitudeKernel.GroupsPerCall * up;
        HistoryGranules = _historyGroups / AmplitudeKernel.GroupsPerCall;
        BlockGranules = _blockGroups / AmplitudeKernel.GroupsPerCall;
        _made = new bool[HistoryGranules + BlockGranules];
        Gate = new EnergyGate(HistoryGranules, BlockGranules, GranuleSteps, (double)down / up);
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

    /// <summary>Fine steps of a granule, the piece in which amplitudes are made.</summary>
    public int GranuleSteps { get; }

    /// <summary>Granules before the newest block.</summary>
    public int HistoryGranules { get; }

    /// <summary>Granules of one block.</summary>
    public int BlockGranules { get; }

    /// <summary>Which granules hold enough energy for the start of a burst.</summary>
    public EnergyGate Gate { get; }

    /// <summary>
    /// The window: amplitude of the filtered signal at every fine step; a full-scale pulse that fills the filter is about 1.
    /// Only what <see cref="Make"/> was asked for is there.
    /// </summary>
    public float[] Amplitudes { get; }

    /// <summary>Number of the sample, counted from the start of the stream, at which fine step 0 of the window lies.</summary>
    public long WindowSample { get; private set; }

    /// <summary>M/L.</summary>
    public double SamplesPerStep { get; }

    /// <summary>Steady carriers that are being taken out.</summary>
    public int StrayCarriers => _strays.Count;

    /// <summary>Changes when a carrier is found beside the traffic, or has gone: the noise is another then.</summary>
    public int StrayCarrierChanges => _strays.Changes;

    /// <summary>The filter that was designed without knowing the receiver.</summary>
    public PulseFilter Filter => _filter;

    /// <summary>Samples of the newest block, I.</summary>
    public ReadOnlySpan<float> NewestI => _i.AsSpan(FillStart, BlockSamples);

    /// <summary>Samples of the newest block, Q.</summary>
    public ReadOnlySpan<float> NewestQ => _q.AsSpan(FillStart, BlockSamples);

    /// <summary>Whether a pulse comes out stronger at some places between two samples than at others: <see cref="Weights"/> tells.</summary>
    public bool IsUneven => _sampler.IsUneven;

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
        Array.Clear(_made);
        Gate.Clear();
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

    /// <summary>Sum of the power of the filter's outputs at some multiples of <paramref name="stride"/> fine steps after <paramref name="step"/>; of the designed filter, if wished, whichever is in use.</summary>
    public float Power(double step, double stride, ReadOnlySpan<int> places, bool asDesigned = false) =>
        (asDesigned ? _designed : _sampler).Power(_i, _q, step * SamplesPerStep, stride * SamplesPerStep, places);

    /// <summary>Complex outputs of the designed filter, whichever is in use.</summary>
    public void DesignedSample(double step, double stride, Span<float> re, Span<float> im) =>
        _designed.Sample(_i, _q, step * SamplesPerStep, stride * SamplesPerStep, re, im);

    /// <summary>How much more than the mean a pulse gives at a fine step of the window and every <paramref name="stride"/> steps after it.</summary>
    public void Weights(double step, double stride, Span<float> weights) =>
        _sampler.Weights(step * SamplesPerStep, stride * SamplesPerStep, weights);

    /// <summary>Uses a filter that was measured in place of the designed one, or the designed one again; amplitudes are made anew when asked for.</summary>
    public void Use(WhitenedFilter? filter)
    {
        if (filter is null)
        {
            _sampler = _designed;
            _plan.Load(_filter);
            Pulse.Take(_filter);
        }
        else
        {
            _sampler = _learned;
            _learned.Load(filter);
            _plan.Load(filter);
            Pulse.Take(filter);
        }

        Array.Clear(_made);
    }

    /// <summary>The samples around a burst of some chips whose first pulse peaks at a fine step of the window, and how far behind the first of them that pulse lies.</summary>
    public double Around(double step, int chips, int reach, out ReadOnlySpan<float> i, out ReadOnlySpan<float> q)
    {
        var centre = step * SamplesPerStep + _filter.HalfTaps - 1;
        var from = Math.Max(0, (int)centre - reach);
        var to = Math.Min(_i.Length, (int)(centre + chips * PreambleKernel.Chip * SamplesPerStep) + reach);
        i = _i.AsSpan(from, to - from);
        q = _q.AsSpan(from, to - from);
        return centre - from;
    }

    /// <summary>Takes pulses out of the samples at a fine step of the window and every <paramref name="stride"/> steps after it; amplitudes near them are made anew when asked for.</summary>
    public void Subtract(double step, double stride, ReadOnlySpan<float> re, ReadOnlySpan<float> im)
    {
        _sampler.Subtract(_i, _q, step * SamplesPerStep, stride * SamplesPerStep, re, im);
        var reach = (int)(LookAround / SamplesPerStep);
        var first = Math.Max(0, (int)step - reach) / GranuleSteps;
        var last = Math.Min(_made.Length - 1, (int)(step + stride * re.Length + reach) / GranuleSteps);
        _made.AsSpan(first, last - first + 1).Clear();
    }

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
            _strays.Apply(_i.AsSpan(start, _filled), _q.AsSpan(start, _filled));
            _imbalance.Apply(_i.AsSpan(start, _filled), _q.AsSpan(start, _filled));
        }

        // Granule 0 of the window is centred at the samples from HalfTaps - 1 on.
        var granuleSamples = AmplitudeKernel.GroupsPerCall * _plan.Down;
        var newest = _historyGroups * _plan.Down + _filter.HalfTaps - 1;
        Gate.Measure(_i.AsSpan(newest, BlockSamples), _q.AsSpan(newest, BlockSamples), granuleSamples, _filled / granuleSamples);
        WindowSample += BlockSamples;
        _filled = 0;
    }

    /// <summary>Sees to it that the amplitudes of some fine steps of the window are there.</summary>
    public void Make(int from, int to)
    {
        var last = Math.Min((to - 1) / GranuleSteps, _made.Length - 1);
        for (var granule = from / GranuleSteps; granule <= last; granule++)
        {
            if (!_made[granule])
            {
                MakeGranule(granule);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeGranule(int granule)
    {
        _made[granule] = true;
        var samples = AmplitudeKernel.GroupsPerCall * _plan.Down;
        var first = granule * samples;
        var output = Amplitudes.AsSpan(granule * GranuleSteps, GranuleSteps);
        if (_plan.Down == 1)
        {
            AmplitudeKernel.Run(_plan, _i.AsSpan(first), _q.AsSpan(first), AmplitudeKernel.GroupsPerCall, output, _rows);
            return;
        }

        Deal(_i.AsSpan(first, samples + LookAround), _planesI);
        Deal(_q.AsSpan(first, samples + LookAround), _planesQ);
        AmplitudeKernel.Run(_plan, _planesI, _planesQ, AmplitudeKernel.GroupsPerCall, output, _rows);
    }

    /// <summary>Makes room for the next block: everything moves one block towards the past.</summary>
    public void Advance()
    {
        Amplitudes.AsSpan(BlockSteps).CopyTo(Amplitudes);
        _made.AsSpan(BlockGranules).CopyTo(_made);
        _made.AsSpan(HistoryGranules).Clear();
        Gate.Advance();
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
