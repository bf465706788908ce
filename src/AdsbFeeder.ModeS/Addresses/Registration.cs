namespace AdsbFeeder.ModeS;

/// <summary>Registrations that can be computed from an address, because the state gives addresses by a rule, and the other way.</summary>
/// <remarks>
/// USA, Canada (C-F, C-G), Germany, France (F-G, F-H), Belgium, Denmark, Finland, Greece, Portugal, Romania, Turkey, Russia, Jordan, Pakistan,
/// Singapore, Korea, Japan, Australia, Argentina. Others, such as the United Kingdom, Ireland, Switzerland and the Netherlands, number their
/// addresses in the order of application. A rule gives the registration that an address was made for: aircraft with privacy addresses, and
/// military ones inside a civil block, wear another.
/// </remarks>
public static class Registration
{
    /// <summary>The most characters that a registration here has.</summary>
    public const int LongestLength = 8;

    /// <summary>Writes the registration of an address; false, and nothing written, when it cannot be computed.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="LongestLength"/>.</exception>
    public static bool TryFormat(Address address, Span<char> destination, out int length)
    {
        if (destination.Length < LongestLength)
            throw new ArgumentException("A registration has up to eight characters.", nameof(destination));
        length = 0;
        if (!address.IsIcao || AddressBlocks.Of(address).IsMilitary)
            return false;

        var bits = address.Bits;
        if (NNumber.TryFormat(bits, destination, out length) || JapaneseRegistration.TryFormat(bits, destination, out length))
            return true;
        foreach (ref readonly var series in RegistrationSeries.All.AsSpan())
        {
            if (series.TryFormat(bits, destination, out length))
                return true;
        }

        foreach (ref readonly var series in NumberedRegistration.All.AsSpan())
        {
            if (series.TryFormat(bits, destination, out length))
                return true;
        }

        return false;
    }

    /// <summary>The registration of an address; null when it cannot be computed.</summary>
    public static string? Of(Address address)
    {
        Span<char> text = stackalloc char[LongestLength];
        return TryFormat(address, text, out var length) ? text[..length].ToString() : null;
    }

    /// <summary>The address of a registration, written in capitals with its hyphen; false when it cannot be computed.</summary>
    public static bool TryParse(ReadOnlySpan<char> registration, out Address address)
    {
        var found = NNumber.TryParse(registration, out var bits) || JapaneseRegistration.TryParse(registration, out bits);
        for (var i = 0; !found && i < RegistrationSeries.All.Length; i++)
            found = RegistrationSeries.All[i].TryParse(registration, out bits);
        for (var i = 0; !found && i < NumberedRegistration.All.Length; i++)
            found = NumberedRegistration.All[i].TryParse(registration, out bits);
        address = found ? Address.Icao(bits) : default;
        return found;
    }
}
