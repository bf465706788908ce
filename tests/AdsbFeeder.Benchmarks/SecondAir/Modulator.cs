using System.Numerics;

namespace AdsbFeeder.Benchmarks.SecondAir;

/// <summary>Frames to the bytes of a receiver: edges that last, a band, noise, a converter with faults.</summary>
/// <remarks>
/// A burst is a row of edges. The response of the band to one edge of a sender, at its carrier, is tabled; a pulse is a rising edge less a falling one, so
/// neighbouring pulses without a gap have no edge between them.
/// </remarks>
internal sealed class Modulator
{
    private const int Reach = 12;
    private const int PerSample = 64;
    private const int MostSamples = 1 << 21;

    private readonly AirCase _case;
    private readonly Random _random;
    private readonly Dictionary<Sender, (Complex[] Rise, Complex[] Fall)> _edges = [];
    private readonly double[] _band;
    private readonly float[] _noiseTaps;

    public Modulator(AirCase air)
    {
        (_case, _random) = (air, new Random(air.Seed + 12345));
        _band = Impulse();
        var taps = new double[2 * Reach + 1];
        if (air.WhiteNoise || air.Band == Band.None)
        {
            taps[Reach] = 1;
        }
        else
        {
            for (var n = 0; n < taps.Length; n++)
            {
                taps[n] = _band[n * PerSample];
            }
        }

        var norm = Math.Sqrt(taps.Sum(t => t * t));
        _noiseTaps = [.. taps.Select(t => (float)(t / norm))];
    }

    /// <summary>Writes the samples of a case, 8 bits each.</summary>
    public void Write(IReadOnlyList<Sent> frames, Stream output)
    {
        var rate = _case.SampleRate * (1 + _case.ClockPpm * 1e-6);
        var total = (long)(_case.Seconds * rate);
        const int Tail = 4096;
        var (i, q) = (new float[MostSamples + Tail], new float[MostSamples + Tail]);
        var bytes = new byte[2 * MostSamples];
        var next = 0;
        var noise = _case.NoiseSigma * Math.Sqrt(_case.SampleRate / 2.4e6);
        for (long block = 0; block < total; block += MostSamples)
        {
            var count = (int)Math.Min(MostSamples, total - block);
            for (; next < frames.Count && frames[next].Seconds * rate < block + count - 64; next++)
            {
                Add(frames[next], rate, block, i, q);
            }

            AddNoise(i, count, noise);
            AddNoise(q, count, noise);
            AddSpur(i, q, count, block, noise);
            Convert(i, q, count, block > total / 2 ? count : (int)Math.Min(count, total / 2 - block), bytes);
            output.Write(bytes, 0, 2 * count);
            i.AsSpan(MostSamples).CopyTo(i);
            q.AsSpan(MostSamples).CopyTo(q);
            i.AsSpan(Tail).Clear();
            q.AsSpan(Tail).Clear();
        }
    }

    private void Add(in Sent frame, double rate, long block, float[] i, float[] q)
    {
        var amplitude = _case.NoiseSigma * Math.Sqrt(2 * Math.Pow(10, frame.SnrDecibels / 10));
        AddOnce(frame, rate, block, amplitude, frame.Seconds, i, q);
        if (_case.EchoDecibels is { } echo)
        {
            AddOnce(frame, rate, block, amplitude * Math.Pow(10, echo / 20), frame.Seconds + _case.EchoSeconds, i, q);
        }
    }

