using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Extended squitters: DF 17, 18 and 19.</summary>
public sealed partial class Tracker
{
    private TrackOutcome OnSquitter(ref Reception reception)
    {
        if (!ExtendedSquitter.TryDecode(reception.Received.Frame, out var squitter)) return TrackOutcome.BadParity;
        if (squitter.Kind is SquitterKind.Management or SquitterKind.Other) return TrackOutcome.Unsupported;
        if (Admit(ref reception, squitter.Address, mayIntroduce: true, out var outcome) is not { } aircraft) return outcome;

        var (kind, source) = reception.Received.Source switch
        {
            FrameSource.Mlat => (TrackKind.Mlat, FieldSource.Mlat),
            FrameSource.Sbs when reception.Received.IsBySatellite => (TrackKind.Adsc, FieldSource.AdsC),
            FrameSource.Sbs => (TrackKind.Other, FieldSource.Sbs),
            _ => Classify(squitter),
        };
        Note(aircraft, reception, kind, evidence: squitter.Format == DownlinkFormat.ExtendedSquitter && !reception.IsMlat ? 2 : 0);
        if (!reception.IsMlat) OnAirGround(aircraft, squitter.Capability?.OnGround(), source, reception.NowMs);
        OnContent(ref reception, aircraft, squitter, source, ownParity: reception.IsClean);
        return TrackOutcome.Accepted;
    }

    /// <param name="reception">The frame.</param>
    /// <param name="aircraft">Whose it is.</param>
    /// <param name="squitter">The squitter, or the register of the same content in a reply.</param>
    /// <param name="source">Who says so.</param>
    /// <param name="ownParity">The parity proves the address, and no bit was repaired.</param>
    private void OnContent(ref Reception reception, Aircraft aircraft, in ExtendedSquitter squitter, FieldSource source, bool ownParity)
    {
        var now = reception.NowMs;
        switch (squitter.Content)
        {
            case SquitterContent.NoPosition:
            case SquitterContent.AirbornePosition:
                OnAirborne(ref reception, aircraft, AirbornePosition.Decode(squitter.Me), squitter.Kind, source, ownParity);
                break;
            case SquitterContent.SurfacePosition:
                OnSurface(ref reception, aircraft, SurfacePosition.Decode(squitter.Me), source);
                break;
            case SquitterContent.Identification:
                OnIdentification(aircraft, AircraftIdentification.Decode(squitter.Me), ownParity, source, now);
                break;
            case SquitterContent.Velocity:
                OnVelocity(aircraft, AirborneVelocity.Decode(squitter.Me), source, now);
                break;
            case SquitterContent.TisBVelocity:
                OnTisBVelocity(aircraft, TisBVelocity.Decode(squitter.Me), source, now);
                break;
            case SquitterContent.Emergency:
                OnEmergency(aircraft, AircraftStatus.Decode(squitter.Me), ownParity, source, now);
                break;
            case SquitterContent.ResolutionAdvisory when reception.IsClean && !reception.IsMlat:
                OnAdvisory(reception, aircraft, squitter.Me, source);
                break;
            case SquitterContent.TestSquawk:
                OnSquawk(aircraft, TestSquawk.Decode(squitter.Me).Squawk, source, ownParity, now);
                break;
            case SquitterContent.TargetState when IsTargetState(aircraft, squitter.Me):
                OnTargetState(aircraft, TargetState.Decode(squitter.Me), source, now);
                break;
            case SquitterContent.OperationalStatus:
                OnOperationalStatus(aircraft, OperationalStatus.Decode(squitter.Me), source, now);
                break;
            default:
                break;
        }
    }

    private void OnAirborne(ref Reception reception, Aircraft aircraft, in AirbornePosition message, SquitterKind kind, FieldSource source, bool ownParity)
    {
        var now = reception.NowMs;
        ref var state = ref aircraft.State;
        if (message.TypeCode != 0) OnAirGround(aircraft, false, source, now);
        var isShared = IsShared(aircraft, now);
        if (!isShared) OnAirborneAltitude(aircraft, message, source, ownParity, now);
        OnSurveillanceStatus(ref state, message.SurveillanceStatus, source, now);
        if (message.TypeCode == 0)
        {
            OnPositionKnown(aircraft, false, 0, source, now);
            return;
        }

        var supplementB = message.SupplementB && kind is SquitterKind.Adsb or SquitterKind.AdsbNonTransponder;
        var quality = OnPositionQuality(aircraft, message.TypeCode, supplementB, source, now);
        OnPositionKnown(aircraft, message.HasPosition, quality.NearestNic, source, now);
        _counters.Add(TrackerCounter.CprAirborne);
        OnCpr(ref reception, aircraft, new CprReport(message.Cpr, false, message.HasPosition, source, quality, message.AltitudeFeet));
        if (isShared && reception.Position is not null) OnAirborneAltitude(aircraft, message, source, ownParity, now);   // else it may be the other's
    }

    private void OnAirborneAltitude(Aircraft aircraft, in AirbornePosition message, FieldSource source, bool ownParity, long now)
    {
        ref var state = ref aircraft.State;
        if (!message.IsGeometric)
        {
            OnAltitude(aircraft, message.AltitudeFeet, source, ownParity, now);
        }
        else if (message.AltitudeFeet is { } feet && state.GeometricAltitudeFeet.Yields(source, now))
        {
            state.GeometricAltitudeFeet = new(feet, now, source);
            aircraft.GeometricToldMs = now;
        }
    }

