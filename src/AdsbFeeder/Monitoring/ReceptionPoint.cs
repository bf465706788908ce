using AdsbFeeder.Tracking;

namespace AdsbFeeder.Monitoring;

/// <summary>How reception was over a few seconds or minutes. What nobody measured is NaN.</summary>
/// <param name="UnixMs">End of the time it stands for.</param>
internal readonly record struct ReceptionPoint(long UnixMs)
{
    internal float MessagesPerSecond { get; init; }

    internal float PositionsPerSecond { get; init; }

    internal int Aircraft { get; init; }

    internal int AircraftWithPosition { get; init; }

    internal float SignalDbfs { get; init; }

    internal float PeakDbfs { get; init; }

    internal float NoiseDbfs { get; init; }

    internal float GainDecibels { get; init; }

    internal float MaxDistanceMetres { get; init; }

    /// <summary>Samples that were lost by the device or dropped for want of time, in thousandths of all.</summary>
    internal float LostPerMille { get; init; }

    /// <summary>From the growth of the counters, the largest values of that time, and what is shown at its end.</summary>
    internal static ReceptionPoint Of(StatisticsPeriod period, int aircraft, int withPosition, double? gain)
    {
        var local = period.Local;
        var lost = local.SamplesLost + local.SamplesDropped;
        return new ReceptionPoint(period.EndUnixMs)
        {
            MessagesPerSecond = (float)period.PerSecond(TrackerCounter.Messages),
            PositionsPerSecond = (float)period.PerSecond(TrackerCounter.Positions),
            Aircraft = aircraft,
            AircraftWithPosition = withPosition,
            SignalDbfs = (float)Power.MeanDecibels(local.SignalPowerSum, local.AcceptedAll),
            PeakDbfs = (float)Power.MeanDecibels(period.PeakSignalPower, 1),
            NoiseDbfs = (float)Power.MeanDecibels(local.NoisePowerSum, local.NoiseCount),
            GainDecibels = (float)(gain ?? double.NaN),
            MaxDistanceMetres = period.MaxDistanceMetres > 0 ? (float)period.MaxDistanceMetres : float.NaN,
            LostPerMille = local.SamplesProcessed + lost > 0 ? (float)(1000.0 * lost / (local.SamplesProcessed + lost)) : float.NaN,
        };
    }
}
