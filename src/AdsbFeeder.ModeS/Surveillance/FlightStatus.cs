namespace AdsbFeeder.ModeS;

/// <summary>The field FS of DF4, 5, 20 and 21 (Annex 10 vol. IV, 3.1.2.6.5.1). 6 and 7 are reserved.</summary>
public enum FlightStatus : byte
{
    /// <summary>No alert, no SPI, airborne.</summary>
    Airborne = 0,

    /// <summary>No alert, no SPI, on the ground.</summary>
    OnGround = 1,

    /// <summary>Alert, no SPI, airborne.</summary>
    AlertAirborne = 2,

    /// <summary>Alert, no SPI, on the ground.</summary>
    AlertOnGround = 3,

    /// <summary>Alert and SPI, airborne or on the ground.</summary>
    AlertAndSpi = 4,

    /// <summary>SPI, no alert, airborne or on the ground.</summary>
    Spi = 5,
}

/// <summary>What a flight status says about the aircraft.</summary>
public static class FlightStatusMeaning
{
    /// <summary>True on the ground, false airborne, null when the code does not say.</summary>
    public static bool? OnGround(this FlightStatus status) => (int)status switch
    {
        0 or 2 => false,
        1 or 3 => true,
        _ => null,
    };

    /// <summary>True while the pilot has just changed the squawk, or set an emergency one; null for a reserved code.</summary>
    public static bool? IsAlert(this FlightStatus status) => (int)status switch
    {
        2 or 3 or 4 => true,
        0 or 1 or 5 => false,
        _ => null,
    };

    /// <summary>True while the pilot presses IDENT; null for a reserved code.</summary>
    public static bool? IsSpi(this FlightStatus status) => (int)status switch
    {
        4 or 5 => true,
        <= 3 => false,
        _ => null,
    };
}
