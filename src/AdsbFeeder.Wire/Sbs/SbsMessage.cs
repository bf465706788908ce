using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>What one frame says in the words of SBS: only fields of that very frame.</summary>
/// <remarks><code>
///   1 ES identification (TC 1-4)   callsign, ground           5 DF4, DF20    altitude, alert, SPI, ground (callsign of BDS 2,0)
///   2 ES surface position (5-8)    speed, track, position     6 DF5, DF21    squawk, alert, emergency, SPI, ground
///   3 ES airborne position (9-18)  altitude, position, alert, SPI, ground
///   4 ES velocity (19)             speed, track, rate, ground 7 DF0, DF16    altitude, ground
///                                                             8 DF11         ground
///   Everything else says nothing.
/// </code></remarks>
internal readonly record struct SbsMessage(int Type)
{
    public Callsign? Callsign { get; init; }

    public int? AltitudeFeet { get; init; }

    public double? GroundSpeedKnots { get; init; }

    public double? TrackDegrees { get; init; }

    public GeoPosition? Position { get; init; }

    public int? VerticalRateFpm { get; init; }

    public Squawk? Squawk { get; init; }

    public bool? Alert { get; init; }

    public bool? Spi { get; init; }

    public bool? OnGround { get; init; }

    /// <summary>Reads a frame; absent when SBS has no line for it.</summary>
    public static SbsMessage? Of(in TrackUpdate update)
    {
        var frame = update.Received.Frame;
        if (frame.Length < Frame.ShortLength || frame.Length != Frame.LengthOf(frame.Format))
            return null;

        switch (frame.Format)
        {
            case DownlinkFormat.ShortAirAir or DownlinkFormat.LongAirAir:
                var air = AirAirReply.Decode(frame);
                return new SbsMessage(7) { AltitudeFeet = air.AltitudeFeet, OnGround = IfTrue(air.VerticalStatus == VerticalStatus.OnGround) };
            case DownlinkFormat.SurveillanceAltitude or DownlinkFormat.CommBAltitude:
                return OfReply(5, SurveillanceReply.Decode(frame));
            case DownlinkFormat.SurveillanceIdentity or DownlinkFormat.CommBIdentity:
                return OfReply(6, SurveillanceReply.Decode(frame));
            case DownlinkFormat.AllCall:
                return new SbsMessage(8) { OnGround = AllCallReply.Decode(frame).Capability.OnGround() };
            default:
                return ExtendedSquitter.TryDecode(frame, out var squitter) ? OfSquitter(squitter, update.Position) : null;
        }
    }

    private static SbsMessage OfReply(int type, in SurveillanceReply reply) => new(type)
    {
        Callsign = type == 5 && reply.CommB is { } mb ? CommBFields.Callsign(mb) : null,
        AltitudeFeet = reply.AltitudeFeet,
        Squawk = reply.Squawk,
        Alert = reply.FlightStatus.IsAlert(),
        Spi = reply.FlightStatus.IsSpi(),
        OnGround = IfTrue(reply.FlightStatus.OnGround()),
    };

    // "Airborne" in VS and FS also comes from aircraft that do not know, so only "on the ground" counts, as with dump1090.
    private static bool? IfTrue(bool? flag) => flag == true ? true : null;

    private static SbsMessage? OfSquitter(in ExtendedSquitter squitter, GeoPosition? position)
    {
        var onGround = squitter.Capability?.OnGround();
        switch (squitter.Content)
        {
            case SquitterContent.Identification:
                return new SbsMessage(1) { Callsign = AircraftIdentification.Decode(squitter.Me).Callsign, OnGround = onGround };
            case SquitterContent.SurfacePosition:
                var surface = ModeS.SurfacePosition.Decode(squitter.Me);
                return new SbsMessage(2) { GroundSpeedKnots = surface.GroundSpeedKnots, TrackDegrees = surface.TrackDegrees, Position = position, OnGround = true };
            case SquitterContent.AirbornePosition when squitter.TypeCode <= 18:
                var airborne = ModeS.AirbornePosition.Decode(squitter.Me);
                return new SbsMessage(3)
                {
                    AltitudeFeet = airborne.AltitudeFeet,
                    Position = position,
                    Alert = airborne.SurveillanceStatus is SurveillanceStatus.PermanentAlert or SurveillanceStatus.TemporaryAlert,
                    Spi = airborne.SurveillanceStatus == SurveillanceStatus.Spi,
                    OnGround = onGround,
                };
            case SquitterContent.Velocity:
                return OfVelocity(AirborneVelocity.Decode(squitter.Me), onGround);
            case SquitterContent.TisBVelocity:
                return OfVelocity(TisBVelocity.Decode(squitter.Me).Motion, onGround);
            default:
                return null;
        }
    }

    private static SbsMessage OfVelocity(in AirborneVelocity velocity, bool? onGround) => new(4)
    {
        GroundSpeedKnots = velocity.GroundSpeedKnots,
        TrackDegrees = velocity.TrackDegrees,
        VerticalRateFpm = velocity.VerticalRateFpm,
        OnGround = onGround,
    };
}
