using System.Buffers;
using System.Buffers.Text;

namespace AdsbFeeder.Wire;

/// <summary>Writes JSON text whose numbers have a fixed number of decimals, as the programs of this field print them.</summary>
/// <remarks>
/// <c>Utf8JsonWriter</c> chooses the shortest form of a number, while readers compare with what readsb prints: <c>52.265780</c>. Keys come as
/// literals with their quotes and colon, so nothing is escaped twice; <c>String</c> escapes what comes from outside. Nothing depends
/// on the culture. <see cref="Flush"/> ends it.
/// </remarks>
internal ref struct JsonText(IBufferWriter<byte> output)
{
    private const int Chunk = 16 * 1024;
    private const int LongestNumber = 32;

    /// <summary>What stands in no JSON string as it is: control characters, the quote and the backslash.</summary>
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\', 127]);

    private static readonly double[] PowersOfTen = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _span;
    private int _used;

    /// <summary>Text as it stands.</summary>
    public void Raw(scoped ReadOnlySpan<byte> text)
    {
        Room(text.Length);
        text.CopyTo(_span[_used..]);
        _used += text.Length;
    }

    /// <summary>A whole number.</summary>
    public void Integer(long value)
    {
        Room(LongestNumber);
        Utf8Formatter.TryFormat(value, _span[_used..], out var written);
        _used += written;
    }

    /// <summary>A number with 0 to 6 decimals; what is no number, or has over 18 digits, becomes <c>null</c>.</summary>
    public void Fixed(double value, int decimals)
    {
        var scaled = Math.Round(value * PowersOfTen[decimals]);
        if (!(Math.Abs(scaled) < 1e18))
        {
            Raw("null"u8);
            return;
        }

        var number = (long)scaled;
        if (decimals == 0)
        {
            Integer(number);
            return;
        }

        if (number < 0) Raw("-"u8);
        var (whole, part) = Math.DivRem(Math.Abs(number), (long)PowersOfTen[decimals]);
        Integer(whole);
        Room(1 + decimals);
        _span[_used++] = (byte)'.';
        for (var digit = decimals - 1; digit >= 0; digit--, part /= 10)
            _span[_used + digit] = (byte)('0' + part % 10);
        _used += decimals;
    }

    /// <summary>Six lower-case hexadecimal digits.</summary>
    public void Hex6(uint value)
    {
        Room(6);
        for (var shift = 20; shift >= 0; shift -= 4) _span[_used++] = "0123456789abcdef"u8[(int)(value >> shift & 15)];
    }

    /// <summary>Six upper-case hexadecimal digits.</summary>
    public void HexUpper6(uint value)
    {
        Room(6);
        for (var shift = 20; shift >= 0; shift -= 4) _span[_used++] = "0123456789ABCDEF"u8[(int)(value >> shift & 15)];
    }

    /// <summary>ASCII characters one by one.</summary>
    public void Character(char character)
    {
        Room(1);
        _span[_used++] = (byte)character;
    }

    /// <summary>A string in quotes, escaped where JSON asks for it.</summary>
    public void String(scoped ReadOnlySpan<char> text)
    {
        var encoded = System.Text.Json.JsonEncodedText.Encode(text);
        Raw("\""u8);
        Raw(encoded.EncodedUtf8Bytes);
        Raw("\""u8);
    }

    /// <summary>A string in quotes, of UTF-8 that is escaped where JSON asks for it.</summary>
    public void String(scoped ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        for (int plain; (plain = text.IndexOfAny(Escaped)) >= 0; text = text[(plain + 1)..])
        {
            Raw(text[..plain]);
            Raw("\\u00"u8);
            Character((char)"0123456789abcdef"u8[text[plain] >> 4]);
            Character((char)"0123456789abcdef"u8[text[plain] & 15]);
        }

        Raw(text);
        Raw("\""u8);
    }

    /// <summary>Hands everything to the output.</summary>
    public void Flush()
    {
        if (_used > 0) _output.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Room(int bytes)
    {
        if (_span.Length - _used >= bytes) return;
        Flush();
        _span = _output.GetSpan(Math.Max(bytes, Chunk));
    }
}
