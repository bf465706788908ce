using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Transponder;

/// <summary>A secondary radar: a beam that turns, and what it asks when it passes an aircraft.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="PeriodSeconds">One revolution.</param>
/// <param name="PhaseSeconds">When it looks north.</param>
/// <param name="IsModeS">Roll-calls in Mode S; otherwise interlaced Mode A and C.</param>
/// <param name="InterrogatorCode">The seven low bits of the parity of a DF11 reply to it: CL (3 bits) and IC (4).</param>
internal sealed record Radar(GeoPoint Position, double PeriodSeconds, double PhaseSeconds, bool IsModeS, uint InterrogatorCode)
{
    private const double RangeMetres = 400_000;

    /// <summary>When the beam next passes an aircraft, at least half a revolution after a time.</summary>
    public double NextPass(GeoPoint aircraft, double after)
    {
        var earliest = after + (PeriodSeconds / 2);
        var inRevolution = PhaseSeconds + (Position.BearingTo(aircraft) / 360 * PeriodSeconds);
        return inRevolution + (Math.Ceiling((earliest - inRevolution) / PeriodSeconds) * PeriodSeconds);
    }

    /// <summary>True when it sees the aircraft.</summary>
    public bool Reaches(GeoPoint aircraft) => Position.DistanceTo(aircraft) < RangeMetres;

    /// <summary>Radars around a receiver; one of the Mode S radars has a surveillance identifier code, the others interrogator identifiers.</summary>
    public static Radar[] Draw(GeoPoint centre, int modeS, int modeAc, RandomStream random)
    {
        var radars = new Radar[modeS + modeAc];
        for (var i = 0; i < radars.Length; i++)
        {
            var period = random.Pick<double>([4.0, 5.0, 8.0, 10.0]);
            var ii = (uint)(1 + random.Next(15));
            radars[i] = new Radar(
                centre.Toward(random.Uniform(0, 360), random.Uniform(10_000, 160_000)),
                period * random.Uniform(0.98, 1.02),
                random.Uniform(0, period),
                i < modeS,
                i == 1 ? 0x30 | ii : ii);
        }

        return radars;
    }
}
