using AdsbFeeder.Dsp;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Reception;

/// <summary>All receivers of the service, in the order of their numbers, and what they counted together.</summary>
internal sealed class Receivers(IReadOnlyList<Receiver> all)
{
    internal IReadOnlyList<Receiver> All => all;

    /// <summary>The one whose clock the outputs show; null when frames come from the network only.</summary>
    internal Receiver? First => all.Count > 0 ? all[0] : null;

    internal Receiver? Find(string name) => all.FirstOrDefault(receiver => receiver.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The sum of a counter of all demodulators.</summary>
    internal long Sum(Func<DemodulatorStatistics, long> counter) => all.Sum(receiver => counter(receiver.State.Statistics));

    /// <summary>How strong the frames of all receivers were since the start.</summary>
    internal SignalLevels Levels() => all.Aggregate(default(SignalLevels), (sum, receiver) => sum.And(receiver.State.Levels));

    /// <summary>The counters in the form of stats.json, and the strongest frame since the last call.</summary>
    internal (LocalStatistics Local, TimeSpan Busy, double PeakPower) Sample()
    {
        var sum = (Local: default(LocalStatistics), Busy: TimeSpan.Zero, PeakPower: 0.0);
        foreach (var receiver in all)
        {
            var (local, busy, peak) = receiver.State.Sample();
            if (receiver.Radio?.Status is { } radio)
            {
                local = local with { SamplesLost = radio.LostSamples, SamplesDropped = Math.Max(0, local.SamplesDropped - radio.LostSamples - radio.AwaySamples) };
            }

            sum = (sum.Local.And(local), sum.Busy + busy, Math.Max(sum.PeakPower, peak));
        }

        return sum;
    }
}
