using System.Globalization;
using System.Text;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>One frame as lines for people: every field with its unit, an empty line behind the last.</summary>
public static class MessageText
{
    /// <summary>Appends the lines. The update may come from a tracker, or be made around a bare frame; then it has no position.</summary>
    public static void Write(in TrackUpdate update, StringBuilder text)
    {
        MessageFields.Describe(update, new FirstValues(new Lines(text)));
        text.Append('\n');
    }

    private sealed class Lines(StringBuilder text) : IFieldWriter
    {
        private const int LabelWidth = 24;

        public void Text(string key, string label, string? value, string? meaning)
        {
            if (value is not null)
                text.Append(CultureInfo.InvariantCulture, $"{label,-LabelWidth}{value.TrimEnd()}{(meaning is null ? "" : $" ({meaning})")}\n");
        }

        public void Words(string key, string label, IReadOnlyList<string>? values) =>
            Text(key, label, values is null ? null : values.Count == 0 ? "none" : string.Join(", ", values), null);

        public void Number(string key, string label, double? value, string unit, int decimals, string? meaning)
        {
            var digits = value?.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            Text(key, label, unit.Length == 0 || digits is null ? digits : digits + " " + unit, meaning);
        }

        public void Flag(string key, string label, bool? value) => Text(key, label, value switch { true => "yes", false => "no", null => null }, null);

        public void Bit(string key, string label, bool? value) => Flag(key, label, value);
    }
}
