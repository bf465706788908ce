using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Accuracy and integrity, which change their meaning with the ADS-B version, and what the crew has set.</summary>
public sealed partial class Tracker
{
    /// <summary>
    /// The integrity of a position message. Version 0 (assumed until an operational status says more) says all with its type code, from
    /// which NACp and SIL follow.
    /// </summary>
    private static PositionIntegrity OnPositionQuality(Aircraft aircraft, int typeCode, bool supplementB, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        var integrity = PositionIntegrity.Of(typeCode, aircraft.Version, aircraft.SupplementA, supplementB, aircraft.SupplementC);
        if (source < FieldSource.AdsR) return integrity;

        state.Version = state.Version.Offer((byte)aircraft.Version, source, now);
        state.NacP = state.NacP.Offer((byte?)integrity.NacPOfVersion0, source, now);
        if (integrity.SilOfVersion0 is { } sil) OnSil(ref state, (byte)sil, null, source, now);
        return integrity;
    }

    private static void OnOperationalStatus(Aircraft aircraft, in OperationalStatus message, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        if (!state.Version.Yields(source, now)) return;

        aircraft.Version = message.Version;
        aircraft.SupplementA = message.NicSupplementA ?? false;
        aircraft.SupplementC = message.NicSupplementC ?? (!message.IsSurface && aircraft.SupplementC);
        aircraft.SurfaceTrackIsHeading = message.TrackIsHeading ?? aircraft.SurfaceTrackIsHeading;
        if (message.HorizontalReference is { } north) aircraft.HeadingIsMagnetic = north == HorizontalReference.MagneticNorth;

        state.Version = new((byte)message.Version, now, source);
        state.NacP = state.NacP.Offer((byte?)message.NacP, source, now);
        state.NacV = state.NacV.Offer((byte?)message.NacV, source, now);
        state.NicBaro = state.NicBaro.Offer(message.NicBaro, source, now);
        state.Gva = state.Gva.Offer((byte?)message.Gva, source, now);
        state.Sda = state.Sda.Offer((byte?)message.Sda, source, now);
        if (message.Sil is { } sil) OnSil(ref state, (byte)sil, message.SilSupplement, source, now);
    }

    private static void OnTargetState(Aircraft aircraft, in TargetState message, FieldSource source, long now)
    {
        ref var state = ref aircraft.State;
        if (message.AltitudeSource == SelectedAltitudeSource.ControlPanel)
            state.NavAltitudeMcpFeet = state.NavAltitudeMcpFeet.Offer(message.SelectedAltitudeFeet, source, now);
        else if (message.AltitudeSource == SelectedAltitudeSource.FlightManagementSystem)
            state.NavAltitudeFmsFeet = state.NavAltitudeFmsFeet.Offer(message.SelectedAltitudeFeet, source, now);

        state.NavQnhHectopascals = state.NavQnhHectopascals.Offer((float?)message.BarometricSettingHectopascals, source, now);
        state.NavHeadingDegrees = state.NavHeadingDegrees.Offer((float?)message.SelectedHeadingDegrees, source, now);
        state.NacP = state.NacP.Offer((byte)message.NacP, source, now);
        state.NicBaro = state.NicBaro.Offer(message.NicBaro, source, now);
        OnSil(ref state, (byte)message.Sil, message.Subtype == 1 ? message.SilSupplement : null, source, now);
        if (message.Emergency is { } emergency) state.Emergency = state.Emergency.Offer(emergency, source, now);
        if (ModesOf(message) is { } modes) state.NavModes = state.NavModes.Offer(modes, source, now);
    }

    private static NavigationModes? ModesOf(in TargetState message)
    {
        if (message.Autopilot is not { } autopilot) return null;
        return (autopilot ? NavigationModes.Autopilot : 0)
            | (message.VNav == true ? NavigationModes.VerticalNavigation : 0)
            | (message.AltitudeHold == true ? NavigationModes.AltitudeHold : 0)
            | (message.Approach == true ? NavigationModes.Approach : 0)
            | (message.LNav == true ? NavigationModes.LateralNavigation : 0)
            | (message.TcasOperational ? NavigationModes.Tcas : 0);
    }

    private static void OnSil(ref AircraftState state, byte sil, bool? perSample, FieldSource source, long now)
    {
        if (!state.Sil.Yields(source, now)) return;
        state.Sil = new(sil, now, source);
        state.SilType = perSample switch { null => SilType.Unknown, true => SilType.PerSample, false => SilType.PerHour };
    }
}
