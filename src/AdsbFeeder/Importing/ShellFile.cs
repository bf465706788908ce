using System.Text;

namespace AdsbFeeder.Importing;

/// <summary>A variable that a file sets for a shell or for systemd.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Words">Its value, cut where a shell cuts it when the variable stands without quotes.</param>
internal sealed record ShellVariable(string Name, IReadOnlyList<string> Words)
{
    /// <summary>The value in one piece.</summary>
    internal string Value => string.Join(' ', Words);
}

/// <summary>Reads files such as /etc/default/readsb: comments, <c>NAME=value</c>, quotes, lines that go on behind a backslash. Nothing is executed, and <c>$</c> says nothing.</summary>
internal static class ShellFile
{
    /// <summary>All variables; of one that is set twice the last counts, as in a shell.</summary>
    internal static IReadOnlyList<ShellVariable> Read(string text)
    {
        var variables = new OrderedDictionary<string, ShellVariable>();
        var at = 0;
        while (at < text.Length)
        {
            var (name, value) = Assignment(text, ref at);
            if (name is not null)
            {
                variables.Remove(name);
                variables[name] = new ShellVariable(name, WordsOf(value));
            }
        }

        return [.. variables.Values];
    }

    /// <summary>The words of a command line, without their quotes.</summary>
    private static List<string> WordsOf(string value)
    {
        var words = new List<string>();
        var at = 0;
        while (at < value.Length)
        {
            if (char.IsWhiteSpace(value[at]))
            {
                at++;
                continue;
            }

            words.Add(Word(value, ref at));
        }

        return words;
    }

    /// <summary>Reads one line, or more when quotes or a backslash make it longer. The name is null when it sets nothing.</summary>
    private static (string? Name, string Value) Assignment(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        var name = text[start..at];
        if (name == "export" && at < text.Length && text[at] == ' ')
        {
            return Assignment(text, ref at);
        }

        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || at == text.Length || text[at] != '=')
        {
            at = text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
            return (null, "");
        }

        at++;
        var value = Word(text, ref at);
        at = text.IndexOf('\n', at) is var next and >= 0 ? next + 1 : text.Length;   // a comment, or nothing, until the end of the line
        return (name, value);
    }

    /// <summary>Reads until a blank outside quotes.</summary>
    private static string Word(string text, ref int at)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '\\' && quote != '\'' && at + 1 < text.Length)
            {
                at++;
                word.Append(text[at] switch
                {
                    '\n' => "",
                    var plain when quote == '\0' || plain is '"' or '\\' or '$' or '`' => plain.ToString(),
                    var other => "\\" + other,
                });
            }
            else if (quote != '\0')
            {
                if (letter == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(letter);
                }
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (char.IsWhiteSpace(letter))
            {
                break;
            }
            else
            {
                word.Append(letter);
            }
        }

        return word.ToString();
    }
}
