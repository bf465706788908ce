using System.Text.Json;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Mictronics' <c>aircrafts.json</c>, in its present and its former shape.</summary>
/// <remarks><code>
///   {"484163":["PH-BXA","B738","00"], ...}                                          registration, type, flags
///   {"484163":{"r":"PH-BXA","t":"B738","f":"00","d":"BOEING 737-800"}, ...}         with the type in words
/// </code>
/// Addresses of fewer than six digits lost their zeros. The words of a type come from <c>types.json</c> when the row has none.</remarks>
internal static class MictronicsJson
{
    public static void Read(CountedStream input, TypeNames types, AircraftDatabaseBuilder builder)
    {
        var json = new JsonPieces(input);
        if (!json.Next() || json.Type != JsonTokenType.StartObject) throw new InvalidDataException("it must be an object with addresses as its keys");
        var (registration, type, flags, description) = (new Value(), new Value(), new Value(), new Value());
        while (json.Next() && json.Type == JsonTokenType.PropertyName)
        {
            var row = builder.Count + 1;
            if (!TryAddress(json.Text, out var address)) throw Fault(row, "its key must be an address of at most 6 hexadecimal digits");
            registration.Clear();
            type.Clear();
            flags.Clear();
            description.Clear();
            json.Next();
            if (json.Type == JsonTokenType.StartArray) ReadList(json, [registration, type, flags, description]);
            else if (json.Type == JsonTokenType.StartObject) ReadObject(json, registration, type, flags, description);
            else throw Fault(row, "it must be a list or an object");
            if (!AircraftCsv.TryFlags(flags.Text, out var marks)) throw Fault(row, "its flags must be a 0 or 1 each");
            builder.Add(address, new AircraftRecord
            {
                Registration = registration.Text,
                TypeCode = type.Text,
                Flags = marks,
                Description = description.Text.IsEmpty ? types.Of(type.Text) : description.Text,
            });
        }

        if (json.Type != JsonTokenType.EndObject) throw new InvalidDataException($"it is cut short behind aircraft {builder.Count}");
        while (json.Next())
        {
            // Makes sure that nothing but white space is behind it.
        }
    }

    private static void ReadList(JsonPieces json, ReadOnlySpan<Value> values)
    {
        for (var i = 0; json.Next() && json.Type != JsonTokenType.EndArray; i++)
        {
            if (i < values.Length && json.Type == JsonTokenType.String) values[i].Set(json.Text);
            else json.Skip();
        }
    }

    private static void ReadObject(JsonPieces json, Value registration, Value type, Value flags, Value description)
    {
        while (json.Next() && json.Type == JsonTokenType.PropertyName)
        {
            var value = json.Text.Length != 1 ? null : json.Text[0] switch
            {
                (byte)'r' => registration,
                (byte)'t' => type,
                (byte)'f' => flags,
                (byte)'d' => description,
                _ => null,
            };
            json.Next();
            if (value is not null && json.Type == JsonTokenType.String) value.Set(json.Text);
            else json.Skip();
        }
    }

    private static bool TryAddress(ReadOnlySpan<byte> text, out Address address)
    {
        Span<byte> six = "000000"u8.ToArray();
        address = default;
        if (text.Length is 0 or > 6) return false;
        text.CopyTo(six[^text.Length..]);
        return AircraftCsv.TryAddress(six, out address);
    }

    private static InvalidDataException Fault(int row, string rule) => new($"aircraft {row}: {rule}");

    /// <summary>A text that is used again for each aircraft.</summary>
    private sealed class Value
    {
        private readonly byte[] _bytes = new byte[256];
        private int _length;

        public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

        public void Clear() => _length = 0;

        public void Set(ReadOnlySpan<byte> text)
        {
            _length = Math.Min(_bytes.Length, text.Length);
            text[.._length].CopyTo(_bytes);
        }
    }
}
