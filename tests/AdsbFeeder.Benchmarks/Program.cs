using AdsbFeeder.Benchmarks;
using BenchmarkDotNet.Running;

// replay FILE [options]   a recording through the demodulator: frames found and CPU seconds
// scene NAME FILE         a simulated scene and its truth to files
// anything else           BenchmarkDotNet's own arguments
return args switch
{
    ["replay", .. var rest] => Replay.Run(rest),
    ["scene", .. var rest] => SceneFile.Run(rest),
    _ => Benchmark(args),
};

static int Benchmark(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Replay).Assembly).Run(args);
    return 0;
}
