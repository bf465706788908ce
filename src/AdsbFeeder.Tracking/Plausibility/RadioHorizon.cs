namespace AdsbFeeder.Tracking;

/// <summary>How far away an aircraft at some height can at most be heard.</summary>
/// <remarks>
/// Radio waves bend around an Earth of 4/3 its radius: 1.23 NM times the square root of the height in feet, for the aircraft and for the
/// antenna. The antenna's height is unknown, so 150 NM stand for a mast on a mountain of 15,000 ft, and a fifth more for ducts. The bound
/// is meant for low aircraft that are said to be very far away; it never binds above 15,000 ft with the usual 300 NM.
/// </remarks>
internal static class RadioHorizon
{
    private const double NauticalMilesPerRootFoot = 1.23;
    private const double Ducting = 1.2;
    private const double AntennaNauticalMiles = 150;

    public static double Metres(int altitudeFeet) =>
        (Ducting * NauticalMilesPerRootFoot * Math.Sqrt(Math.Max(0, altitudeFeet)) + AntennaNauticalMiles) * GreatCircle.MetresPerNauticalMile;
}
