using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Air;

/// <summary>A frame that leaves an aircraft.</summary>
/// <param name="Frame">The bits.</param>
/// <param name="Seconds">When its first pulse leaves.</param>
/// <param name="Airframe">Who sends it.</param>
/// <param name="Traits">With what radio.</param>
/// <param name="State">Where the aircraft is at that moment.</param>
internal readonly record struct Transmission(Frame Frame, double Seconds, Airframe Airframe, RadioTraits Traits, FlightState State);

/// <summary>A frame as it reaches the receiver.</summary>
/// <param name="Transmission">What was sent.</param>
/// <param name="ArrivalSeconds">When its first pulse arrives.</param>
/// <param name="PowerDecibels">Pulse power over the noise power of a band sampled at <see cref="SimulationOptions.ReferenceRate"/>.</param>
/// <param name="CarrierOffsetHz">Carrier less the receiver's centre.</param>
/// <param name="PhaseRadians">Carrier phase at the first pulse.</param>
internal readonly record struct Burst(
    Transmission Transmission, double ArrivalSeconds, double PowerDecibels, double CarrierOffsetHz, double PhaseRadians)
{
    public Frame Frame => Transmission.Frame;

    public RadioTraits Traits => Transmission.Traits;

    /// <summary>When the last pulse has arrived.</summary>
    public double EndSeconds => ArrivalSeconds + Modulation.PulseTrain.Seconds(Transmission.Frame);
}
