using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Air;

/// <summary>The way from a transponder to the receiver's antenna.</summary>
/// <remarks>
/// Power falls with the square of the slant range from a given SNR at 10 km. The antenna under the aircraft adds lobes that depend on the direction in
/// which the receiver is seen, and a scatter from burst to burst (bank, propeller, reflections). Beyond the radio horizon, when it counts, each kilometre
/// costs 0.35 dB (diffraction); on the ground buildings cost 8 dB.
/// </remarks>
internal sealed class AirChannel(SimulationOptions options, RandomStream random)
{
    private const double BurstWanderHz = 4000;
    private const double HorizonDecibelsPerKilometre = 0.35;
    private const double GroundLossDecibels = 8;

    private readonly GeoPoint _receiver = new(options.Latitude, options.Longitude);

    /// <summary>What arrives of a transmission.</summary>
    public Burst Propagate(in Transmission transmission)
    {
        var state = transmission.State;
        var traits = transmission.Traits;
        var metres = Math.Max(50, state.Position.SlantRangeTo(_receiver, state.AltitudeFeet, options.AntennaHeightFeet));
        var aspect = (state.Position.BearingTo(_receiver) - state.TrueHeadingDegrees) * (Math.PI / 180);
        var pattern = traits.PatternDecibels * Math.Sin((2 * aspect) + traits.PatternPhase);
        var scatter = random.Gaussian(options.AntennaScatterDecibels / 2, 3 * options.AntennaScatterDecibels);
        var power = options.SnrAt10KilometresDecibels - (20 * Math.Log10(metres / 10_000)) + traits.PowerDecibels + pattern + scatter;
        if (state.OnGround)
            power -= GroundLossDecibels;

        if (options.RadioHorizon)
            power -= HorizonDecibelsPerKilometre * Math.Max(0, (metres - HorizonMetres(state.AltitudeFeet)) / 1000);

        return new Burst(
            transmission,
            transmission.Seconds + (metres / Units.SpeedOfLight),
            power,
            traits.CarrierOffsetHz + random.Gaussian(BurstWanderHz) - options.TunerOffsetHz,
            random.Uniform(0, 2 * Math.PI));
    }

    /// <summary>4.12 km times the root of the height in metres, for both ends (4/3 Earth radius).</summary>
    private double HorizonMetres(double altitudeFeet) => 4120 * (
        Math.Sqrt(Math.Max(2, altitudeFeet * Units.MetresPerFoot)) + Math.Sqrt(options.AntennaHeightFeet * Units.MetresPerFoot));
}
