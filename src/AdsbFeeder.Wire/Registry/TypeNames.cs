using System.Text;
using System.Text.Json;

namespace AdsbFeeder.Wire;

/// <summary>Types in words by their ICAO designators, from Mictronics' <c>types.json</c>: <c>{"B738":["BOEING 737-800","L2J","M"], ...}</c>.</summary>
internal sealed class TypeNames
{
    private readonly Dictionary<string, byte[]> _names = [];

    /// <summary>No names.</summary>
    public static TypeNames None { get; } = new();

    /// <summary>The words of a type; empty when there are none.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> type)
    {
        Span<char> text = stackalloc char[8];
        return type.Length <= text.Length
            && _names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..Encoding.Latin1.GetChars(type, text)], out var name) ? name : [];
    }

    /// <summary>Reads the file. The former shape, <c>{"B738":{"desc":"L2J","wtc":"M"}}</c>, has no names.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static TypeNames Read(CountedStream input)
    {
        var json = new JsonPieces(input);
        var types = new TypeNames();
        if (!json.Next() || json.Type != JsonTokenType.StartObject) throw new InvalidDataException("it must be an object with types as its keys");
        while (json.Next() && json.Type == JsonTokenType.PropertyName)
        {
            var key = Encoding.UTF8.GetString(json.Text);
            json.Next();
            var isList = json.Type == JsonTokenType.StartArray;
            if (!isList)
            {
                json.Skip();
                continue;
            }

            for (var i = 0; json.Next() && json.Type != JsonTokenType.EndArray; i++)
            {
                if (i == 0 && json.Type == JsonTokenType.String) types._names[key] = json.Text.ToArray();
                else json.Skip();
            }
        }

        return types;
    }
}
