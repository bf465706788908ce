namespace AdsbFeeder.Tracking;

/// <summary>Whether an aircraft flies.</summary>
public enum AirGround : byte
{
    /// <summary>Nothing said so.</summary>
    Unknown,

    /// <summary>On the ground.</summary>
    Ground,

    /// <summary>Flying.</summary>
    Airborne,
}
