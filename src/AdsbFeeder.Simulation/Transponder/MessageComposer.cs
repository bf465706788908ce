using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Transponder;

/// <summary>Writes what an aircraft has to say at a moment into frames.</summary>
internal sealed class MessageComposer(Airframe airframe, RandomStream random)
{
    private readonly Address _address = Address.Icao(airframe.Address);
    private CprFormat _format;
    private int _register = random.Next(3);
    private int _scan = random.Next(4);

    public Frame Squitter(Squitter kind, in FlightState state) => kind switch
    {
        Transponder.Squitter.Acquisition => AllCall(0, state),
        _ => ExtendedSquitter.OfTransponder(_address, CapabilityOf(state), Content(kind, state)).Encode(),
    };

    public Frame AllCall(byte interrogator, in FlightState state) =>
        new AllCallReply(_address, CapabilityOf(state), new InterrogatorCode(interrogator)).Encode();

    /// <summary>The n-th answer to a radar during one pass: altitude first, now and then identity, then registers in turn.</summary>
    public Frame RollCall(int number, in FlightState state)
    {
        var asksIdentity = number == 0 && ++_scan % 4 == 0;
        var register = number == 0 || !airframe.HasAcas ? (MessageField?)null : NextRegister(state);
        if (register is not null && random.Chance(0.25))
            asksIdentity = true;

        var format = (asksIdentity, register is not null) switch
        {
            (false, false) => DownlinkFormat.SurveillanceAltitude,
            (true, false) => DownlinkFormat.SurveillanceIdentity,
            (false, true) => DownlinkFormat.CommBAltitude,
            (true, true) => DownlinkFormat.CommBIdentity,
        };
        var status = airframe.EmergencyState != 0
            ? state.OnGround ? FlightStatus.AlertOnGround : FlightStatus.AlertAirborne
            : state.OnGround ? FlightStatus.OnGround : FlightStatus.Airborne;
        var frame = new SurveillanceReply(
            format,
            _address,
            status,
            0,
            0,
            asksIdentity ? null : AltitudeFeet(state),
            asksIdentity ? Squawk.FromCode(airframe.Squawk) : null,
            register).Encode();
        return asksIdentity ? frame : WithAltitudeCode(frame, state);
    }

    public Frame Acas(in FlightState state)
    {
        var isLong = airframe.AdsbVersion is not null && random.Chance(0.08);
        var level = !airframe.HasAcas ? 0 : state.AltitudeFeet switch { > 20_000 => 7, > 10_000 => 6, > 5000 => 5, > 2350 => 4, _ => 3 };
        var frame = new AirAirReply(
            isLong ? DownlinkFormat.LongAirAir : DownlinkFormat.ShortAirAir,
            _address,
            VerticalStatus.Airborne,
            CrossLink: !isLong && airframe.HasAcas,
            level,
            ReplyInformation: airframe.HasAcas ? 3 : 0,
            AltitudeFeet(state),
            isLong ? AirbornePositionOf(state).Encode() : null).Encode();
        return WithAltitudeCode(frame, state);
    }

    private static Capability CapabilityOf(in FlightState state) =>
        state.OnGround ? Capability.Level2OnGround : Capability.Level2Airborne;

    private static int AltitudeFeet(in FlightState state) => (int)Math.Round(state.AltitudeFeet / 25) * 25;

    private MessageField Content(Squitter kind, in FlightState state) => kind switch
    {
        Transponder.Squitter.Position when state.OnGround => new SurfacePosition(
            airframe.PositionTypeCode switch { 9 => 5, 10 => 6, _ => 7 },
            state.GroundSpeedKnots,
            state.TrackDegrees,
            false,
            NextCpr(state, surface: true)).Encode(),
        Transponder.Squitter.Position => WithAltitudeCode(AirbornePositionOf(state).Encode(), state),
        Transponder.Squitter.Velocity => Velocity(state),
        Transponder.Squitter.Identification =>
            new AircraftIdentification(airframe.Performance.EmitterCategory, Callsign.Parse(airframe.Callsign)).Encode(),
        Transponder.Squitter.AircraftStatus => new AircraftStatus((Emergency)airframe.EmergencyState, Squawk.FromCode(airframe.Squawk)).Encode(),
        Transponder.Squitter.TargetState => StatusMessages.TargetState(airframe, state),
        _ => StatusMessages.OperationalStatus(airframe, state),
    };

    private AirbornePosition AirbornePositionOf(in FlightState state)
    {
        var isGeometric = airframe.PositionTypeCode >= 20;
        var altitude = state.AltitudeFeet + (isGeometric ? Weather.GeometricMinusBarometricFeet(state.AltitudeFeet) : 0);
        return new AirbornePosition(
            airframe.PositionTypeCode,
            airframe.EmergencyState != 0 ? SurveillanceStatus.PermanentAlert : SurveillanceStatus.None,
            false,
            (int)Math.Round(altitude / 25) * 25,
            isGeometric,
            false,
            NextCpr(state, surface: false));
    }

    private CprPosition NextCpr(in FlightState state, bool surface)
    {
        _format = _format == CprFormat.Even ? CprFormat.Odd : CprFormat.Even;
        return Cpr.Encode(state.Position.Latitude, state.Position.Longitude, _format, surface);
    }

    private MessageField Velocity(in FlightState state)
    {
        // Some of the oldest have no velocity from satellites and report heading and airspeed.
        var throughAir = airframe is { AdsbVersion: 0, Address: var address } && address % 8 == 0;
        var velocity = throughAir
            ? AirborneVelocity.ThroughAir((int)Math.Round(state.TrueAirspeedKnots), true, Registers.MagneticHeading(state))
            : AirborneVelocity.OverGround(state.GroundSpeedKnots, state.TrackDegrees);
        return (velocity with
        {
            IfrCapability = airframe.AdsbVersion < 2,
            NacV = airframe.AdsbVersion == 0 ? 0 : 2,
            VerticalRateFpm = (int)Math.Round(state.VerticalRateFpm),
            VerticalRateIsBarometric = airframe.Address % 3 != 0,
            GeometricMinusBarometricFeet = (int)Math.Round(Weather.GeometricMinusBarometricFeet(state.AltitudeFeet)),
        }).Encode();
    }

    private MessageField NextRegister(in FlightState state)
    {
        var share = random.NextDouble();
        if (!airframe.HasEnhancedSurveillance || share < 0.12)
        {
            return random.NextDouble() switch
            {
                < 0.35 => Registers.DataLink(airframe),
                < 0.65 => Registers.CommonUsage(airframe),
                < 0.92 => Registers.Identification(airframe),
                _ => Registers.NoResolutionAdvisory,
            };
        }

        return (_register++ % 3) switch
        {
            0 => Registers.VerticalIntention(state),
            1 => Registers.Turn(state),
            _ => Registers.Heading(state),
        };
    }

    private MessageField WithAltitudeCode(MessageField me, in FlightState state) =>
        airframe.HasFineAltitude || airframe.PositionTypeCode >= 20 ? me : me.With(9, 20, GillhamAltitude.Ac12(state.AltitudeFeet));

    private Frame WithAltitudeCode(in Frame frame, in FlightState state) =>
        airframe.HasFineAltitude ? frame : GillhamAltitude.Patch(frame, state.AltitudeFeet, airframe.Address);
}
