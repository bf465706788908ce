using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>The codes of replies in words (Annex 10 vol. IV, 3.1.2.5 to 3.1.2.8).</summary>
internal static class ReplyWords
{
    public static string Of(Capability capability) => capability switch
    {
        Capability.Level1 => "level 1: surveillance only",
        Capability.Level2OnGround => "level 2 or above, on the ground",
        Capability.Level2Airborne => "level 2 or above, airborne",
        Capability.Level2 => "level 2 or above, on the ground or airborne",
        Capability.RequestOrAlert => "downlink request, alert or ident",
        _ => "reserved",
    };

    public static string Of(FlightStatus status) => status switch
    {
        FlightStatus.Airborne => "airborne",
        FlightStatus.OnGround => "on the ground",
        FlightStatus.AlertAirborne => "alert, airborne",
        FlightStatus.AlertOnGround => "alert, on the ground",
        FlightStatus.AlertAndSpi => "alert and ident",
        FlightStatus.Spi => "ident",
        _ => "reserved",
    };

    public static string? Of(Squawk? squawk) => squawk?.Code switch
    {
        0xF40 => "unlawful interference",
        0xF80 => "radio failure",
        0xFC0 => "emergency",
        _ => null,
    };

    public static string Of(SurveillanceStatus status) => status switch
    {
        SurveillanceStatus.None => "nothing to tell",
        SurveillanceStatus.PermanentAlert => "emergency squawk",
        SurveillanceStatus.TemporaryAlert => "squawk just changed",
        _ => "ident",
    };

    public static string OfDownlinkRequest(int request) => request switch
    {
        0 => "none",
        1 => "a Comm-B message waits",
        4 => "Comm-B broadcast 1 waits",
        5 => "Comm-B broadcast 2 waits",
        2 or 3 or 6 or 7 => "reserved for ACAS",
        >= 16 => $"{request - 15} segments wait",
        _ => "not assigned",
    };

    public static string OfReservation(int ids) => ids switch
    {
        0 => "none",
        1 => "Comm-B",
        2 => "Comm-C",
        _ => "Comm-D",
    };

    public static string OfReplyInformation(int information) => information switch
    {
        0 => "no ACAS",
        2 => "ACAS, advisories inhibited",
        3 => "ACAS, vertical advisories",
        4 => "ACAS, vertical and horizontal advisories",
        8 => "no maximum speed",
        9 => "up to 75 kt",
        10 => "75 to 150 kt",
        11 => "150 to 300 kt",
        12 => "300 to 600 kt",
        13 => "600 to 1200 kt",
        14 => "above 1200 kt",
        _ => "reserved",
    };

    public static string Of(EmitterCategory category) => category.ToString() switch
    {
        "A1" => "light",
        "A2" => "small",
        "A3" => "large",
        "A4" => "large with strong vortices",
        "A5" => "heavy",
        "A6" => "high performance",
        "A7" => "rotorcraft",
        "B1" => "glider",
        "B2" => "lighter than air",
        "B3" => "parachutist",
        "B4" => "ultralight",
        "B6" => "unmanned",
        "B7" => "space vehicle",
        "C1" => "emergency vehicle",
        "C2" => "service vehicle",
        "C3" => "point obstacle",
        "C4" => "cluster obstacle",
        "C5" => "line obstacle",
        _ => category.IsKnown ? "reserved" : "not told",
    };
}
