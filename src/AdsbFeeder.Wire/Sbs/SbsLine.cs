using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Text in a buffer of the caller's. A field is a comma and its value, or the comma alone.</summary>
internal ref struct SbsLine(Span<byte> destination)
{
    private const int TimeLength = 23;

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
        var text = _destination.Slice(Length, 6);
        for (var (i, bits) = (5, address.Bits); i >= 0; i--, bits >>= 4)
            text[i] = "0123456789ABCDEF"u8[(int)(bits & 15)];
        Length += text.Length;
    }

    /// <summary>Two times with a comma between: <c>2026/11/21,07:38:28.764,2026/11/21,07:38:28.765</c> in UTC.</summary>
    public void WriteTimes(long unixMilliseconds, long laterUnixMilliseconds)
    {
        var first = _destination.Slice(Length, TimeLength);
        WriteTime(unixMilliseconds, first);
        var second = _destination.Slice(Length + TimeLength + 1, TimeLength);

        // Mostly of the same second.
        var further = laterUnixMilliseconds - unixMilliseconds;
        var milliseconds = unixMilliseconds % 1000 + further;
        if (unixMilliseconds >= 0 && further is >= 0 and < 1000 && milliseconds < 1000)
        {
            first.CopyTo(second);
            Three((int)milliseconds, second[20..]);
        }
        else
        {
            WriteTime(laterUnixMilliseconds, second);
        }

        _destination[Length + TimeLength] = (byte)',';
        Length += 2 * TimeLength + 1;
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
        var millionths = (long)Math.Round(known * 1e6);
        if (millionths < 0)
            Write("-"u8);
        var (whole, rest) = Math.DivRem(Math.Abs(millionths), 1_000_000);
        Write((int)whole);
        var text = _destination.Slice(Length, 7);
        text[0] = (byte)'.';
        Three((int)rest / 1000, text[1..]);
        Three((int)rest % 1000, text[4..]);
        Length += text.Length;
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

    private static void WriteTime(long unixMilliseconds, Span<byte> text)
    {
        var time = DateTime.UnixEpoch.AddMilliseconds(unixMilliseconds);
        var (year, month, day) = DateOnly.FromDateTime(time);
        var ofDay = (int)(time.TimeOfDay.Ticks / TimeSpan.TicksPerMillisecond);
        Two(year / 100, text);
        Two(year % 100, text[2..]);
        text[4] = text[7] = (byte)'/';
        Two(month, text[5..]);
        Two(day, text[8..]);
        text[10] = (byte)',';
        Two(ofDay / 3_600_000, text[11..]);
        text[13] = text[16] = (byte)':';
        Two(ofDay / 60_000 % 60, text[14..]);
        Two(ofDay / 1000 % 60, text[17..]);
        text[19] = (byte)'.';
        Three(ofDay % 1000, text[20..]);
    }

    private static void Two(int value, Span<byte> text)
    {
        text[1] = (byte)('0' + value % 10);
        text[0] = (byte)('0' + value / 10);
    }

    private static void Three(int value, Span<byte> text)
    {
        Two(value % 100, text[1..]);
        text[0] = (byte)('0' + value / 100);
    }
}
