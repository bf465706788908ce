using System.Globalization;
using System.Text;

namespace AdsbFeeder.Metrics;

/// <summary>The labels of one series: the tags as they came, to find it again without making text, and the text.</summary>
internal sealed class LabelSet
{
    private readonly KeyValuePair<string, object?>[] _tags;

    internal LabelSet(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _tags = tags.ToArray();
        Text = TextOf(tags);
    }

    /// <summary>Labels in the order of their names, without braces: <c>a="1",b="2"</c>.</summary>
    internal string Text { get; }

    internal static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (key, value) in tags)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether the same tags came in the same order.</summary>
    internal bool Is(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length)
        {
            return false;
        }

        for (var n = 0; n < tags.Length; n++)
        {
            if (tags[n].Key != _tags[n].Key || !Equals(tags[n].Value, _tags[n].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text of tags. Of two with one name the last counts, as a scraper takes a name only once.</summary>
    internal static string TextOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            labels[MetricName.Label(key)] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"");
            Escape.Append(text, value, quotes: true);
            text.Append('"');
        }

        return text.ToString();
    }
}
