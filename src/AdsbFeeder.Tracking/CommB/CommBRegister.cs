namespace AdsbFeeder.Tracking;

/// <summary>Which register a Comm-B field holds, as far as we can tell.</summary>
internal enum CommBRegister : byte
{
    /// <summary>It is empty, fits none, or fits more than one.</summary>
    Ambiguous,

    /// <summary>1,0 data link capability or 1,7 common usage capability: nothing about the flight.</summary>
    Capability,

    /// <summary>2,0 identification.</summary>
    Identification,

    /// <summary>3,0 resolution advisory.</summary>
    ResolutionAdvisory,

    /// <summary>4,0 selected vertical intention.</summary>
    VerticalIntention,

    /// <summary>5,0 track and turn.</summary>
    TrackAndTurn,

    /// <summary>6,0 heading and speed.</summary>
    HeadingAndSpeed,
}
