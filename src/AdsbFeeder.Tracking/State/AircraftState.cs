using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>All that is known of one aircraft at one moment. A value: a copy never changes behind its owner's back.</summary>
/// <remarks>
/// Every field dates itself and is absent in a snapshot when too old: after 60 s, but call sign, category and air/ground state
/// after 180 s and the version after 10 minutes. What most frames touch comes first and side by side: with 10,000 aircraft each line of the cache that a
/// frame needs is a wait.
/// </remarks>
public struct AircraftState
{
    /// <summary>Who it is.</summary>
    public Address Address { get; set; }

    /// <summary>What most of its data are.</summary>
    public TrackKind Kind { get; set; }

    /// <summary>What the source integrity level counts.</summary>
    public SilType SilType { get; set; }

    /// <summary>Number of frames since it was first heard.</summary>
    public int Messages { get; set; }

    /// <summary>Mean power of the last eight frames of known power relative to full scale, 0 to 1.</summary>
    public float MeanSignalPower { get; set; }

    /// <summary>Time of its last frame, UTC milliseconds since 1970.</summary>
    public long SeenUnixMs { get; set; }

    /// <summary>Time of its first frame, UTC milliseconds since 1970.</summary>
    public long FirstSeenUnixMs { get; set; }

    /// <summary>Whether it flies.</summary>
    public Dated<AirGround> AirGround { get; set; }

    /// <summary>Flight status alert.</summary>
    public Dated<bool> Alert { get; set; }

    /// <summary>Special position identification.</summary>
    public Dated<bool> Spi { get; set; }

    /// <summary>Pressure altitude, feet.</summary>
    public Dated<int> BarometricAltitudeFeet { get; set; }

    /// <summary>Height above the WGS 84 ellipsoid, feet; from its own message or from the barometric one and the difference.</summary>
    public Dated<int> GeometricAltitudeFeet { get; set; }

    /// <summary>Geometric minus barometric altitude, feet.</summary>
    public Dated<int> GeometricMinusBarometricFeet { get; set; }

    /// <summary>Ground speed, knots.</summary>
    public Dated<float> GroundSpeedKnots { get; set; }

    /// <summary>True track over the ground, degrees.</summary>
    public Dated<float> TrackDegrees { get; set; }

    /// <summary>Barometric vertical rate, feet per minute.</summary>
    public Dated<int> BarometricRateFpm { get; set; }

    /// <summary>Geometric vertical rate, feet per minute.</summary>
    public Dated<int> GeometricRateFpm { get; set; }

    /// <summary>Track computed from positions, degrees, for aircraft that do not tell theirs.</summary>
    public Dated<float> CalculatedTrackDegrees { get; set; }

    /// <summary>ADS-B version: 0, 1 or 2 (or what a later standard sends).</summary>
    public Dated<byte> Version { get; set; }

    /// <summary>Navigation accuracy category, position.</summary>
    public Dated<byte> NacP { get; set; }

    /// <summary>Navigation accuracy category, velocity.</summary>
    public Dated<byte> NacV { get; set; }

    /// <summary>Source integrity level.</summary>
    public Dated<byte> Sil { get; set; }

    /// <summary>The position while it is younger than 60 s.</summary>
    public Dated<PositionFix> Position { get; set; }

    /// <summary>The last position of any age.</summary>
    public Dated<PositionFix> LastPosition { get; set; }

    /// <summary>Distance of <see cref="LastPosition"/> from the receiver in nautical miles; absent when the receiver's place is unknown, or a satellite relayed the position.</summary>
    public float? DistanceNauticalMiles { get; set; }

    /// <summary>True bearing of <see cref="LastPosition"/> from the receiver in degrees; absent when the receiver's place is unknown, or a satellite relayed the position.</summary>
    public float? BearingDegrees { get; set; }

    /// <summary>Flight number or registration, 8 characters.</summary>
    public Dated<Callsign> Callsign { get; set; }

    /// <summary>Emitter category.</summary>
    public Dated<EmitterCategory> Category { get; set; }

    /// <summary>Mode A code.</summary>
    public Dated<Squawk> Squawk { get; set; }

    /// <summary>Emergency or priority status.</summary>
    public Dated<Emergency> Emergency { get; set; }

    /// <summary>Indicated airspeed, knots.</summary>
    public Dated<int> IndicatedAirspeedKnots { get; set; }

    /// <summary>True airspeed, knots.</summary>
    public Dated<int> TrueAirspeedKnots { get; set; }

    /// <summary>Mach number.</summary>
    public Dated<float> Mach { get; set; }

    /// <summary>Rate of turn, degrees per second, right positive.</summary>
    public Dated<float> TrackRateDegreesPerSecond { get; set; }

    /// <summary>Roll angle, degrees, right wing down positive.</summary>
    public Dated<float> RollDegrees { get; set; }

    /// <summary>Magnetic heading, degrees.</summary>
    public Dated<float> MagneticHeadingDegrees { get; set; }

    /// <summary>True heading, degrees.</summary>
    public Dated<float> TrueHeadingDegrees { get; set; }

    /// <summary>Static air temperature, degrees Celsius, from Mach number and true airspeed.</summary>
    public Dated<float> OutsideAirTemperatureCelsius { get; set; }

    /// <summary>Total air temperature, degrees Celsius, from the same.</summary>
    public Dated<float> TotalAirTemperatureCelsius { get; set; }

    /// <summary>Altimeter setting, hectopascals.</summary>
    public Dated<float> NavQnhHectopascals { get; set; }

    /// <summary>Altitude selected on the mode control panel, feet.</summary>
    public Dated<int> NavAltitudeMcpFeet { get; set; }

    /// <summary>Altitude selected by the flight management system, feet.</summary>
    public Dated<int> NavAltitudeFmsFeet { get; set; }

    /// <summary>Selected heading, degrees.</summary>
    public Dated<float> NavHeadingDegrees { get; set; }

    /// <summary>Engaged modes.</summary>
    public Dated<NavigationModes> NavModes { get; set; }

    /// <summary>Barometric altitude is cross-checked.</summary>
    public Dated<bool> NicBaro { get; set; }

    /// <summary>Geometric vertical accuracy.</summary>
    public Dated<byte> Gva { get; set; }

    /// <summary>System design assurance.</summary>
    public Dated<byte> Sda { get; set; }

    /// <summary>Where the wind blows from, true degrees, from motion over ground and through the air.</summary>
    public Dated<float> WindDirectionDegrees { get; set; }

    /// <summary>Wind speed, knots, from the same.</summary>
    public Dated<float> WindSpeedKnots { get; set; }

    /// <summary>Where it was when its own position failed, and when that was; absent while it knows its place.</summary>
    public Dated<GeoPosition> GpsOkBefore { get; set; }

    /// <summary>What its ACAS advises, or did lately.</summary>
    public Dated<HeardAdvisory> ResolutionAdvisory { get; set; }

    /// <summary>Received power in dB of full scale as readsb prints it: 10 log10(mean of the last 8 powers + 1.125e-5), so -49.5 at least.</summary>
    public readonly double RssiDbfs => 10 * Math.Log10(MeanSignalPower + 1.125e-5);
}
