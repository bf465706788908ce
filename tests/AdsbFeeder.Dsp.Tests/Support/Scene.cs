using System.Buffers.Binary;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp.Tests;

/// <summary>A small modulator: bursts of frames in noise, at any rate and in any format.</summary>
/// <remarks>Pulses of 0.5 µs with rise 50 ns and decay 80 ns, seen through a receiver's low pass of 0.46 of the rate. Amplitude 1 is full scale.</remarks>
internal sealed class Scene
{
    private const int HalfWindow = 8;
    private const int Finest = 64;

    private readonly double _rate;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _pulse;
    private readonly Random _random;

    public Scene(double samplesPerSecond, double milliseconds, double noiseSigma = 0, int seed = 1)
    {
        _rate = samplesPerSecond;
        _random = new Random(seed);
        var count = (int)(samplesPerSecond * milliseconds / 1000);
        (_re, _im) = (new double[count], new double[count]);
        for (var n = 0; n < count; n++)
        {
            (_re[n], _im[n]) = (noiseSigma * Gaussian(), noiseSigma * Gaussian());
        }

        _pulse = MakePulse(samplesPerSecond);
    }

    /// <summary>Transmits a frame whose preamble starts at a time; the phase is random unless given.</summary>
    public Scene Burst(string hex, double startNanoseconds, double amplitude, double offsetHz = 0, double phaseJitter = 0, double? startPhase = null)
    {
        var bytes = Convert.FromHexString(hex);
        var chips = new List<int> { 0, 2, 7, 9 };
        for (var n = 0; n < bytes.Length * 8; n++)
        {
            chips.Add(16 + 2 * n + ((bytes[n / 8] >> (7 - n % 8) & 1) != 0 ? 0 : 1));
        }

        var phase = startPhase ?? 2 * Math.PI * _random.NextDouble();
        foreach (var chip in chips)
        {
            var start = (startNanoseconds + 500.0 * chip) * 1e-9 * _rate;
            phase += phaseJitter * Gaussian();
            for (var n = (int)Math.Ceiling(start) - HalfWindow; n < start + HalfWindow + 0.7e-6 * _rate; n++)
            {
                var place = (n - start + HalfWindow) * Finest;
                var whole = (int)Math.Floor(place);
                if (n < 0 || n >= _re.Length || whole < 0 || whole + 1 >= _pulse.Length)
                {
                    continue;
                }

                var level = amplitude * (_pulse[whole] + (place - whole) * (_pulse[whole + 1] - _pulse[whole]));
                var angle = 2 * Math.PI * offsetHz * (n / _rate - startNanoseconds * 1e-9) + phase;
                _re[n] += level * Math.Cos(angle);
                _im[n] += level * Math.Sin(angle);
            }
        }

        return this;
    }

    /// <summary>A carrier that stands for some time, and swings by some hertz about its frequency, three hundred times a second.</summary>
    public Scene Carrier(double hertz, double amplitude, double swingHertz = 0, double fromMilliseconds = 0, double toMilliseconds = double.MaxValue)
    {
        const double Swings = 300;
        for (var n = (int)(fromMilliseconds * 1e-3 * _rate); n < _re.Length && n < toMilliseconds * 1e-3 * _rate; n++)
        {
            var seconds = n / _rate;
            var (sin, cos) = Math.SinCos(2 * Math.PI * hertz * seconds + swingHertz / Swings * Math.Sin(2 * Math.PI * Swings * seconds));
            _re[n] += amplitude * cos;
            _im[n] += amplitude * sin;
        }

        return this;
    }

    /// <summary>Everything so far seen through a receiver's band, whose edge is a share of the rate; white noise keeps its power.</summary>
    public Scene Through(double edge)
    {
        const int Reach = 12;
        var taps = Enumerable.Range(-Reach, 2 * Reach + 1).Select(n => (n == 0 ? 1 : Math.Sin(2 * Math.PI * edge * n) / (2 * Math.PI * edge * n)) * (1 + Math.Cos(Math.PI * n / (Reach + 1)))).ToArray();
        var norm = Math.Sqrt(taps.Sum(t => t * t));
        foreach (var plane in (double[][])[_re, _im])
        {
            var input = plane.ToArray();
            for (var n = Reach; n < plane.Length - Reach; n++)
            {
                plane[n] = 0;
                for (var k = 0; k < taps.Length; k++)
                {
                    plane[n] += taps[k] / norm * input[n + k - Reach];
                }
            }
        }

        return this;
    }

