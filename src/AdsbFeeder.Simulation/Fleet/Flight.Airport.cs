namespace AdsbFeeder.Simulation.Fleet;

/// <summary>Final approach, landing, taxi and take-off.</summary>
internal sealed partial class Flight
{
    private const double GlidePathDegrees = 3;
    private const double TaxiAccelerationKnots = 1.5;

    /// <summary>Tracks the extended centre line and a three degree glide path that crosses the threshold at 50 ft; then flares.</summary>
    private void Approach(double seconds)
    {
        var (before, right) = airport.Locate(State.Position);
        Steer(airport.HeadingDegrees - Math.Clamp(Math.Atan(right / 1500) * (180 / Math.PI), -45, 45), seconds);
        var limit = before > 14_000 ? 180 : Performance.ApproachKnots;
        Accelerate(Performance.TargetTrueAirspeed(State.AltitudeFeet, limit), seconds);

        var path = Airport.ElevationFeet + 50 + (Math.Max(0, before) * Math.Tan(GlidePathDegrees * (Math.PI / 180)) / Units.MetresPerFoot);
        var above = State.AltitudeFeet - path;
        var sink = State.GroundSpeedKnots * Units.MetresPerSecondPerKnot * Math.Tan(GlidePathDegrees * (Math.PI / 180)) * 60 / Units.MetresPerFoot;
        if (before > 0)
            ChangeVerticalRate(above < -20 ? 0 : Math.Max(-2200, -sink - (above * 4)), seconds);
        else
            ChangeVerticalRate(-220, seconds);

        State = WithWind(State with { SelectedAltitudeFeet = 3000, SelectedHeadingDegrees = airport.HeadingDegrees });
        if (State.AltitudeFeet <= Airport.ElevationFeet + 1)
            TouchDown();
        else if (before < -1500)
            GoAround();
    }

    private void TouchDown()
    {
        State = State with
        {
            OnGround = true,
            AltitudeFeet = Airport.ElevationFeet,
            VerticalRateFpm = 0,
            RollDegrees = 0,
            TurnRateDegreesPerSecond = 0,
            TrueAirspeedKnots = State.GroundSpeedKnots,
        };
        _leg++;
    }

    /// <summary>Too high to land: climb straight ahead, turn back to the approach and try again.</summary>
    private void GoAround()
    {
        var side = 9000;
        legs =
        [
            Leg.Fly(airport.At(14_000, 0), 3000, 200),
            Leg.Fly(airport.At(10_000, side), 3000, 200),
            Leg.Fly(airport.At(-26_000, side), 3000, 200),
            Leg.Fly(airport.At(-24_000, 0), 3000, 190),
            .. legs.Skip(_leg),
        ];
        _leg = 0;
    }

    private void TakeOff(double seconds)
    {
        Roll(Performance.ApproachKnots + 15, airport.HeadingDegrees, Performance.RunwayAccelerationKnots, seconds);
        if (State.GroundSpeedKnots < Performance.ApproachKnots + 10)
            return;

        // In the air the wind counts: the velocity over ground stays, airspeed and heading follow from it.
        var wind = weather.WindKnots(0);
        var (windEast, windNorth) = Math.SinCos(weather.WindTowardDegrees * (Math.PI / 180));
        var (east, north) = Math.SinCos(State.TrackDegrees * (Math.PI / 180));
        east = (east * State.GroundSpeedKnots) - (windEast * wind);
        north = (north * State.GroundSpeedKnots) - (windNorth * wind);
        State = State with
        {
            OnGround = false,
            TrueAirspeedKnots = Math.Sqrt((east * east) + (north * north)),
            TrueHeadingDegrees = Angles.Full(Math.Atan2(east, north) * (180 / Math.PI)),
        };
        _leg++;
    }

    private void TaxiTo(Leg leg, double seconds)
    {
        var distance = State.Position.DistanceTo(leg.To);
        var error = Angles.Half(State.Position.BearingTo(leg.To) - State.TrackDegrees);
        var braking = Math.Sqrt(2 * TaxiAccelerationKnots * distance / Units.MetresPerSecondPerKnot);   // v = sqrt(2 a s), in knots
        var speed = Math.Abs(error) > 20 ? Math.Min(8, leg.SpeedKnots) : Math.Min(leg.SpeedKnots, 5 + braking);
        var turn = State.GroundSpeedKnots > 1 ? Math.Clamp(error, -12 * seconds, 12 * seconds) : 0;
        Roll(speed, Angles.Full(State.TrackDegrees + turn), TaxiAccelerationKnots, seconds);
        if (distance < 20 || (Math.Abs(error) > 90 && distance < 60))
            _leg++;
    }

    private void Hold(Leg leg, double seconds)
    {
        Roll(0, State.TrackDegrees, TaxiAccelerationKnots, seconds);
        _held += seconds;
        if (_held < leg.Seconds)
            return;

        _held = 0;
        _leg++;
    }

    private void Roll(double speedKnots, double headingDegrees, double accelerationKnots, double seconds)
    {
        var speed = Approach(State.GroundSpeedKnots, speedKnots, accelerationKnots * seconds);
        State = State with
        {
            GroundSpeedKnots = speed,
            TrueAirspeedKnots = speed,
            TrackDegrees = headingDegrees,
            TrueHeadingDegrees = headingDegrees,
            RollDegrees = 0,
            TurnRateDegreesPerSecond = 0,
            VerticalRateFpm = 0,
        };
    }
}
