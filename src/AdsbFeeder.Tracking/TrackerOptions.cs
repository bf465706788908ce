namespace AdsbFeeder.Tracking;

/// <summary>What the tracker is told about its surroundings.</summary>
public sealed record TrackerOptions
{
    /// <summary>Where the receiver stands; it resolves surface positions and bounds the range. Absent when unknown.</summary>
    public GeoPosition? ReceiverLocation { get; init; }

    /// <summary>Positions farther from the receiver than this are refused, nautical miles; 0 for no bound.</summary>
    public double MaxRangeNauticalMiles { get; init; } = 300;

    /// <summary>One pair of clean messages makes the first position; by default two that agree are needed. For recordings that people look at.</summary>
    public bool TrustFirstPair { get; init; }

    /// <summary>Aircraft that are remembered at most; frames of further ones are refused until some are forgotten. A bound on what hostile input can use.</summary>
    public int MaxAircraft { get; init; } = 50_000;
}
