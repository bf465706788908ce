namespace AdsbFeeder.Configuration;

/// <summary>A configuration file as its owner wrote it: values are looked up and set, and every other line stays as it is.</summary>
/// <remarks>Understands what the reader of the file does: sections, <c>key = value</c>, whole keys (<c>Http:Port</c>) anywhere, quotes around values, and comments that begin with # ; or /.</remarks>
internal sealed class ConfigurationText
{
    private readonly List<string> _lines;

    internal ConfigurationText(string text)
    {
        _lines = [.. text.ReplaceLineEndings("\n").Split('\n')];
        if (_lines[^1].Length == 0)
        {
            _lines.RemoveAt(_lines.Count - 1);
        }
    }

    /// <summary>The value of a key, upper or lower case; null when it is not set here. Empty when it is left blank, which is as if it were not there.</summary>
    internal string? Find(string key) => Line(key) is { } line ? ValueOf(_lines[line]) : null;

    /// <summary>Gives a key a value: in its line if it has one, else behind its commented line, else at the end of its section, which is made if need be.</summary>
    /// <exception cref="ArgumentException">The value has a line break, which the file cannot hold.</exception>
    internal void Set(string key, string value)
    {
        if (value.AsSpan().ContainsAny('\n', '\r'))
        {
            throw new ArgumentException($"{key} cannot have a line break in its value.", nameof(value));
        }

        var name = key[(key.LastIndexOf(':') + 1)..];
        if (Line(key) is { } known)
        {
            var equals = _lines[known].IndexOf('=', StringComparison.Ordinal);
            _lines[known] = ValueOf(_lines[known]) == value ? _lines[known] : $"{_lines[known][..equals].TrimEnd()} = {Quoted(value)}";
            return;
        }

        var section = key[..(key.Length - name.Length - 1)];
        if (Place(section, name) is { } place)
        {
            _lines.Insert(place, $"{name} = {Quoted(value)}");
            return;
        }

        if (_lines is [.., { Length: > 0 }])
        {
            _lines.Add("");
        }

        _lines.AddRange([$"[{section}]", $"{name} = {Quoted(value)}"]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(_lines.Select(line => line + "\n"));

    /// <summary>The line that sets a key; a blank one counts, so that it is filled and not set twice.</summary>
    private int? Line(string key)
    {
        foreach (var (number, section) in Sections())
        {
            if (NameIn(_lines[number]) is { } name && (section.Length > 0 ? $"{section}:{name}" : name).Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>Where a new key of a section belongs; null when there is no such section.</summary>
    private int? Place(string section, string name)
    {
        int? end = null;
        foreach (var (number, here) in Sections())
        {
            if (!here.Equals(section, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var line = _lines[number].Trim();
            if (line is ['#' or ';', .. var rest] && NameIn(rest.TrimStart())?.Equals(name, StringComparison.OrdinalIgnoreCase) == true)
            {
                return number + 1;
            }

            end = line.Length > 0 && (end is null || !IsComment(line)) ? number + 1 : end;
        }

        return end;
    }

    /// <summary>Each line with the section it is in; the line of a section's name belongs to it.</summary>
    private IEnumerable<(int Number, string Section)> Sections()
    {
        var section = "";
        for (var number = 0; number < _lines.Count; number++)
        {
            if (_lines[number].Trim() is ['[', .. var name, ']'])
            {
                section = name.Trim();
            }

            yield return (number, section);
        }
    }

    private static bool IsComment(string line) => line is ['#' or ';' or '/', ..];

    private static string? NameIn(string text)
    {
        var line = text.Trim();
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals < 1 || IsComment(line) || line[0] == '[' ? null : line[..equals].Trim();
    }

    private static string ValueOf(string line)
    {
        var value = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
        return value is ['"', .. var inner, '"'] ? inner : value;
    }

    /// <summary>Quotes are taken off by the reader when a value both begins and ends with them, and blanks around it always.</summary>
    private static string Quoted(string value) => value.Trim() != value || value is ['"', .., '"'] ? $"\"{value}\"" : value;
}
