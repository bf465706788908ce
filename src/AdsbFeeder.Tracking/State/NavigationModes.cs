namespace AdsbFeeder.Tracking;

/// <summary>What the crew has engaged. The bits are those of binCraft.</summary>
[Flags]
public enum NavigationModes : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The autopilot.</summary>
    Autopilot = 1,

    /// <summary>Vertical navigation.</summary>
    VerticalNavigation = 2,

    /// <summary>Altitude hold.</summary>
    AltitudeHold = 4,

    /// <summary>Approach.</summary>
    Approach = 8,

    /// <summary>Lateral navigation.</summary>
    LateralNavigation = 16,

    /// <summary>TCAS is operational.</summary>
    Tcas = 32,
}
