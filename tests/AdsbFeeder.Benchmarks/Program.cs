using AdsbFeeder.Benchmarks;
using AdsbFeeder.Benchmarks.Fitting;
using BenchmarkDotNet.Running;

// replay FILE [options]   a recording through the demodulator: frames found and CPU seconds
// robustness              a second modulator, one variation after another: [--scene NAME] [--only NAME,…] [--seeds N] [--folder KEPT]
// fit                     the constants of the acceptance likelihood from simulated scenes, beside those in the code; --quick
// scene NAME FILE         a simulated scene and its truth to files
// scale [--quick]         what a frame, a snapshot and its JSON cost with 100, 1,000 and 10,000 aircraft, and the whole service; --tracker, --service: one of both
// plausibility [--quick]  simulated teleports, ghosts, neighbours and GPS loss: what is believed, and what is lost
// kernels [arguments]     BenchmarkDotNet with its own arguments
// throughput              frames poured into the Beast input, beside dump1090-mutability; --quick for one run, --no-peer without it
// clients                 500 clients of the Beast port at 2,000 frames/s
// scrape                  /metrics with 1,000 aircraft and 50 clients, and what counting costs
// latency                 from a frame's last bit to the socket of a client
//                         these three take --program PATH: another build of the service, such as the package's
// anything else           the scenes through the real programs; --quick for one seed each. Its output is what docs/benchmarks.md holds
if (Array.IndexOf(args, "--program") is var option and >= 0 && option + 1 < args.Length)
    ServiceUnderTest.Program = args[option + 1];
return args switch
{
    ["replay", .. var rest] => Replay.Run(rest),
    ["scene", .. var rest] => SceneFile.Run(rest),
    ["robustness", .. var rest] => RobustnessBenchmark.Run(rest),
    ["throughput", .. var rest] => ThroughputBenchmark.Run(rest),
    ["fit", .. var rest] => FitReport.Run(rest),
    ["scale", .. var rest] => ScaleBenchmark.Run(rest),
    ["plausibility", .. var rest] => PlausibilityBenchmark.Run(rest),
    ["clients", .. var rest] => ClientsBenchmark.Run(rest),
    ["scrape", .. var rest] => ScrapeBenchmark.Run(rest),
    ["latency", .. var rest] => LatencyBenchmark.Run(rest),
    ["kernels", .. var rest] => Benchmark(rest.Length == 0 ? ["--filter", "*"] : rest),
    _ => SceneBenchmark.Run(args),
};

static int Benchmark(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Replay).Assembly).Run(args);
    return 0;
}
