using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Text in a buffer of the caller's. A field is a comma and its value, or the comma alone.</summary>
internal ref struct SbsLine(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Length { get; private set; }

    public void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_destination[Length..]);
        Length += text.Length;
    }

    public void Write(int value)
    {
        value.TryFormat(_destination[Length..], out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Six upper-case digits, behind ~ when the address is not ICAO's.</summary>
    public void Write(Address address)
    {
        if (!address.IsIcao)
            Write("~"u8);
        address.Bits.TryFormat(_destination[Length..], out var written, "X6", CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary><c>2026/11/21,07:38:28.764</c> in UTC.</summary>
    public void WriteTime(long unixMilliseconds)
    {
        var time = DateTime.UnixEpoch.AddMilliseconds(unixMilliseconds);
        Digits(time.Year, 4);
        Write("/"u8);
        Digits(time.Month, 2);
        Write("/"u8);
        Digits(time.Day, 2);
        Write(","u8);
        Digits(time.Hour, 2);
        Write(":"u8);
        Digits(time.Minute, 2);
        Write(":"u8);
        Digits(time.Second, 2);
        Write("."u8);
        Digits(time.Millisecond, 3);
    }

    public void Field(int? value)
    {
        Write(","u8);
        if (value is { } known)
            Write(known);
    }

    /// <summary>Degrees with six decimals.</summary>
    public void Field(double? degrees)
    {
        Write(","u8);
        if (degrees is not { } known)
            return;
        known.TryFormat(_destination[Length..], out var written, "F6", CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>-1 for true, as Visual Basic wrote it.</summary>
    public void Field(bool? flag) => Write(flag switch { true => ",-1"u8, false => ",0"u8, null => ","u8 });

    public void Field(Callsign? callsign)
    {
        Write(","u8);
        if (callsign is not { } known)
            return;
        for (var i = 0; i < Callsign.Length; i++)
            _destination[Length++] = (byte)known[i];
    }

    public void Field(Squawk? squawk)
    {
        Write(","u8);
        if (squawk is not { } known)
            return;
        for (var shift = 9; shift >= 0; shift -= 3)
            _destination[Length++] = (byte)('0' + (known.Code >> shift & 7));
    }

    private void Digits(int value, int count)
    {
        for (var i = count - 1; i >= 0; i--, value /= 10)
            _destination[Length + i] = (byte)('0' + value % 10);
        Length += count;
    }
}
