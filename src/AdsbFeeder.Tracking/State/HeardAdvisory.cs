using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>A resolution advisory and the frame that told of it.</summary>
/// <param name="Frame">The frame: DF 16, 17, 18, 20 or 21.</param>
/// <param name="Field">Its MB, MV or ME.</param>
public readonly record struct HeardAdvisory(Frame Frame, MessageField Field)
{
    /// <summary>What it says.</summary>
    public ResolutionAdvisory Advisory => ResolutionAdvisory.Decode(Field);
}
