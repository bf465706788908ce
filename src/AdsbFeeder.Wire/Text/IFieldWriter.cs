namespace AdsbFeeder.Wire;

/// <summary>Takes the fields of one message: as lines for people, or as JSON. Absent values leave no trace. What a code means is for
/// people alone.</summary>
internal interface IFieldWriter
{
    /// <summary>A word.</summary>
    public void Text(string key, string label, string? value, string? meaning = null);

    /// <summary>Some words.</summary>
    public void Words(string key, string label, IReadOnlyList<string>? values);

    /// <summary>A number with a unit, which may be empty, and so many decimals.</summary>
    public void Number(string key, string label, double? value, string unit = "", int decimals = 0, string? meaning = null);

    /// <summary>Yes or no.</summary>
    public void Flag(string key, string label, bool? value);

    /// <summary>A flag that readsb's JSON prints as 0 or 1.</summary>
    public void Bit(string key, string label, bool? value);
}
