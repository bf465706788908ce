namespace AdsbFeeder.ModeS;

/// <summary>Target state and status, type code 29: what the autopilot is set to (register 6,2). Two layouts share this record.</summary>
/// <remarks><code>
///   ME bits 1-5 TC 29 | 6-7 subtype: 1 the layout of version 2, see TargetState.Version2.cs; 0 that of version 1, see
/// TargetState.Version1.cs
/// </code></remarks>
public readonly partial record struct TargetState
{
    /// <summary>0 for the layout of version 1, 1 for that of version 2; 2 and 3 are reserved and carry nothing.</summary>
    public int Subtype { get; init; }

    /// <summary>Selected altitude in feet; null when not available.</summary>
    public int? SelectedAltitudeFeet { get; init; }

    /// <summary>Who selected it; null when nobody did.</summary>
    public SelectedAltitudeSource? AltitudeSource { get; init; }

    /// <summary>Altimeter setting in hPa, version 2; null when not available.</summary>
    public double? BarometricSettingHectopascals { get; init; }

    /// <summary>Selected heading in degrees, 0 to 360; in version 1 it may be a track, see <see cref="HeadingIsTrack"/>.</summary>
    public double? SelectedHeadingDegrees { get; init; }

    /// <summary>Accuracy of position, 0 to 11.</summary>
    public int NacP { get; init; }

    /// <summary>The barometric altitude has been cross-checked.</summary>
    public bool NicBaro { get; init; }

    /// <summary>Source integrity level, 0 to 3.</summary>
    public int Sil { get; init; }

    /// <summary>Version 2: the probability of SIL is per sample (true) or per hour.</summary>
    public bool SilSupplement { get; init; }

    /// <summary>Autopilot engaged; null when the mode bits are not valid.</summary>
    public bool? Autopilot { get; init; }

    /// <summary>VNAV engaged; null when the mode bits are not valid.</summary>
    public bool? VNav { get; init; }

    /// <summary>Altitude hold engaged; null when the mode bits are not valid.</summary>
    public bool? AltitudeHold { get; init; }

    /// <summary>Approach mode engaged; null when the mode bits are not valid.</summary>
    public bool? Approach { get; init; }

    /// <summary>LNAV engaged; null when the mode bits are not valid.</summary>
    public bool? LNav { get; init; }

    /// <summary>ACAS works. Valid whatever the mode bits say.</summary>
    public bool TcasOperational { get; init; }

    /// <summary>Version 1: the altitude is above mean sea level (true) or a pressure altitude.</summary>
    public bool AltitudeIsMsl { get; init; }

    /// <summary>Version 1: what the aircraft can report: 0 holding altitude only, 1 also the panel's, 2 also the FMS's.</summary>
    public int AltitudeCapability { get; init; }

    /// <summary>Version 1: 0 unknown, 1 acquiring, 2 capturing or holding the altitude.</summary>
    public int VerticalMode { get; init; }

    /// <summary>Version 1: 0 none, 1 panel, 2 holding heading or track, 3 FMS.</summary>
    public int HeadingSource { get; init; }

    /// <summary>Version 1: the selected heading is a track.</summary>
    public bool HeadingIsTrack { get; init; }

    /// <summary>Version 1: 0 unknown, 1 acquiring, 2 capturing or holding the heading or track.</summary>
    public int HorizontalMode { get; init; }

    /// <summary>Version 1: a resolution advisory is on.</summary>
    public bool ResolutionAdvisoryActive { get; init; }

    /// <summary>Version 1: the emergency state; null in version 2.</summary>
    public Emergency? Emergency { get; init; }

    /// <summary>Reads an ME with type code 29; only the subtype when that is reserved.</summary>
    public static TargetState Decode(MessageField me) => me[6..7] switch
    {
        0 => DecodeVersion1(me),
        1 => DecodeVersion2(me),
        var reserved => new TargetState { Subtype = (int)reserved },
    };

    /// <summary>The ME.</summary>
    public MessageField Encode()
    {
        var me = default(MessageField).With(1, 5, 29).With(6, 7, (uint)Subtype);
        return Subtype switch
        {
            0 => EncodeVersion1(me),
            1 => EncodeVersion2(me),
            _ => me,
        };
    }
}

/// <summary>Where a selected altitude comes from.</summary>
public enum SelectedAltitudeSource : byte
{
    /// <summary>Mode control panel or flight control unit.</summary>
    ControlPanel,

    /// <summary>Flight management system.</summary>
    FlightManagementSystem,

    /// <summary>The altitude that the aircraft holds (version 1 and register 4,0).</summary>
    Holding,
}
