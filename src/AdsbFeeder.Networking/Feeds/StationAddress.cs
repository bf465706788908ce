namespace AdsbFeeder.Networking;

/// <summary>How a network that knows a station by its internet address is told of a new one.</summary>
/// <param name="Key">The station's key, which is never sent.</param>
/// <param name="Own4">Answers with the IPv4 address that asked.</param>
/// <param name="Own6">The same for IPv6.</param>
/// <param name="Challenge">Answers with characters to be hashed with the key.</param>
/// <param name="Update">Takes the address.</param>
public sealed record StationAddress(string Key, Uri Own4, Uri Own6, Uri Challenge, Uri Update)
{
    /// <summary>ADSBHub's, as its own client script asks.</summary>
    public static StationAddress AdsbHub(string key) => new(
        key,
        new Uri("https://ip4.adsbhub.org/getmyip.php"),
        new Uri("https://ip6.adsbhub.org/getmyip.php"),
        new Uri("https://www.adsbhub.org/key.php"),
        new Uri("https://www.adsbhub.org/updateip.php"));
}
