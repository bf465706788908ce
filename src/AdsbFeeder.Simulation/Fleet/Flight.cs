namespace AdsbFeeder.Simulation.Fleet;

/// <summary>One aircraft following its legs: a point mass that banks to turn, within the limits of its class.</summary>
/// <remarks>
/// Each step moves with the velocity of its beginning and then computes the next velocity, so that <see cref="FlightState.After"/> is exact in
/// between and positions have no jumps. A turn follows from the bank: rate = g tan(bank) / speed. Steps of up to a second are stable.
/// </remarks>
internal sealed partial class Flight(Performance performance, Weather weather, Airport airport, IReadOnlyList<Leg> legs)
{
    private const double RollRateDegreesPerSecond = 4;
    private const double VerticalAccelerationFpmPerSecond = 200;   // 0.1 g

    private int _leg;
    private double _held;

    public FlightState State { get; private set; }

    /// <summary>True after the last leg.</summary>
    public bool IsFinished => _leg >= legs.Count;

    public Performance Performance { get; } = performance;

    /// <summary>Puts the aircraft at a place: standing, or flying straight and level.</summary>
    public Flight Start(GeoPoint position, double altitudeFeet, double headingDegrees, bool onGround)
    {
        var state = new FlightState
        {
            Position = position,
            AltitudeFeet = altitudeFeet,
            TrueHeadingDegrees = headingDegrees,
            OnGround = onGround,
            TrackDegrees = headingDegrees,
            TrueAirspeedKnots = onGround ? 0 : Performance.TargetTrueAirspeed(altitudeFeet, legs[0].SpeedKnots),
            SelectedAltitudeFeet = onGround ? 5000 : altitudeFeet,
            SelectedHeadingDegrees = headingDegrees,
        };
        State = onGround ? state : WithWind(state);
        return this;
    }

    /// <summary>Moves by a step of at most a second.</summary>
    public void Advance(double seconds)
    {
        if (IsFinished)
        {
            State = State.After(seconds);
            return;
        }

        var leg = legs[_leg];
        State = State.After(seconds);
        switch (leg.Kind)
        {
            case LegKind.Fly:
                FlyTo(leg, seconds);
                break;
            case LegKind.FinalApproach:
                Approach(seconds);
                break;
            case LegKind.TakeOff:
                TakeOff(seconds);
                break;
            case LegKind.RollOut:
                Roll(leg.SpeedKnots, airport.HeadingDegrees, Performance.RunwayAccelerationKnots, seconds);
                if (State.GroundSpeedKnots <= leg.SpeedKnots)
                    _leg++;
                break;
            case LegKind.Taxi:
                TaxiTo(leg, seconds);
                break;
            case LegKind.Hold:
                Hold(leg, seconds);
                break;
        }
    }

    private void FlyTo(Leg leg, double seconds)
    {
        var distance = State.Position.DistanceTo(leg.To);
        var bearing = State.Position.BearingTo(leg.To);
        Steer(bearing, seconds);
        var speedLimit = leg.SpeedKnots;
        Accelerate(Performance.TargetTrueAirspeed(State.AltitudeFeet, speedLimit), seconds);

        // A descent at 300 ft per nautical mile begins as late as it can; a climb begins at once.
        var toLose = State.AltitudeFeet - leg.AltitudeFeet;
        var descentMetres = (toLose / 300 + 4) * Units.MetresPerNauticalMile;
        var holds = toLose > 0 && distance > descentMetres;
        ChangeAltitude(holds ? State.SelectedAltitudeFeet : leg.AltitudeFeet, seconds);
        if (!holds)
            State = State with { SelectedAltitudeFeet = leg.AltitudeFeet };

        State = WithWind(State with { SelectedHeadingDegrees = bearing });
        var radius = TurnRadiusMetres();
        var behind = Math.Abs(Angles.Half(bearing - State.TrackDegrees)) > 80;
        if (distance < radius * 0.6 || (behind && distance < 3 * radius))
            _leg++;
    }

    private double TurnRadiusMetres()
    {
        var speed = State.GroundSpeedKnots * Units.MetresPerSecondPerKnot;
        return speed * speed / (Units.Gravity * Math.Tan(Performance.MaximumBankDegrees * (Math.PI / 180)));
    }

    /// <summary>Banks towards the heading that holds a track in this wind.</summary>
    private void Steer(double trackDegrees, double seconds)
    {
        var crosswind = weather.WindKnots(State.AltitudeFeet) * Math.Sin((weather.WindTowardDegrees - trackDegrees) * (Math.PI / 180));
        var correction = Math.Asin(Math.Clamp(crosswind / Math.Max(State.TrueAirspeedKnots, 1), -0.9, 0.9)) * (180 / Math.PI);
        var error = Angles.Half(trackDegrees - correction - State.TrueHeadingDegrees);
        var wantedBank = Math.Clamp(error * 1.2, -Performance.MaximumBankDegrees, Performance.MaximumBankDegrees);
        var bank = Approach(State.RollDegrees, wantedBank, RollRateDegreesPerSecond * seconds);
        var speed = Math.Max(State.TrueAirspeedKnots, 30) * Units.MetresPerSecondPerKnot;
        var rate = Units.Gravity * Math.Tan(bank * (Math.PI / 180)) / speed * (180 / Math.PI);
        State = State with
        {
            RollDegrees = bank,
            TurnRateDegreesPerSecond = rate,
            TrueHeadingDegrees = Angles.Full(State.TrueHeadingDegrees + (rate * seconds)),
        };
    }

    private void Accelerate(double trueAirspeed, double seconds) => State = State with
    {
        TrueAirspeedKnots = Approach(State.TrueAirspeedKnots, trueAirspeed, Performance.AccelerationKnots * seconds),
    };

    private void ChangeAltitude(double altitudeFeet, double seconds)
    {
        var error = altitudeFeet - State.AltitudeFeet;
        var limit = Performance.VerticalRate(State.AltitudeFeet, error > 0);
        ChangeVerticalRate(Math.Clamp(error * 3, -limit, limit), seconds);
    }

    private void ChangeVerticalRate(double wanted, double seconds) => State = State with
    {
        VerticalRateFpm = Approach(State.VerticalRateFpm, wanted, VerticalAccelerationFpmPerSecond * seconds),
    };

    private FlightState WithWind(FlightState state)
    {
        var wind = weather.WindKnots(state.AltitudeFeet);
        var (windEast, windNorth) = Math.SinCos(weather.WindTowardDegrees * (Math.PI / 180));
        var (east, north) = Math.SinCos(state.TrueHeadingDegrees * (Math.PI / 180));
        east = (east * state.TrueAirspeedKnots) + (windEast * wind);
        north = (north * state.TrueAirspeedKnots) + (windNorth * wind);
        return state with
        {
            GroundSpeedKnots = Math.Sqrt((east * east) + (north * north)),
            TrackDegrees = Angles.Full(Math.Atan2(east, north) * (180 / Math.PI)),
        };
    }

    private static double Approach(double value, double target, double step) =>
        value < target ? Math.Min(target, value + step) : Math.Max(target, value - step);
}
