namespace AdsbFeeder.Wire;

/// <summary>How much a reduced stream leaves out: <c>beast_reduce</c>, as aggregators want it.</summary>
/// <param name="Interval">The least time between two frames of an aircraft that say the same; 0 to 15 s. Positions come more often, what hardly changes less.</param>
public sealed record Reduction(TimeSpan Interval)
{
    /// <summary>The shortest interval that readsb takes for granted.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest interval: beyond it aircraft would be forgotten between frames.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(15);

    /// <summary>Aircraft farther from the receiver are left out, nautical miles; absent for no limit. Needs the receiver's place.</summary>
    public double? MaxDistanceNauticalMiles { get; init; }

    /// <summary>With a limit of distance: leave out aircraft whose place is unknown too.</summary>
    public bool OnlyWithPosition { get; init; }

    /// <summary>Aircraft higher than this are left out, feet; absent for no limit.</summary>
    public int? MaxAltitudeFeet { get; init; }

    /// <summary>Keep every frame that multilateration uses: all replies that carry their address by parity or in clear, and all airborne positions.</summary>
    public bool KeepForMlat { get; init; }
}
