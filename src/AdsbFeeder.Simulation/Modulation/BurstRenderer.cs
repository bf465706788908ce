using System.Runtime.Intrinsics;
using AdsbFeeder.Simulation.Air;

namespace AdsbFeeder.Simulation.Modulation;

/// <summary>Turns a burst into the samples that a receiver takes of it.</summary>
/// <remarks>
/// <list type="number">
/// <item>The pulses of the frame, moved and widened by the transponder's own small errors.</item>
/// <item>Each pulse as a trapezoid on a fine grid (at least 24 MS/s). A fine sample holds the exact mean of the trapezoid over its interval, so an
/// edge may lie anywhere between samples. It is turned by carrier offset and phase.</item>
/// <item>The receiver's low-pass, evaluated at the output instants only.</item>
/// </list>
/// A pulse's duration is measured between its half amplitude points, and time of arrival is the nominal half amplitude point of the first edge.
/// </remarks>
internal sealed class BurstRenderer
{
    private const double FineRate = 24e6;
    private const double EdgeMargin = 0.3e-6;

    private readonly double _rate;
    private readonly int _oversampling;
    private readonly float[] _taps;
    private readonly int _reach;
    private readonly float[] _fineI;
    private readonly float[] _fineQ;
    private readonly Pulse[] _pulses = new Pulse[PulseTrain.MaximumPulses];

    public BurstRenderer(double sampleRate, ReceiverFilter filter)
    {
        _rate = sampleRate;
        _oversampling = Math.Max(2, (int)Math.Ceiling(FineRate / sampleRate));
        var taps = filter.Taps(_oversampling);
        _reach = taps.Length / 2;

        // Padded to whole vectors with zeros, behind the last tap.
        _taps = new float[(taps.Length + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count];
        taps.CopyTo(_taps, 0);
        LeadSamples = filter.Reach + 1 + (int)Math.Ceiling(EdgeMargin * sampleRate);
        MaximumSamples = (2 * LeadSamples) + (int)Math.Ceiling((PulseTrain.LongestSeconds + 1e-6) * sampleRate) + 2;
        var fine = (MaximumSamples * _oversampling) + _taps.Length + 1;
        _fineI = new float[fine];
        _fineQ = new float[fine];
    }

    /// <summary>Samples before the time of arrival in which a burst is not yet zero.</summary>
    public int LeadSamples { get; }

    /// <summary>Samples that the longest burst touches.</summary>
    public int MaximumSamples { get; }

    /// <summary>Index of the first sample that a burst touches.</summary>
    public long FirstSample(in Burst burst) => (long)Math.Floor(burst.ArrivalSeconds * _rate) - LeadSamples;

    /// <summary>Adds a burst to interleaved I and Q.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="amplitude">Amplitude of its pulses in units of the samples.</param>
    /// <param name="random">Errors from pulse to pulse.</param>
    /// <param name="samples">Where to add: the first pair is the sample <see cref="FirstSample"/>.</param>
    public void Add(in Burst burst, double amplitude, RandomStream random, Span<float> samples)
    {
        var seconds = PulseTrain.Seconds(burst.Frame);
        var count = (2 * LeadSamples) + (int)Math.Ceiling((seconds + 0.5e-6) * _rate) + 1;
        var fineCount = (count * _oversampling) + _taps.Length;
        _fineI.AsSpan(0, fineCount).Clear();
        _fineQ.AsSpan(0, fineCount).Clear();

        var offset = burst.ArrivalSeconds - (FirstSample(burst) / _rate) + (_reach / (_rate * _oversampling));
        var pulses = PulseTrain.Build(burst.Frame, _pulses);
        var traits = burst.Traits;
        for (var i = 0; i < pulses; i++)
        {
            var jitter = random.Gaussian(traits.PulseJitterSeconds, 40e-9);
            var phase = burst.PhaseRadians + (traits.IsCoherent
                ? random.Gaussian(traits.PhaseJitterRadians)
                : random.Uniform(0, 2 * Math.PI));
            var start = offset + (_pulses[i].Start * 1e-6) + jitter - (traits.PulseWidening / 2);
            var end = offset + (_pulses[i].End * 1e-6) + jitter + (traits.PulseWidening / 2);
            AddPulse(start, end, traits, burst.CarrierOffsetHz, phase, offset, amplitude);
        }

        Decimate(count, samples);
    }

    private void AddPulse(double start, double end, RadioTraits traits, double carrier, double phase, double origin, double amplitude)
    {
        var fineRate = _rate * _oversampling;
        var step = 1 / fineRate;
        var (rise, decay) = (traits.RiseSeconds, traits.DecaySeconds);
        var first = (int)((start - (rise / 2)) * fineRate);
        var last = (int)((end + (decay / 2)) * fineRate) + 1;

        var turn = 2 * Math.PI * carrier;
        var (im, re) = Math.SinCos(phase + (turn * ((first * step) - origin)));
        var (stepIm, stepRe) = Math.SinCos(turn * step);
        var before = Area((first - 0.5) * step, start, end, rise, decay);
        for (var m = first; m <= last; m++)
        {
            var after = Area((m + 0.5) * step, start, end, rise, decay);
            var level = (after - before) * fineRate * amplitude;
            _fineI[m] += (float)(level * re);
            _fineQ[m] += (float)(level * im);
            before = after;
            (re, im) = ((re * stepRe) - (im * stepIm), (re * stepIm) + (im * stepRe));
        }
    }

    /// <summary>Integral up to a time of a trapezoid with half amplitude points at start and end.</summary>
    private static double Area(double time, double start, double end, double rise, double decay) =>
        Ramp(time - start + (rise / 2), rise) - Ramp(time - end + (decay / 2), decay);

    private static double Ramp(double time, double length) =>
        time <= 0 ? 0 : time < length ? time * time / (2 * length) : time - (length / 2);

    private void Decimate(int count, Span<float> samples)
    {
        for (var n = 0; n < count; n++)
        {
            var (re, im) = Dot(_fineI.AsSpan(n * _oversampling, _taps.Length), _fineQ.AsSpan(n * _oversampling, _taps.Length), _taps);
            samples[2 * n] += re;
            samples[(2 * n) + 1] += im;
        }
    }

    // The order of summation is fixed, so every machine computes the same samples.
    private static (float Re, float Im) Dot(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ReadOnlySpan<float> taps)
    {
        Vector256<float> sumRe = default, sumIm = default;
        for (var k = 0; k < taps.Length; k += Vector256<float>.Count)
        {
            var tap = Vector256.Create(taps[k..]);
            sumRe += tap * Vector256.Create(re[k..]);
            sumIm += tap * Vector256.Create(im[k..]);
        }

        return (Sum(sumRe), Sum(sumIm));

        static float Sum(Vector256<float> v)
        {
            var half = v.GetLower() + v.GetUpper();
            return half[0] + half[1] + (half[2] + half[3]);
        }
    }
}