    /// <summary>The samples as a receiver gives them.</summary>
    public byte[] ToBytes(SampleFormat format)
    {
        var bytes = new byte[_re.Length * format.BytesPerSample()];
        for (var n = 0; n < _re.Length; n++)
        {
            Write(bytes.AsSpan(n * format.BytesPerSample()), format, _re[n], _im[n]);
        }

        return bytes;
    }

    private static void Write(Span<byte> to, SampleFormat format, double i, double q)
    {
        switch (format)
        {
            case SampleFormat.Uc8:
                (to[0], to[1]) = ((byte)Math.Clamp(Math.Round(i * 127.5 + 127.5), 0, 255), (byte)Math.Clamp(Math.Round(q * 127.5 + 127.5), 0, 255));
                break;
            case SampleFormat.Cs8:
                (to[0], to[1]) = ((byte)(sbyte)Math.Clamp(Math.Round(i * 128), -128, 127), (byte)(sbyte)Math.Clamp(Math.Round(q * 128), -128, 127));
                break;
            case SampleFormat.Cf32:
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)i);
                BinaryPrimitives.WriteSingleLittleEndian(to[4..], (float)q);
                break;
            default:
                var full = format == SampleFormat.Sc16 ? 32768 : 2048;
                BinaryPrimitives.WriteInt16LittleEndian(to, (short)Math.Clamp(Math.Round(i * full), -full, full - 1));
                BinaryPrimitives.WriteInt16LittleEndian(to[2..], (short)Math.Clamp(Math.Round(q * full), -full, full - 1));
                break;
        }
    }

    private static double[] MakePulse(double rate)
    {
        double width = 0.5e-6 * rate, rise = 50e-9 * rate, decay = 80e-9 * rate;
        var pulse = new double[(int)((2 * HalfWindow + 0.7e-6 * rate) * Finest)];
        const int Steps = 100;
        for (var n = 0; n < pulse.Length; n++)
        {
            var t = (double)n / Finest - HalfWindow;
            double from = -rise / 2, to = width + decay / 2;
            for (var k = 0; k < Steps; k++)
            {
                var x = from + (to - from) * (k + 0.5) / Steps;
                var level = x < rise / 2 ? (x + rise / 2) / rise : x > width - decay / 2 ? (width + decay / 2 - x) / decay : 1;
                pulse[n] += level * LowPass(t - x) * (to - from) / Steps;
            }
        }

        return pulse;
    }

    private static double LowPass(double t)
    {
        if (Math.Abs(t) >= HalfWindow)
        {
            return 0;
        }

        const double Cut = 0.46;
        var x = 2 * Math.PI * Cut * t;
        var window = 0.42 + 0.5 * Math.Cos(Math.PI * t / HalfWindow) + 0.08 * Math.Cos(2 * Math.PI * t / HalfWindow);
        return 2 * Cut * (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x) * window;
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>A frame with its parity, over which an address or interrogator code is laid.</summary>
    public static string WithParity(string hexWithoutParity, uint overlay = 0)
    {
        var bytes = Convert.FromHexString(hexWithoutParity + "000000");
        uint remainder = 0;
        for (var n = 0; n < (bytes.Length - 3) * 8; n++)
        {
            var top = remainder >> 23 ^ (uint)(bytes[n / 8] >> (7 - n % 8) & 1);
            remainder = (remainder << 1 & 0xFFFFFF) ^ (top != 0 ? 0xFFF409u : 0);
        }

        remainder ^= overlay;
        (bytes[^3], bytes[^2], bytes[^1]) = ((byte)(remainder >> 16), (byte)(remainder >> 8), (byte)remainder);
        return Convert.ToHexString(bytes);
    }

    /// <summary>All frames that a demodulator finds in bytes given to it in one call.</summary>
    public static ReceivedFrame[] Frames(DemodulatorOptions options, params byte[][] pieces)
    {
        var demodulator = new Demodulator(options);
        var frames = new FrameBuffer();
        foreach (var piece in pieces)
        {
            demodulator.Process(piece, frames);
        }

        demodulator.Flush(frames);
        return frames.Frames.ToArray();
    }
}
