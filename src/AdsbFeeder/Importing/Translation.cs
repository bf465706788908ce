namespace AdsbFeeder.Importing;

/// <summary>What an option of another decoder is here.</summary>
/// <param name="Values">Keys of the configuration and their values.</param>
/// <param name="Note">What its owner must know beside that, or why there is no key; a sentence without its end.</param>
/// <param name="IsLost">True when it meant something that the configuration does not hold, so that its owner has to look at it.</param>
internal sealed record Translation(IReadOnlyList<(string Key, string Value)> Values, string? Note = null, bool IsLost = false)
{
    internal static Translation To(string key, string value, string? note = null) => new([(key, value)], note);

    /// <summary>Here without an option, or without need for it.</summary>
    internal static Translation Needless(string why) => new([], "not needed: " + why);

    /// <summary>Its owner has to do something himself.</summary>
    internal static Translation Lost(string why) => new([], "not taken: " + why, IsLost: true);
}

/// <summary>An option of another decoder.</summary>
/// <param name="Name">Without the dashes.</param>
/// <param name="TakesValue">Whether a value follows.</param>
/// <param name="Translate">What it is here; the value is empty when it takes none.</param>
internal sealed record DecoderOption(string Name, bool TakesValue, Func<string, Translation> Translate);
