namespace AdsbFeeder.ModeS;

/// <summary>What is known of an aircraft when one of its Comm-B replies arrives; the reply itself does not say which register it holds.
/// Whatever is unknown stays null.</summary>
/// <remarks>Values older than 30 s are better left out; younger ones are believed the less the older they are.</remarks>
public readonly record struct RegisterContext
{
    /// <summary>Pressure altitude in feet: of the same frame (DF20, DF16), or the last one.</summary>
    public int? AltitudeFeet { get; init; }

    /// <summary>Age of <see cref="AltitudeFeet"/>; 0 when the same frame tells it.</summary>
    public double AltitudeAgeSeconds { get; init; }

    /// <summary>The field is the MV of a DF16 reply: another aircraft asked, not a radar.</summary>
    public bool IsAirAir { get; init; }

    /// <summary>The reply says that the aircraft stands on the ground.</summary>
    public bool IsOnGround { get; init; }

    /// <summary>The field DR of the reply: 4 and 5 say that a broadcast waits, 2, 3, 6 and 7 that ACAS has something to tell.</summary>
    public int DownlinkRequest { get; init; }

    /// <summary>The field UM of the reply, which names the interrogator when it has reserved the aircraft.</summary>
    public int UtilityMessage { get; init; }

    /// <summary>Ground speed in knots.</summary>
    public RecentValue? GroundSpeedKnots { get; init; }

    /// <summary>True track in degrees.</summary>
    public RecentValue? TrackDegrees { get; init; }

    /// <summary>Magnetic heading in degrees.</summary>
    public RecentValue? MagneticHeadingDegrees { get; init; }

    /// <summary>How far magnetic north lies east of true north where the aircraft is, degrees.</summary>
    public double? DeclinationDegrees { get; init; }

    /// <summary>Indicated airspeed in knots.</summary>
    public RecentValue? IndicatedAirspeedKnots { get; init; }

    /// <summary>True airspeed in knots.</summary>
    public RecentValue? TrueAirspeedKnots { get; init; }

    /// <summary>Mach number.</summary>
    public RecentValue? Mach { get; init; }

    /// <summary>Vertical rate in ft/min.</summary>
    public RecentValue? VerticalRateFpm { get; init; }

    /// <summary>Altitude on the control panel in feet, of an earlier register 4,0 or of type code 29.</summary>
    public int? SelectedAltitudeFeet { get; init; }

    /// <summary>What the aircraft has told of its registers.</summary>
    public AnnouncedRegisters Announced { get; init; }

    /// <summary>The register recognised last. Radars seldom read the same twice at once.</summary>
    public BdsCode? LastRegister { get; init; }

    /// <summary>The callsign of the squitters.</summary>
    public Callsign? Callsign { get; init; }

    /// <summary>What radars here have read so far.</summary>
    public RegisterHabits? Habits { get; init; }
}
