namespace AdsbFeeder.ModeS;

/// <summary>The two grids of compact position reporting, told apart by bit F.</summary>
public enum CprFormat : byte
{
    /// <summary>60 latitude zones; F = 0.</summary>
    Even = 0,

    /// <summary>59 latitude zones; F = 1.</summary>
    Odd = 1,
}

/// <summary>An encoded position: where in its zone, but not in which zone.</summary>
/// <param name="Latitude17">Fraction of the latitude zone in 2^-17, 0 to 131071.</param>
/// <param name="Longitude17">Fraction of the longitude zone in 2^-17, 0 to 131071.</param>
/// <param name="Format">The grid.</param>
public readonly record struct CprPosition(int Latitude17, int Longitude17, CprFormat Format);
