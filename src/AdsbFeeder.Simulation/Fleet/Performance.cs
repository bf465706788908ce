using AdsbFeeder.ModeS;

namespace AdsbFeeder.Simulation.Fleet;

/// <summary>How a kind of aircraft flies: typical figures of its class.</summary>
/// <param name="Category">Emitter category, as in the identification message.</param>
/// <param name="ClimbKnots">Calibrated airspeed in climb and descent above 10,000 ft.</param>
/// <param name="CruiseMach">Mach number in cruise; 0 when it cruises at <paramref name="ClimbKnots"/>.</param>
/// <param name="LowestFeet">Lowest cruising altitude.</param>
/// <param name="HighestFeet">Highest cruising altitude.</param>
/// <param name="ClimbFpm">Rate of climb near the ground.</param>
/// <param name="ApproachKnots">Speed on final approach; rotation is at the same.</param>
internal sealed record Performance(
    string Category, double ClimbKnots, double CruiseMach, int LowestFeet, int HighestFeet, double ClimbFpm, double ApproachKnots)
{
    public static readonly Performance Light = new("A1", 115, 0, 1500, 5500, 700, 65);
    public static readonly Performance Turboprop = new("A2", 210, 0, 15_000, 25_000, 1500, 110);
    public static readonly Performance Narrow = new("A3", 290, 0.78, 30_000, 39_000, 2600, 135);
    public static readonly Performance HighVortex = new("A4", 300, 0.79, 30_000, 38_000, 2300, 140);
    public static readonly Performance Wide = new("A5", 310, 0.83, 31_000, 41_000, 2300, 145);
    public static readonly Performance Fast = new("A6", 330, 0.86, 18_000, 40_000, 5000, 140);
    public static readonly Performance Helicopter = new("A7", 120, 0, 700, 2500, 900, 60);

    /// <summary>The emitter category as a value.</summary>
    public EmitterCategory EmitterCategory => new(Category[0], Category[1] - '0');

    public bool IsJet => CruiseMach > 0;

    public double MaximumBankDegrees => IsJet ? 25 : 30;

    /// <summary>Acceleration in level flight and on the runway, knots per second.</summary>
    public double AccelerationKnots => IsJet ? 1.2 : 0.8;

    public double RunwayAccelerationKnots => IsJet ? 4.2 : 3;

    /// <summary>Rate of climb or descent that the aircraft uses at an altitude.</summary>
    public double VerticalRate(double altitudeFeet, bool climbing)
    {
        var ceiling = HighestFeet * 1.15;
        return climbing
            ? ClimbFpm * Math.Max(0.25, 1 - (altitudeFeet / ceiling))
            : IsJet ? 1900 : Math.Min(1500, ClimbFpm);
    }

    /// <summary>True airspeed that the crew flies at an altitude, with the 250 kt rule below 10,000 ft.</summary>
    public double TargetTrueAirspeed(double altitudeFeet, double speedLimitKnots)
    {
        var calibrated = Math.Min(ClimbKnots, speedLimitKnots);
        if (altitudeFeet < 10_000)
            calibrated = Math.Min(calibrated, 250);

        var mach = Airspeed.Mach(calibrated, altitudeFeet);
        return Airspeed.TrueKnots(CruiseMach > 0 ? Math.Min(mach, CruiseMach) : mach, altitudeFeet);
    }
}
