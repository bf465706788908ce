using System.Text;

namespace AdsbFeeder.Serving;

/// <summary>Comma-separated values with a row of names above (RFC 4180).</summary>
internal static class Csv
{
    /// <summary>Reads the columns that are asked for, row by row; a row that is too short has empty fields.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="columns">Names of columns; one that the file does not have is empty everywhere.</param>
    internal static IEnumerable<string[]> Read(TextReader reader, params string[] columns)
    {
        var fields = new List<string>();
        if (!ReadRow(reader, fields))
        {
            yield break;
        }

        var places = Array.ConvertAll(columns, fields.IndexOf);
        while (ReadRow(reader, fields))
        {
            yield return Array.ConvertAll(places, place => place >= 0 && place < fields.Count ? fields[place] : "");
        }
    }

    private static bool ReadRow(TextReader reader, List<string> fields)
    {
        fields.Clear();
        if (reader.Peek() < 0)
        {
            return false;
        }

        var field = new StringBuilder();
        var isQuoted = false;
        while (reader.Read() is var read and >= 0)
        {
            var character = (char)read;
            if (isQuoted)
            {
                if (character != '"') field.Append(character);
                else if (reader.Peek() == '"') field.Append((char)reader.Read());
                else isQuoted = false;
            }
            else if (character == '"') isQuoted = true;
            else if (character == ',') Take(fields, field);
            else if (character == '\n') break;
            else if (character != '\r') field.Append(character);
        }

        Take(fields, field);
        return true;
    }

    private static void Take(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }
}
