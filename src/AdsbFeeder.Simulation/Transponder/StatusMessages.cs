using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Transponder;

/// <summary>Target state (TC 29) and operational status (TC 31) of versions 1 and 2, filled from the flight.</summary>
internal static class StatusMessages
{
    public static MessageField TargetState(Airframe airframe, in FlightState state)
    {
        var selected = (int)Math.Round(Math.Max(0, state.SelectedAltitudeFeet));
        var target = new TargetState
        {
            Subtype = airframe.AdsbVersion == 1 ? 0 : 1,
            SelectedAltitudeFeet = selected,
            AltitudeSource = SelectedAltitudeSource.ControlPanel,
            SelectedHeadingDegrees = state.SelectedHeadingDegrees,
            NacP = airframe.NacP,
            NicBaro = true,
            Sil = 3,
            TcasOperational = airframe.HasAcas,
        };
        if (airframe.AdsbVersion == 1)
        {
            return (target with
            {
                AltitudeCapability = 1,
                VerticalMode = state.HoldsAltitude ? 2 : 1,
                HeadingSource = 1,
                HeadingIsTrack = true,
                HorizontalMode = 1,
                Emergency = (Emergency)airframe.EmergencyState,
            }).Encode();
        }

        var hasAutopilot = airframe.Performance.IsJet;
        return (target with
        {
            BarometricSettingHectopascals = Weather.AltimeterSetting(state.AltitudeFeet),
            Autopilot = hasAutopilot ? true : null,
            VNav = !state.HoldsAltitude,
            AltitudeHold = state.HoldsAltitude,
            Approach = false,
            LNav = true,
        }).Encode();
    }

    public static MessageField OperationalStatus(Airframe airframe, in FlightState state)
    {
        var isSecond = airframe.AdsbVersion == 2;
        var status = new OperationalStatus
        {
            Subtype = state.OnGround ? 1 : 0,
            Version = airframe.AdsbVersion ?? 0,
            ResolutionAdvisoryActive = false,
            IdentActive = false,
            NicSupplementA = false,
            NacP = airframe.NacP,
            Sil = 3,
            HorizontalReference = HorizontalReference.TrueNorth,
            Sda = isSecond ? 2 : null,
            SilSupplement = isSecond ? false : null,
            SingleAntenna = isSecond ? false : null,
        };
        return (state.OnGround
            ? status with
            {
                PositionOffsetApplied = false,
                LowPower = false,
                LengthWidthCode = airframe.Performance.IsJet ? 7 : 2,
                TrackIsHeading = false,
                NacV = isSecond ? 2 : null,
                NicSupplementC = isSecond ? false : null,
            }
            : status with
            {
                TcasOperational = airframe.HasAcas,
                AirReferencedVelocity = true,
                ReportsTargetState = true,
                NicBaro = true,
                Gva = isSecond ? 2 : null,
            }).Encode();
    }
}
