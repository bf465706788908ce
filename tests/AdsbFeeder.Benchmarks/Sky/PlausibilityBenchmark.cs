using System.Globalization;
using AdsbFeeder.Plausibility;

namespace AdsbFeeder.Benchmarks;

/// <summary>How much that is false is believed, and how much that is true is not. Its output is what docs/tracking.md holds.</summary>
internal static class PlausibilityBenchmark
{
    public static int Run(string[] args)
    {
        var (seeds, seconds) = args.Contains("--quick") ? (1, 120) : (5, 600);
        Console.WriteLine("| what is false | sent | believed | detected | true things | lost | false alarms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var results = Enumerable.Range(1, seeds).SelectMany(seed => PlausibilityTrial.All(seed, 60, seconds));
        foreach (var trial in results.GroupBy(result => result.Name))
        {
            var sum = trial.Aggregate((a, b) => new TrialResult(a.Name, a.Sent + b.Sent, a.Shown + b.Shown, a.Good + b.Good, a.Lost + b.Lost));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {sum.Name} | {sum.Sent} | {sum.Shown} | {100 * sum.Detection:0.00} % | {sum.Good} | {sum.Lost} | {100 * sum.FalseAlarms:0.00} % |"));
        }

        return 0;
    }
}
