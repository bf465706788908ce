using AdsbFeeder.Dsp;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Benchmarks.Fitting;

/// <summary>Whether soft bits mean what they say: log-likelihood ratios of bits whose truth is known, and the factor that makes them truest.</summary>
/// <remarks>
/// Bursts are looked at where the simulator says that they are. Those that are worth decoding count, unless another covers them: that is no noise. The factor is that of the greatest likelihood of the
/// true bits, Σ ln 1 / (1 + e^(-factor × ratio)): 1 when the constants are right.
/// </remarks>
internal sealed class SoftBitFit
{
    private const int Lead = 32;
    private const float LeastEvidence = 32;
    private const double MostInterference = -20;
    private const float LeastCoherence = 0.6f;

    /// <summary>Ratios from amplitudes, positive when they say what was sent.</summary>
    public List<float> Amplitudes { get; } = [];

    /// <summary>The same from phases.</summary>
    public List<float> Coherent { get; } = [];

    /// <summary>Bursts that were looked at.</summary>
    public int Bursts { get; private set; }

    /// <summary>Adds the bursts of a scene of 2.4 MS/s.</summary>
    public void Add(SimulationOptions scene)
    {
        var truth = new List<TruthRecord>();
        var receiver = new SimulatedReceiver(scene, truth.Add);
        var bytes = new byte[(int)(scene.Duration!.Value.TotalSeconds * scene.SampleRate) * 2];
        receiver.Read(bytes);
        var frontEnd = new FrontEnd(SampleFormat.Uc8, (int)scene.SampleRate, 6);
        var coherent = new CoherentBits(frontEnd, 1);
        var noise = new NoiseFloor();
        ReadOnlySpan<byte> left = bytes;
        var next = 0;
        while (frontEnd.TryFill(ref left))
        {
            var window = frontEnd.WindowSample * SampleRates.FineRate / (long)scene.SampleRate;
            frontEnd.Make(0, frontEnd.Amplitudes.Length);
            noise.Add(frontEnd.Amplitudes.AsSpan(frontEnd.HistorySteps));
            noise.Close();
            for (; next < truth.Count && PlaceOf(truth[next]) - window < Lead + frontEnd.BlockSteps; next++)
            {
                if (IsAlone(truth[next]) && PlaceOf(truth[next]) - window >= Lead)
                {
                    Look(frontEnd, coherent, noise.Sigma, PlaceOf(truth[next]) - window, truth[next].Frame.Bytes);
                }
            }

            frontEnd.Advance();
        }
    }

    /// <summary>The factor by which ratios should be multiplied.</summary>
    public static double Factor(IReadOnlyList<float> ratios)
    {
        // The likelihood is concave in the factor, so its slope changes sign once.
        double low = 0.1, high = 10;
        while (high / low > 1.001)
        {
            var middle = Math.Sqrt(low * high);
            var slope = ratios.Sum(ratio => ratio / (1 + Math.Exp(middle * ratio)));
            (low, high) = slope > 0 ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(low * high);
    }

    private static bool IsAlone(in TruthRecord sent) => !sent.Frame.IsModeAc && sent.StrongestInterfererDecibels.GetValueOrDefault(double.MinValue) < MostInterference;

    private static double PlaceOf(in TruthRecord sent) => sent.Seconds * SampleRates.FineRate + PreambleKernel.Chip / 2;

    private void Look(FrontEnd frontEnd, CoherentBits coherent, float sigma, double place, ReadOnlySpan<byte> bytes)
    {
        var count = 8 * bytes.Length;
        var (ones, zeros, soft) = (new float[count], new float[count], new float[count]);
        var start = (int)Math.Round(place);
        SoftBits.Chips(frontEnd.Amplitudes, start, ones, zeros);
        var (amplitude, deviation) = SoftBits.Measure(ones.AsSpan(0, 56), zeros.AsSpan(0, 56), sigma, frontEnd.Pulse.Leak1);
        SoftBits.Ratios(ones, zeros, amplitude, deviation, soft);
        if (Evidence.Of(soft.AsSpan(0, 56)) < LeastEvidence)
        {
            return;
        }

        Bursts++;
        Take(soft, bytes, Amplitudes);
        coherent.Load(place, 0, count);
        coherent.Run(soft, sigma, 0);
        if (coherent.Coherence >= LeastCoherence)
        {
            Take(soft, bytes, Coherent);
        }
    }

    private static void Take(ReadOnlySpan<float> soft, ReadOnlySpan<byte> bytes, List<float> to)
    {
        for (var n = 0; n < soft.Length; n++)
        {
            to.Add((bytes[n / 8] >> (7 - n % 8) & 1) != 0 ? soft[n] : -soft[n]);
        }
    }
}
