using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>A change of the gain, or of the reason for it.</summary>
/// <param name="UnixMilliseconds">When.</param>
/// <param name="Decibels">The gain from then on; null while it is not known.</param>
/// <param name="Reason">Why, for people.</param>
internal readonly record struct GainDecision(long UnixMilliseconds, double? Decibels, string Reason);

/// <summary>The gain of a receiver at one moment.</summary>
/// <param name="Choice">What the owner said.</param>
/// <param name="Decibels">In force; null while it is not known. During a trial it is the one that is tried.</param>
/// <param name="Possible">The gains that the tuner has, ascending, dB.</param>
/// <param name="IsSettled">False while the automatic gain is trying.</param>
/// <param name="Explanation">Why the gain is what it is.</param>
/// <param name="History">The latest decisions, oldest first.</param>
internal sealed record GainReport(GainChoice Choice, double? Decibels, IReadOnlyList<double> Possible, bool IsSettled, string Explanation, IReadOnlyList<GainDecision> History);