    private void OnSurface(ref Reception reception, Aircraft aircraft, in SurfacePosition message, FieldSource source)
    {
        var now = reception.NowMs;
        ref var state = ref aircraft.State;
        OnAirGround(aircraft, true, source, now);
        state.GroundSpeedKnots = state.GroundSpeedKnots.Offer((float?)message.Movement.Knots(aircraft.Version), source, now);
        OnSurfaceDirection(aircraft, (float?)message.TrackDegrees, source, now);

        var quality = OnPositionQuality(aircraft, message.TypeCode, false, source, now);
        _counters.Add(TrackerCounter.CprSurface);
        OnCpr(ref reception, aircraft, new CprReport(message.Cpr, true, true, source, quality));
    }

    private static void OnSurfaceDirection(Aircraft aircraft, float? degrees, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        if (!aircraft.SurfaceTrackIsHeading) state.TrackDegrees = state.TrackDegrees.Offer(degrees, source, now);
        else OnHeading(aircraft, degrees, source, now);
    }

    private static void OnHeading(Aircraft aircraft, float? degrees, FieldSource source, long now)
    {
        if (degrees is not { } heading) return;
        if (aircraft.HeadingIsMagnetic)
        {
            OnMagneticHeading(aircraft, heading, source, now);
            return;
        }

        ref var state = ref aircraft.State;
        if (!state.TrueHeadingDegrees.Yields(source, now)) return;
        state.TrueHeadingDegrees = new(heading, now, source);
        aircraft.TrueHeadingToldMs = now;
    }

    private void OnIdentification(Aircraft aircraft, in AircraftIdentification message, bool ownParity, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        OnCallsign(aircraft, message.Callsign, source, ownParity, now);
        if (message.Category.IsKnown) state.Category = state.Category.Offer(message.Category, source, now);
    }

    /// <summary>Equipment of version 0 sends something else under type code 29, subtype 0, and sets ME 11 (DO-260B 2.2.3.2.7.1).</summary>
    private static bool IsTargetState(Aircraft aircraft, MessageField me) => me.Bit(7) || (aircraft.Version != 0 && !me.Bit(11));

    private static void OnVelocity(Aircraft aircraft, in AirborneVelocity message, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        OnMotion(aircraft, message, message.VerticalRateIsBarometric, source, now);
        state.NacV = state.NacV.Offer((byte)message.NacV, source, now);
        DeriveWind(aircraft, now);
        if (message.DifferenceIsSaturated) return;
        state.GeometricMinusBarometricFeet = state.GeometricMinusBarometricFeet.Offer(message.GeometricMinusBarometricFeet, source, now);
        DeriveGeometricAltitude(aircraft, now);
    }

    private static void OnTisBVelocity(Aircraft aircraft, in TisBVelocity message, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        OnMotion(aircraft, message.Motion, !message.Geo, source, now);
        if (source == FieldSource.Mlat) return;   // MLAT results carry no accuracy there
        state.NacV = state.NacV.Offer((byte)message.NacV, source, now);
        state.NacP = state.NacP.Offer((byte)message.NacP, source, now);
        OnSil(ref state, (byte)message.Sil, null, source, now);
    }

    private static void OnMotion(Aircraft aircraft, in AirborneVelocity message, bool rateIsBarometric, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        state.GroundSpeedKnots = state.GroundSpeedKnots.Offer((float?)message.GroundSpeedKnots, source, now);
        state.TrackDegrees = state.TrackDegrees.Offer((float?)message.TrackDegrees, source, now);
        OnHeading(aircraft, (float?)message.HeadingDegrees, source, now);
        if (message.AirspeedIsTrue) state.TrueAirspeedKnots = state.TrueAirspeedKnots.Offer(message.AirspeedKnots, source, now);
        else state.IndicatedAirspeedKnots = state.IndicatedAirspeedKnots.Offer(message.AirspeedKnots, source, now);

        if (rateIsBarometric) state.BarometricRateFpm = state.BarometricRateFpm.Offer(message.VerticalRateFpm, source, now);
        else state.GeometricRateFpm = state.GeometricRateFpm.Offer(message.VerticalRateFpm, source, now);
    }

    private void OnEmergency(Aircraft aircraft, in AircraftStatus message, bool ownParity, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        if (message.Squawk is { } squawk) OnSquawk(aircraft, squawk, source, ownParity, now);
        state.Emergency = state.Emergency.Offer(message.Emergency, source, now);
    }

    /// <remarks>An alert hides SPI, so SPI is then unknown and not off.</remarks>
    private static void OnSurveillanceStatus(ref AircraftState state, SurveillanceStatus status, FieldSource source, long now)
    {
        var alert = status is SurveillanceStatus.PermanentAlert or SurveillanceStatus.TemporaryAlert;
        state.Alert = state.Alert.Offer(alert, source, now);
        if (!alert) state.Spi = state.Spi.Offer(status == SurveillanceStatus.Spi, source, now);
    }

    private static (TrackKind Kind, FieldSource Source) Classify(in ExtendedSquitter squitter) => (squitter.Kind, squitter.Address.IsIcao) switch
    {
        (SquitterKind.Adsb, _) => (TrackKind.AdsbIcao, FieldSource.Adsb),
        (SquitterKind.AdsbNonTransponder, true) => (TrackKind.AdsbIcaoNonTransponder, FieldSource.AdsbNonTransponder),
        (SquitterKind.AdsbNonTransponder, false) => (TrackKind.AdsbOther, FieldSource.AdsbNonTransponder),
        (SquitterKind.AdsR, true) => (TrackKind.AdsrIcao, FieldSource.AdsR),
        (SquitterKind.AdsR, false) => (TrackKind.AdsrOther, FieldSource.AdsR),
        (_, true) => (TrackKind.TisbIcao, FieldSource.TisB),
        (_, false) => (squitter.ControlField == 5 ? TrackKind.TisbOther : TrackKind.TisbTrackFile, FieldSource.TisB),
    };
}
