namespace AdsbFeeder.Dsp;

/// <summary>Learns from the noise and from strong bursts which filter suits this receiver, and puts it in the place of the designed one where it hears clearly better.</summary>
/// <remarks><code>
///   quiet samples ─► NoiseCorrelation ─┐
///   strong bursts ─► PulseResponse ────┴─► WhitenedFilter ─► FrontEnd, between two blocks
/// </code>
/// Times are measured behind the designed filter here, so that the pulse's place does not creep while one filter teaches the next.</remarks>
internal sealed class FilterLearning
{
    /// <summary>Where a pulse is sampled more often than this, the designed filter is as good.</summary>
    private const double MostSamplesPerChip = 1.7;

    /// <summary>Amplitude over sigma from which a burst tells enough about its pulses: 13 dB.</summary>
    private const float LeastAmplitude = 6.5f;

    /// <summary>From here on bursts clip, and their pulses look otherwise.</summary>
    private const float MostAmplitude = 0.7f;

    private const float LeastCoherence = 0.9f;

    /// <summary>How much more SNR a filter must give to be used, and how much to remain: 0.08 and 0.05 dB.</summary>
    private const double LeastToUse = 1.0186;

    /// <inheritdoc cref="LeastToUse"/>
    private const double LeastToKeep = 1.012;

    /// <summary>Share of all bursts that clip from which they are what disturbs the others most, which a longer pulse makes worse; and the share at which this ends.</summary>
    private const float MostClipped = 0.4f;

    /// <inheritdoc cref="MostClipped"/>
    private const float LeastClipped = 0.25f;

    private const float FollowClipped = 1 / 256f;

    /// <summary>Mean power of a piece of a burst, 13 µs, from which hardly a sample does not clip: from 36 dB in noise of four steps of eight bits, 9 dB above full scale. What a clean pulse teaches does not hold for such.</summary>
    private const float Overload = 1.25f;

    /// <summary>For so many blocks after such a burst, some three seconds, the designed filter is used: who sent it sends more.</summary>
    private const int AfterOverload = 1024;

    /// <summary>After so many bursts there is a first filter; then at twice as many, and so on up to every <see cref="Seldom"/>.</summary>
    private const int First = 16;

    /// <inheritdoc cref="First"/>
    private const int Seldom = 256;

    /// <summary>After so many bursts one in sixty-four is enough.</summary>
    private const int Often = 256;

    private const int OneIn = 64;

    /// <summary>The noise is measured in the first blocks, then in one of sixty-four: every fifth of a second.</summary>
    private const int FirstBlocks = 32;

    private const int OneBlockIn = 64;

    private const int Chip = PreambleKernel.Chip;
    private const int MostChips = 240;

    private readonly FrontEnd _frontEnd;
    private readonly Timing _timing;
    private readonly NoiseCorrelation _noise;
    private readonly PulseResponse _response;
    private readonly WhitenedFilter _filter;
    private readonly bool _isWanted;
    private readonly float[] _pulse = new float[MostChips];
    private readonly float[] _re = new float[MostChips];
    private readonly float[] _im = new float[MostChips];
    private readonly float[] _real = new float[MostChips];
    private readonly float[] _imaginary = new float[MostChips];
    private readonly float[] _samples = new float[512];
    private long _blocks;
    private int _overloaded;
    private bool _isBetter;
    private int _carriers;
    private int _bursts;
    private int _passed;
    private int _next = First;
    private float _clipped;

    /// <summary>Learns the filter of one stream.</summary>
    public FilterLearning(FrontEnd frontEnd, Timing timing)
    {
        (_frontEnd, _timing) = (frontEnd, timing);
        _noise = new NoiseCorrelation(2 * frontEnd.Filter.HalfTaps);
        _response = new PulseResponse(frontEnd.Filter);
        _filter = new WhitenedFilter(_response, frontEnd.Filter);
        _isWanted = Chip * frontEnd.SamplesPerStep < MostSamplesPerChip;
    }

