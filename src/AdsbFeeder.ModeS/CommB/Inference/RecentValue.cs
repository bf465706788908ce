namespace AdsbFeeder.ModeS;

/// <summary>A value of a track, and how long ago it was told: the older, the less it says of now.</summary>
/// <param name="Value">The value, in the unit that its owner names.</param>
/// <param name="AgeSeconds">Its age.</param>
public readonly record struct RecentValue(double Value, double AgeSeconds = 0)
{
    /// <summary>A value of this moment.</summary>
    public static RecentValue FromDouble(double value) => new(value);

    /// <summary>A value of this moment.</summary>
    public static implicit operator RecentValue(double value) => new(value);
}
