namespace AdsbFeeder.ModeS;

/// <summary>Which register a Comm-B field holds, as far as one can tell.</summary>
/// <param name="Verdict">Whether to believe it.</param>
/// <param name="Best">The likeliest register; null when the field is empty or fits none.</param>
/// <param name="Confidence">Probability of <paramref name="Best"/>, 0 to 1, among all registers and noise.</param>
/// <param name="RunnerUp">The next likely register; null when only one fits.</param>
public readonly record struct RegisterGuess(RegisterVerdict Verdict, BdsCode? Best, double Confidence, BdsCode? RunnerUp)
{
    /// <summary>The register, when certain; null otherwise. Take values from the field only when this is set.</summary>
    public BdsCode? Register => Verdict == RegisterVerdict.Certain ? Best : null;
}

/// <summary>Whether a register was recognised.</summary>
public enum RegisterVerdict : byte
{
    /// <summary>No bit is set: the transponder does not have the register.</summary>
    Empty,

    /// <summary>It is this register, with at least the confidence that <see cref="RegisterInference.Threshold"/> asks for.</summary>
    Certain,

    /// <summary>More than one register fits too well to choose.</summary>
    Ambiguous,

    /// <summary>Noise, or a register that is not in the book, is likelier than any in it.</summary>
    Unknown,
}
