using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>What a position message brings to the pairing.</summary>
/// <param name="Cpr">The encoded position.</param>
/// <param name="Surface">Whether the surface coding was used.</param>
/// <param name="IsUsable">False when the message is known to hold no position.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Integrity">How far it can be trusted.</param>
/// <param name="AltitudeFeet">How high, by the same message; null where it does not say.</param>
internal readonly record struct CprReport(CprPosition Cpr, bool Surface, bool IsUsable, FieldSource Source, PositionIntegrity Integrity, int? AltitudeFeet = null);
