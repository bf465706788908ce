using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation;

/// <summary>Turns bursts, added in order of arrival, into records of truth.</summary>
internal sealed class TruthRecorder(SimulationOptions options)
{
    private readonly OverlapMeter _overlaps = new();

    public void Add(in Burst burst) => _overlaps.Add(burst);

    /// <summary>Tells that no burst will arrive before a time.</summary>
    public void Close(double seconds) => _overlaps.Close(seconds);

    /// <summary>Takes the next record that is complete.</summary>
    public bool TryTake(out TruthRecord record)
    {
        if (!_overlaps.TryTake(out var measured))
        {
            record = default;
            return false;
        }

        var burst = measured.Burst;
        var sent = burst.Transmission;
        var mark = burst.Frame.IsModeAc ? PulseTrain.ModeAcMarkSeconds : PulseTrain.BeastMarkSeconds;
        record = new TruthRecord
        {
            Frame = burst.Frame,
            Address = sent.Airframe.HasModeS ? Address.Icao(sent.Airframe.Address) : null,
            Seconds = burst.ArrivalSeconds,
            Ticks12MHz = (long)Math.Round((burst.ArrivalSeconds + mark) * 12e6),
            SnrDecibels = Levels.SnrDecibels(options, burst.PowerDecibels),
            LevelDbfs = Levels.Dbfs(options, burst.PowerDecibels),
            CarrierOffsetHz = burst.CarrierOffsetHz,
            IsCoherent = burst.Traits.IsCoherent,
            OverlapSeconds = measured.OverlapSeconds,
            StrongestInterfererDecibels = measured.StrongestDecibels,
            Latitude = sent.State.Position.Latitude,
            Longitude = sent.State.Position.Longitude,
            AltitudeFeet = sent.State.AltitudeFeet,
            OnGround = sent.State.OnGround,
        };
        return true;
    }
}
