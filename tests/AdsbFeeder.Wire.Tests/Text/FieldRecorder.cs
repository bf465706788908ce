using System.Globalization;

namespace AdsbFeeder.Wire.Tests.Text;

/// <summary>Keeps fields by key.</summary>
internal sealed class FieldRecorder : IFieldWriter
{
    public SortedDictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public void Text(string key, string label, string? value, string? meaning) => Add(key, value);

    public void Words(string key, string label, IReadOnlyList<string>? values) => Add(key, values is null ? null : string.Join(' ', values));

    public void Number(string key, string label, double? value, string unit, int decimals, string? meaning) =>
        Add(key, value is { } known ? Math.Round(known, decimals).ToString(CultureInfo.InvariantCulture) : null);

    public void Flag(string key, string label, bool? value) => Add(key, value switch { true => "true", false => "false", null => null });

    public void Bit(string key, string label, bool? value) => Add(key, value switch { true => "1", false => "0", null => null });

    private void Add(string key, string? value)
    {
        if (value is not null)
            Fields[key] = value;
    }
}
