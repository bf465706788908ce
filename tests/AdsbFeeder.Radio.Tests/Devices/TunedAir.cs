using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using AdsbFeeder.Dsp;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Radio.Tests.Devices;

/// <summary>Simulated air behind a tuner whose gain can be set, and an 8-bit converter that clips: what is heard in a second.</summary>
/// <remarks>The air is a loop of some seconds in 16 bits, so weak that nothing clips in it. At the highest gain its noise has a standard deviation of 4 steps of the
/// converter, as a dongle's has; at 30 dB less it drowns in the steps.</remarks>
internal sealed class TunedAir
{
    internal const double TopDecibels = 49.6;

    private const int Rate = 2_400_000;

    /// <summary>Noise of the recording, in steps of 8 bits; so far is it below that of the tuner at the top.</summary>
    private const double RecordedSigma = 0.25;

    private const double SigmaAtTop = 4;
    private static readonly ConcurrentDictionary<(SimulationOptions Scene, double Noise), short[]> Recorded = new();

    /// <summary>A prime number of normally distributed ones, read from another place each second.</summary>
    private static readonly double[] Gaussian = MakeGaussian();

    private readonly SimulationOptions _scene;
    private readonly byte[] _second = new byte[2 * Rate];
    private readonly FrameBuffer _frames = new();
    private readonly Demodulator _demodulator = new(new DemodulatorOptions { SampleRate = Rate, Format = SampleFormat.Uc8, Mode = DemodulatorMode.Fast });
    private DemodulatorStatistics _before;
    private short[] _air;
    private readonly Random _random = new(3);
    private int _at;

    internal TunedAir(SimulationOptions scene, double noiseDecibels = 0)
    {
        _scene = scene;
        _air = Record(scene, noiseDecibels);
    }

    /// <summary>A transmitter next door, on another frequency, that overloads the tuner above this gain: what is wanted becomes weaker, and its mixing products are noise.
    /// None while infinite.</summary>
    internal double OverloadedAbove { get; set; } = double.PositiveInfinity;

    /// <summary>The noise rises by so much.</summary>
    internal void RaiseNoise(double decibels) => _air = Record(_scene, decibels);

    /// <summary>What is heard in the next second.</summary>
    internal GainObservation Listen(double gain)
    {
        // A limiter that a strong carrier drives gives the weak one back with half its amplitude, and ever less the more it is driven.
        var over = Math.Max(0, gain - OverloadedAbove);
        var compression = over > 0 ? 0.5 * Math.Pow(10, -over / 20) : 1;
        Convert(Math.Pow(10, (gain - TopDecibels) / 20) * compression * SigmaAtTop / RecordedSigma / 256, 0.6 * over);
        _demodulator.Process(_second, _frames);
        _frames.Clear();
        var now = _demodulator.Statistics;
        var heard = new GainObservation(now.Frames - _before.Frames, now.StrongSignals - _before.StrongSignals, now.NoiseFloorDbfs, ClippedSamples.Count(_second, SampleFormat.Uc8) / (2.0 * Rate));
        _before = now;
        return heard;
    }

    /// <summary>Frames a second with a gain, in the mean of a loop.</summary>
    internal double FramesAt(double gain)
    {
        var seconds = _air.Length / (2 * Rate);
        _ = Listen(gain); // addresses become known
        return Enumerable.Range(0, seconds).Sum(_ => Listen(gain).Frames) / (double)seconds;
    }

    private void Convert(double factor, double sigma)
    {
        var noise = _random.Next(Gaussian.Length - 1);
        for (var i = 0; i < _second.Length; i += 2)
        {
            noise = noise + 2 < Gaussian.Length ? noise + 2 : _random.Next(2);
            _second[i] = Converted((_air[_at] * factor) + (sigma * Gaussian[noise]));
            _second[i + 1] = Converted((_air[_at + 1] * factor) + (sigma * Gaussian[noise + 1 < Gaussian.Length ? noise + 1 : 0]));
            _at = (_at + 2) % _air.Length;
        }
    }

    private static byte Converted(double level) => (byte)Math.Clamp(Math.Round(level + 127.5), 0, 255);

    private static double[] MakeGaussian()
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, 999_983).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    private static short[] Record(SimulationOptions scene, double noiseDecibels) => Recorded.GetOrAdd((scene, noiseDecibels), _ =>
    {
        using var source = new SimulatorSource(scene with
        {
            SampleFormat = SimulatedSampleFormat.SignedShorts,
            NoiseSigma = RecordedSigma * Math.Pow(10, noiseDecibels / 20),
            SnrAt10KilometresDecibels = scene.SnrAt10KilometresDecibels - noiseDecibels,
        });
        var air = new short[2 * Rate * (int)scene.Duration!.Value.TotalSeconds];
        var bytes = MemoryMarshal.AsBytes(air.AsSpan());
        for (var have = 0; have < bytes.Length;)
        {
            have += source.Read(bytes[have..]) is > 0 and var count ? count : throw new InvalidOperationException("The scene is shorter than it says.");
        }

        return air;
    });
}
