using AdsbFeeder.Networking;

namespace AdsbFeeder.Configuration;

/// <summary>A section <c>[Feed:NAME]</c>. What is null comes from the preset of that name.</summary>
internal sealed class FeedSettings(string name)
{
    /// <summary>As the owner wrote it.</summary>
    public string Name => name;

    public bool Enabled { get; set; } = true;

    public FeedProtocol? Protocol { get; set; }

    public FeedTransport? Transport { get; set; }

    public string? Host { get; set; }

    public int? Port { get; set; }

    public HostAndPort? Fallback { get; set; }

    public Uri? Url { get; set; }

    public Guid? Uuid { get; set; }

    public string? Key { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>OpenSky's number of this receiver; its 32 bits are often shown as a negative number.</summary>
    public uint? Serial { get; set; }

    public string? CaFile { get; set; }

    public double? ReduceIntervalSeconds { get; set; }

    public double? MaxDistanceNmi { get; set; }

    public double? MaxAltitudeFeet { get; set; }

    public bool OptimizeForMlat { get; set; }

    public double? UploadIntervalSeconds { get; set; }

    /// <summary>Whose frames may leave.</summary>
    public Provenance Sources { get; set; } = Provenance.Feed;
}