    private void AddOnce(in Sent frame, double rate, long block, double amplitude, double seconds, float[] i, float[] q)
    {
        var sender = frame.Sender;
        if (!_edges.TryGetValue(sender, out var edges))
        {
            _edges.Add(sender, edges = (Edge(sender.RiseSeconds, sender.CarrierHz), Edge(sender.DecaySeconds, sender.CarrierHz)));
        }

        var turn = 2 * Math.PI * sender.CarrierHz / rate;
        var start = seconds * rate - block;
        var phase = 2 * Math.PI * _random.NextDouble();
        var droop = _case.DroopDecibels / 120;
        var chirp = Math.PI * sender.ChirpHz / 120e-6;
        var lastEnd = 0.0;
        foreach (var (from, to) in frame.Sender.IsModeAc ? Replies(frame.Bytes) : Pulses(frame.Bytes))
        {
            var jitter = _case.PulseJitterSeconds * (2 * _random.NextDouble() - 1) * rate;
            var (up, down) = (start + (from - sender.WidthSeconds / 2) * rate + jitter, start + (to + sender.WidthSeconds / 2) * rate + jitter);
            phase = sender.IsCoherent ? phase + _case.PhaseWalk * Math.Sqrt((from - lastEnd) * 1e6) * Gaussian() : 2 * Math.PI * _random.NextDouble();
            lastEnd = from;
            var level = amplitude * Math.Pow(10, (_case.PulseLevelDecibels * Gaussian() - droop * from * 1e6) / 20);
            var first = Math.Max(0, (int)Math.Ceiling(up) - Reach);
            var last = (int)Math.Floor(down) + Reach;
            var vector = Complex.FromPolarCoordinates(level, phase + (sender.IsCoherent ? _case.PhaseJitter * Gaussian() : 0) + turn * (first - start) + chirp * from * from);
            var step = Complex.FromPolarCoordinates(1, turn);
            for (var n = first; n <= last; n++, vector *= step)
            {
                var value = vector * (At(edges.Rise, n - up) - At(edges.Fall, n - down));
                i[n] += (float)value.Real;
                q[n] += (float)value.Imaginary;
            }
        }
    }

    /// <summary>The pulses of a frame, those without a gap between them as one.</summary>
    private static IEnumerable<(double From, double To)> Pulses(byte[] bytes)
    {
        const double Chip = 0.5e-6;
        foreach (var chip in (int[])[0, 2, 7, 9])
        {
            yield return (chip * Chip, (chip + 1) * Chip);
        }

        double from = -1, to = -1;
        for (var n = 0; n < 8 * bytes.Length; n++)
        {
            var at = (16 + 2 * n + ((bytes[n / 8] >> (7 - n % 8) & 1) != 0 ? 0 : 1)) * Chip;
            if (Math.Abs(at - to) < Chip / 10)
            {
                to = at + Chip;
                continue;
            }

            if (from >= 0)
            {
                yield return (from, to);
            }

            (from, to) = (at, at + Chip);
        }

        yield return (from, to);
    }

    /// <summary>The pulses of a Mode A/C reply whose places are the bits of two bytes.</summary>
    private static IEnumerable<(double From, double To)> Replies(byte[] bytes)
    {
        for (var place = 0; place < 15; place++)
        {
            if (place is 0 or 14 || (bytes[place / 8] >> (place % 8) & 1) != 0)
            {
                yield return (place * 1.45e-6, place * 1.45e-6 + 0.45e-6);
            }
        }
    }

    private static Complex At(Complex[] edge, double samples)
    {
        var place = (samples + Reach) * PerSample;
        if (place <= 0)
        {
            return 0;
        }

        var whole = (int)place;
        return whole >= edge.Length - 1 ? edge[^1] : edge[whole] + (place - whole) * (edge[whole + 1] - edge[whole]);
    }

    /// <summary>Response of the band to an edge of half a cosine around 0, at a carrier: the integral of the pulse's rise with the turned impulse response.</summary>
    private Complex[] Edge(double seconds, double carrierHz)
    {
        var half = seconds / 2 * _case.SampleRate;
        var turn = 2 * Math.PI * carrierHz / _case.SampleRate;
        var edge = new Complex[2 * Reach * PerSample + 1];
        double Level(double t) => t <= -half ? 0 : t >= half ? 1 : 0.5 * (1 + Math.Sin(Math.PI / 2 * t / half));
        if (_case.Band == Band.None)
        {
            return [.. edge.Select((_, n) => new Complex(Level((double)n / PerSample - Reach), 0))];
        }

        // Edges of the mean are sharp.
        var every = _case.Band == Band.Average ? 1 : 4;
        for (var n = 0; n < edge.Length; n++)
        {
            Complex sum = 0;
            for (var k = 0; k < _band.Length; k += every)
            {
                var delay = (double)k / PerSample - Reach;
                sum += Level((double)n / PerSample - Reach - delay) * _band[k] * Complex.FromPolarCoordinates(1, -turn * delay);
            }

            edge[n] = sum * every;
        }

        return edge;
    }

