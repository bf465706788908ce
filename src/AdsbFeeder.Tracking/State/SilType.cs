namespace AdsbFeeder.Tracking;

/// <summary>What a source integrity level is the probability of.</summary>
public enum SilType : byte
{
    /// <summary>Not said (versions 0 and 1).</summary>
    Unknown,

    /// <summary>Per flight hour.</summary>
    PerHour,

    /// <summary>Per sample.</summary>
    PerSample,
}
