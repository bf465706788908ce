namespace AdsbFeeder.Simulation.Fleet;

/// <summary>Everything that an aircraft knows about its motion at one moment.</summary>
internal readonly record struct FlightState
{
    public GeoPoint Position { get; init; }

    /// <summary>Pressure altitude.</summary>
    public double AltitudeFeet { get; init; }

    public double GroundSpeedKnots { get; init; }

    public double TrackDegrees { get; init; }

    public double TrueHeadingDegrees { get; init; }

    public double TrueAirspeedKnots { get; init; }

    /// <summary>Positive with the right wing down.</summary>
    public double RollDegrees { get; init; }

    public double TurnRateDegreesPerSecond { get; init; }

    public double VerticalRateFpm { get; init; }

    public bool OnGround { get; init; }

    /// <summary>What the crew has selected on the mode control panel.</summary>
    public double SelectedAltitudeFeet { get; init; }

    public double SelectedHeadingDegrees { get; init; }

    /// <summary>At the selected altitude.</summary>
    public bool HoldsAltitude => Math.Abs(AltitudeFeet - SelectedAltitudeFeet) < 100;

    /// <summary>The state a moment later, in straight flight: exact between two steps of <see cref="Flight"/>.</summary>
    public FlightState After(double seconds)
    {
        var metres = GroundSpeedKnots * Units.MetresPerSecondPerKnot * seconds;
        var (sine, cosine) = Math.SinCos(TrackDegrees * (Math.PI / 180));
        var degreesPerMetre = 180 / (Math.PI * GeoPoint.EarthRadiusMetres);
        return this with
        {
            Position = new GeoPoint(
                Position.Latitude + (metres * cosine * degreesPerMetre),
                Angles.Half(Position.Longitude + (metres * sine * degreesPerMetre / Math.Cos(Position.Latitude * (Math.PI / 180))))),
            AltitudeFeet = AltitudeFeet + (VerticalRateFpm * seconds / 60),
        };
    }
}