    /// <summary>Impulse response, <see cref="PerSample"/> values a sample, of sum 1.</summary>
    private double[] Impulse()
    {
        var h = new double[2 * Reach * PerSample + 1];
        for (var n = 0; n < h.Length; n++)
        {
            var t = (double)n / PerSample - Reach;
            h[n] = _case.Band switch
            {
                Band.Butterworth => Butterworth(t + 1.2),
                Band.Average => Math.Abs(t) < 0.5 ? 1 : Math.Abs(t) > 0.5 ? 0 : 0.5,
                Band.Blackman => Blackman(t),
                _ => Sinc(t),
            };
        }

        var sum = h.Sum();
        return [.. h.Select(v => v / sum)];
    }

    private double Sinc(double t)
    {
        var x = 2 * Math.PI * _case.BandEdge * t;
        var window = Math.Abs(t) >= 8 ? 0 : Math.Cos(Math.PI * t / 16);
        return (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x) * window * window;
    }

    private static double Blackman(double t)
    {
        var x = Math.PI * t;
        return (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x) * (Math.Abs(t) >= 6 ? 0 : 0.42 + 0.5 * Math.Cos(x / 6) + 0.08 * Math.Cos(x / 3));
    }

    /// <summary>Fourth order: two pairs of poles at 22.5 and 67.5 degrees from the real axis.</summary>
    private double Butterworth(double t)
    {
        if (t < 0)
        {
            return 0;
        }

        var w = 2 * Math.PI * _case.BandEdge;
        Complex[] poles = [.. ((double[])[112.5, 157.5, 202.5, 247.5]).Select(a => Complex.FromPolarCoordinates(w, a * Math.PI / 180))];
        Complex sum = 0;
        foreach (var pole in poles)
        {
            var residue = poles.Where(other => other != pole).Aggregate((Complex)(w * w * w * w), (product, other) => product / (pole - other));
            sum += residue * Complex.Exp(pole * t);
        }

        return sum.Real;
    }

    private void AddSpur(float[] i, float[] q, int count, long block, double noise)
    {
        if (_case.SpurDecibels is not { } decibels)
        {
            return;
        }

        const double SwingHertz = 300;
        var level = noise * Math.Sqrt(2 * Math.Pow(10, decibels / 10));
        for (var n = 0; n < count; n++)
        {
            var seconds = (block + n) / _case.SampleRate;
            var swing = _case.SpurDeviationHertz / SwingHertz * Math.Sin(2 * Math.PI * SwingHertz * seconds);
            var (sin, cos) = Math.SinCos(2 * Math.PI * _case.SpurHertz * seconds + swing);
            i[n] += (float)(level * cos);
            q[n] += (float)(level * sin);
        }
    }

    private void AddNoise(float[] samples, int count, double sigma)
    {
        var white = new float[count + _noiseTaps.Length];
        for (var n = 0; n + 1 < white.Length; n += 2)
        {
            var size = MathF.Sqrt(-2 * MathF.Log(1 - _random.NextSingle())) * (float)sigma;
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * _random.NextSingle());
            (white[n], white[n + 1]) = (size * cos, size * sin);
        }

        var target = samples.AsSpan(0, count);
        for (var k = 0; k < _noiseTaps.Length; k++)
        {
            if (_noiseTaps[k] != 0)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(white.AsSpan(k, count), _noiseTaps[k], target, target);
            }
        }
    }

    /// <summary>From sample <paramref name="step"/> on the gain is another.</summary>
    private void Convert(float[] i, float[] q, int count, int step, byte[] bytes)
    {
        var gain = Math.Pow(10, _case.ImbalanceDecibels / 20);
        var later = (float)Math.Pow(10, _case.GainStepDecibels / 20);
        for (var n = Math.Max(0, step); later != 1 && n < count; n++)
        {
            i[n] *= later;
            q[n] *= later;
        }

        var (sin, cos) = Math.SinCos(_case.QuadratureDegrees * Math.PI / 180);
        for (var n = 0; n < count; n++)
        {
            bytes[2 * n] = Step(i[n] * gain + _case.Dc.I);
            bytes[2 * n + 1] = Step(q[n] * cos + i[n] * sin + _case.Dc.Q);
        }

        byte Step(double value) => (byte)Math.Clamp(Math.Floor(value + _case.Zero + 0.5), 0, 255);
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
