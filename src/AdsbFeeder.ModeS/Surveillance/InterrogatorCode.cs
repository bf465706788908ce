namespace AdsbFeeder.ModeS;

/// <summary>Which ground station asked: CL and IC, overlaid on the parity of DF11 (Annex 10 vol. IV, 3.1.2.5.2.1.2).</summary>
/// <remarks><code>
///   CL 3 bits | IC 4 bits      CL 0: II = IC      CL 1-4: SI = (CL - 1) * 16 + IC      CL 5-7: invalid
/// </code></remarks>
/// <param name="Overlay">CL and IC, 0 to 127.</param>
public readonly record struct InterrogatorCode(byte Overlay)
{
    /// <summary>The interrogator identifier, 0 to 15 (0 for squitters); null when the code is an SI.</summary>
    public int? Ii => Overlay < 16 ? Overlay : null;

    /// <summary>The surveillance identifier, 0 to 63; null when the code is an II or invalid.</summary>
    public int? Si => Overlay is >= 16 and < 80 ? Overlay - 16 : null;

    /// <summary>False when CL is 5 to 7, which nobody may send.</summary>
    public bool IsValid => Overlay < 80;

    /// <summary><c>II8</c>, <c>SI44</c>, or <c>?100</c> for an invalid code.</summary>
    public override string ToString() => Ii is { } ii ? $"II{ii}" : Si is { } si ? $"SI{si}" : $"?{Overlay}";
}
