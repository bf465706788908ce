using AdsbFeeder.Dsp;
using BenchmarkDotNet.Attributes;

namespace AdsbFeeder.Benchmarks;

/// <summary>The kernels of the front end, each variant, for one block at 2.4 MS/s.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Groups = 6528;
    private const int Samples = 65536;

    private readonly PolyphasePlan _plan = new(2_400_000, new PulseFilter(2_400_000), Groups + 64);
    private readonly float[] _i = Noise(Samples, 1);
    private readonly float[] _q = Noise(Samples, 2);
    private readonly float[] _scores = new float[32768];
    private readonly float[] _rows = new float[5 * AmplitudeKernel.GroupsPerCall];
    private readonly byte[] _bytes = new byte[2 * Samples];

    /// <summary>Names of the variants that this machine supports.</summary>
    public static IEnumerable<string> Variants => PreambleKernel.Kernels.Where(k => k.IsSupported).Select(k => k.Name);

    [ParamsSource(nameof(Variants))]
    public string Variant { get; set; } = "scalar";

    [Benchmark]
    public void Preamble() => Array.Find(PreambleKernel.Kernels, k => k.Name == Variant).Run(_i, _scores);

    [Benchmark]
    public void Amplitude()
    {
        var kernel = Array.Find(AmplitudeKernel.Kernels, k => k.Name == Variant).Run;
        for (var group = 0; group < Groups; group += AmplitudeKernel.GroupsPerCall)
        {
            kernel(_plan, _i, _q, group, _rows);
        }
    }

    [Benchmark]
    public void Conversion() => (Array.Find(SampleConversion.Kernels, k => k.Name == Variant).Run ?? SampleConversion.Kernels[0].Run)(SampleFormat.Uc8, _bytes, _i, _q);

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }
}
