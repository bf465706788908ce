using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>The last even or odd position message of an aircraft, waiting for its partner.</summary>
internal struct CprHalf
{
    public long TimeMs;
    public CprPosition Cpr;
    public bool Surface;

    /// <summary>None when the slot is empty.</summary>
    public FieldSource Source;

    /// <summary>True when bits of its frame were repaired.</summary>
    public bool Repaired;

    /// <summary>True when both may be halves of one position: same medium and source, and young enough.</summary>
    public readonly bool Pairs(in CprHalf newer, long windowMs) =>
        Source == newer.Source && Surface == newer.Surface && Math.Abs(newer.TimeMs - TimeMs) <= windowMs;
}
