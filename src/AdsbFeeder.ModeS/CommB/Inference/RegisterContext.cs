namespace AdsbFeeder.ModeS;

/// <summary>What is known of an aircraft when one of its Comm-B replies arrives; the reply itself does not say which register it holds.
/// Whatever is unknown stays null.</summary>
/// <remarks>State older than 30 s is better left out; younger state is believed the less the older it is.</remarks>
public readonly record struct RegisterContext
{
    /// <summary>Pressure altitude in feet: of the same frame (DF20, DF16), or the last one.</summary>
    public int? AltitudeFeet { get; init; }

    /// <summary>The field is the MV of a DF16 reply: another aircraft asked, not a radar.</summary>
    public bool IsAirAir { get; init; }

    /// <summary>The reply says that the aircraft stands on the ground.</summary>
    public bool IsOnGround { get; init; }

    /// <summary>Age in seconds of the speeds, directions and rate below.</summary>
    public double StateAgeSeconds { get; init; }

    /// <summary>Ground speed in knots.</summary>
    public double? GroundSpeedKnots { get; init; }

    /// <summary>True track in degrees.</summary>
    public double? TrackDegrees { get; init; }

    /// <summary>Magnetic heading in degrees.</summary>
    public double? MagneticHeadingDegrees { get; init; }

    /// <summary>Indicated airspeed in knots.</summary>
    public double? IndicatedAirspeedKnots { get; init; }

    /// <summary>True airspeed in knots.</summary>
    public double? TrueAirspeedKnots { get; init; }

    /// <summary>Mach number.</summary>
    public double? Mach { get; init; }

    /// <summary>Vertical rate in ft/min.</summary>
    public double? VerticalRateFpm { get; init; }

    /// <summary>Altitude on the control panel in feet, of an earlier register 4,0 or of type code 29.</summary>
    public int? SelectedAltitudeFeet { get; init; }

    /// <summary>The last register 1,7 of this aircraft: which registers hold data.</summary>
    public CommonUsageCapability? Announced { get; init; }

    /// <summary>The register recognised last. Radars seldom read the same twice at once.</summary>
    public BdsCode? LastRegister { get; init; }

    /// <summary>The callsign of the squitters.</summary>
    public Callsign? Callsign { get; init; }
}
