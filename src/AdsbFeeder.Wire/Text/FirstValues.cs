namespace AdsbFeeder.Wire;

/// <summary>Passes the first value of each key on. The header of a frame comes before its message field, so where both tell the same (the
/// altitude of a DF20 with register 0,5) the header's stands.</summary>
internal sealed class FirstValues(IFieldWriter next) : IFieldWriter
{
    private readonly HashSet<string> _written = [];

    public void Text(string key, string label, string? value, string? meaning)
    {
        if (value is not null && _written.Add(key))
            next.Text(key, label, value, meaning);
    }

    public void Words(string key, string label, IReadOnlyList<string>? values)
    {
        if (values is not null && _written.Add(key))
            next.Words(key, label, values);
    }

    public void Number(string key, string label, double? value, string unit, int decimals, string? meaning)
    {
        if (value is not null && _written.Add(key))
            next.Number(key, label, value, unit, decimals, meaning);
    }

    public void Flag(string key, string label, bool? value)
    {
        if (value is not null && _written.Add(key))
            next.Flag(key, label, value);
    }

    public void Bit(string key, string label, bool? value)
    {
        if (value is not null && _written.Add(key))
            next.Bit(key, label, value);
    }
}