    /// <summary>Whether the filter that was learned is in use.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Between two blocks: measures the noise of the newest, and changes the filter if that is due; true when it is another one now.</summary>
    public bool Advance()
    {
        if (!_isWanted)
        {
            return false;
        }

        _overloaded = _frontEnd.Gate.Loudest > Overload ? AfterOverload : Math.Max(0, _overloaded - 1);
        if (_carriers != _frontEnd.StrayCarrierChanges)
        {
            _carriers = _frontEnd.StrayCarrierChanges;
            _blocks = 0;
            _noise.Restart();
        }

        if (_blocks++ < FirstBlocks || _blocks % OneBlockIn == 0)
        {
            _noise.Add(_frontEnd.NewestI, _frontEnd.NewestQ);
        }

        var clips = _overloaded > 0 || _clipped > (IsUsed ? MostClipped : LeastClipped);
        var isNew = _bursts >= _next;
        if (isNew)
        {
            _next = _bursts + Math.Min(_bursts, Seldom);
            _response.Solve();
            _isBetter = _filter.Design(_noise) && _filter.Advantage >= (IsUsed ? LeastToKeep : LeastToUse);
        }

        var use = _isBetter && !clips;
        return (use != IsUsed || (use && isNew)) && Use(use);
    }

    /// <summary>Takes a decoded burst into account whose first pulse peaks at a fine step, if it is strong and steady enough to tell.</summary>
    public void Add(double start, in FrameBits word, int length, float amplitude, float sigma)
    {
        if (!_isWanted)
        {
            return;
        }

        var clips = amplitude > MostAmplitude;
        _clipped += FollowClipped * ((clips ? 1 : 0) - _clipped);
        if (clips || amplitude < LeastAmplitude * sigma || (_bursts >= Often && ++_passed % OneIn != 0))
        {
            return;
        }

        var chips = word.Pulses(length, _pulse);
        ReadOnlySpan<float> pulse = _pulse.AsSpan(0, chips);
        Span<float> re = _re.AsSpan(0, chips), im = _im.AsSpan(0, chips);
        var (step, _) = _timing.Refine(start, word, length, asDesigned: true);
        _frontEnd.DesignedSample(step, Chip, re, im);
        var (turn, mean, coherence) = CarrierEstimate.Remove(re, im, pulse, _real, _imaginary);
        if (coherence < LeastCoherence)
        {
            return;
        }

        _bursts++;
        var centre = _frontEnd.Around(step, chips, PulseResponse.Reach + 1, out var i, out var q);
        var chip = Chip * _frontEnd.SamplesPerStep;
        Straighten(i, q, turn / chip, centre, Phase(re, im, pulse, turn), _frontEnd.Filter.Gain / mean);
        _response.Add(_samples.AsSpan(0, i.Length), centre, chip, pulse);
    }

    private bool Use(bool learned)
    {
        IsUsed = learned;
        _frontEnd.Use(learned ? _filter : null);
        return true;
    }

    /// <summary>Phase at the first pulse.</summary>
    private static double Phase(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ReadOnlySpan<float> pulse, double turn)
    {
        double along = 0, across = 0;
        for (var c = 0; c < pulse.Length; c++)
        {
            var (sin, cos) = Math.SinCos(turn * c);
            along += pulse[c] * (re[c] * cos + im[c] * sin);
            across += pulse[c] * (im[c] * cos - re[c] * sin);
        }

        return Math.Atan2(across, along);
    }

    /// <summary>Turns samples back by the carrier.</summary>
    private void Straighten(ReadOnlySpan<float> i, ReadOnlySpan<float> q, double turn, double centre, double phase, float scale)
    {
        for (var n = 0; n < i.Length; n++)
        {
            var (sin, cos) = Math.SinCos(phase + turn * (n - centre));
            _samples[n] = (float)(scale * (i[n] * cos + q[n] * sin));
        }
    }
}
