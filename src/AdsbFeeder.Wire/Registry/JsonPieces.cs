using System.Text.Json;

namespace AdsbFeeder.Wire;

/// <summary>Reads a large JSON document token by token, a piece in memory at a time.</summary>
internal sealed class JsonPieces(CountedStream input)
{
    private const int LargestToken = 1 << 20;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 };

    private byte[] _buffer = new byte[1 << 16];
    private int _used;
    private int _filled;
    private bool _ended;
    private JsonReaderState _state = new(Options);
    private readonly byte[] _text = new byte[LargestToken];

    /// <summary>What the last token is.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The text of the last token, if it is a name or a string; UTF-8, without escapes.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    private int _length;

    /// <summary>Goes to the next token; false at the end.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidDataException">A token is too long.</exception>
    public bool Next()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_used, _filled - _used), _ended, _state);
            if (reader.Read())
            {
                Type = reader.TokenType;
                _length = Type is JsonTokenType.PropertyName or JsonTokenType.String ? Copy(reader) : 0;
                _used += (int)reader.BytesConsumed;
                _state = reader.CurrentState;
                return true;
            }

            _used += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (_ended) return false;
            Fill();
        }
    }

    /// <summary>Goes over the value that begins with the current token.</summary>
    public void Skip()
    {
        for (var depth = 0; ;)
        {
            if (Type is JsonTokenType.StartArray or JsonTokenType.StartObject) depth++;
            else if (Type is JsonTokenType.EndArray or JsonTokenType.EndObject) depth--;
            if (depth == 0 || !Next()) return;
        }
    }

    private int Copy(in Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LargestToken) throw new InvalidDataException("a text in it is too long");
        return reader.CopyString(_text);
    }

    private void Fill()
    {
        _buffer.AsSpan(_used, _filled - _used).CopyTo(_buffer);
        (_filled, _used) = (_filled - _used, 0);
        if (_filled == _buffer.Length)
        {
            if (_buffer.Length >= LargestToken) throw new InvalidDataException("a text in it is too long");
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = input.Read(_buffer.AsSpan(_filled));
        _filled += read;
        _ended = read == 0;
    }
}
