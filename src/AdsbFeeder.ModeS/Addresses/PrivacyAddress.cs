namespace AdsbFeeder.ModeS;

/// <summary>Privacy addresses of the USA (FAA Privacy ICAO Address programme): the aircraft wears another registration than its address
/// was made for.</summary>
/// <remarks>They come out of the ordinary block, so the address alone does not tell. But the programme asks for a call sign of a third
/// party: DCM (FltPlan.com), FFL (ForeFlight) or FWR (FlightAware) and a number.</remarks>
public static class PrivacyAddress
{
    private static ReadOnlySpan<char> CallSigns => "DCMFFLFWR";

    /// <summary>Whether an aircraft with such a call sign is likely to use a privacy address.</summary>
    public static bool IsLikely(Address address, Callsign callsign)
    {
        if (AddressBlocks.Of(address).Country?.Code != "US" || callsign[3] is < '0' or > '9')
            return false;
        for (var i = 0; i < CallSigns.Length; i += 3)
        {
            if (callsign[0] == CallSigns[i] && callsign[1] == CallSigns[i + 1] && callsign[2] == CallSigns[i + 2])
                return true;
        }

        return false;
    }
}
