namespace AdsbFeeder.Commands;

/// <summary>How bad it is.</summary>
internal enum Severity
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>It works, or may work, but worse than it could.</summary>
    Doubtful,

    /// <summary>It cannot work like this.</summary>
    Broken,
}

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Text">What was found, one line.</param>
/// <param name="Cures">Commands, each of which can be pasted into a terminal, or what to do by hand.</param>
internal sealed record Finding(Severity Severity, string Text, params IReadOnlyList<string> Cures)
{
    internal static Finding Good(string text) => new(Severity.Good, text);

    /// <inheritdoc/>
    public override string ToString() =>
        (Severity switch { Severity.Good => "  ok      ", Severity.Doubtful => "  doubt   ", _ => "  BROKEN  " }) + Text + string.Concat(Cures.Select(cure => $"\n            {cure}"));
}
