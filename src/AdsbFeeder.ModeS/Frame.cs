using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdsbFeeder.ModeS;

/// <summary>The bits of one transmission: a Mode A/C reply (2 bytes), a short (7) or a long (14) Mode S frame.</summary>
/// <remarks>A value: the bytes are inline, so a frame never points into a buffer that is used again.</remarks>
public readonly struct Frame : IEquatable<Frame>
{
    /// <summary>Length of a Mode A/C reply in bytes.</summary>
    public const int ModeAcLength = 2;

    /// <summary>Length of a short Mode S frame in bytes (56 bits).</summary>
    public const int ShortLength = 7;

    /// <summary>Length of a long Mode S frame in bytes (112 bits).</summary>
    public const int LongLength = 14;

    private readonly Storage _bytes;
    private readonly byte _length;

    /// <summary>Copies the bytes of a frame.</summary>
    /// <exception cref="ArgumentException">The length is not 2, 7 or 14.</exception>
    public Frame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is not (ModeAcLength or ShortLength or LongLength))
        {
            throw new ArgumentException("A frame has 2, 7 or 14 bytes.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
        _length = (byte)bytes.Length;
    }

    /// <summary>Number of bytes: 2, 7 or 14; 0 for the default value.</summary>
    public int Length => _length;

    /// <summary>The bytes, first transmitted first.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Storage, byte>(ref Unsafe.AsRef(in _bytes)), _length);

    /// <summary>True for a Mode A/C reply, which has no downlink format.</summary>
    public bool IsModeAc => _length == ModeAcLength;

    /// <summary>The field DF; 24 for all of 24 to 31. Meaningless for a Mode A/C reply.</summary>
    public DownlinkFormat Format => (DownlinkFormat)Math.Min(_bytes[0] >> 3, 24);

    /// <summary>Bits 33 to 88 of a long frame (ME, MB or MV).</summary>
    public MessageField Message => new(BinaryPrimitives.ReadUInt64BigEndian(Bytes[3..]) & MessageField.Mask);

    /// <summary>The length in bytes that a downlink format prescribes.</summary>
    public static int LengthOf(DownlinkFormat format) => (int)format >= 16 ? LongLength : ShortLength;

    /// <summary>Reads hexadecimal digits of either case; false when they are not 4, 14 or 28 digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out Frame frame)
    {
        frame = default;
        Span<byte> bytes = stackalloc byte[LongLength];
        if (hex.Length is not (2 * ModeAcLength or 2 * ShortLength or 2 * LongLength)
            || Convert.FromHexString(hex, bytes, out _, out var written) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        frame = new Frame(bytes[..written]);
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is not a frame.</exception>
    public static Frame Parse(ReadOnlySpan<char> hex) =>
        TryParse(hex, out var frame) ? frame : throw new FormatException($"'{hex}' is not a frame of 2, 7 or 14 bytes.");

    /// <summary>Upper case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexString(Bytes);

    /// <inheritdoc/>
    public bool Equals(Frame other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Frame other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>True when both frames have the same bytes.</summary>
    public static bool operator ==(Frame left, Frame right) => left.Equals(right);

    /// <summary>True when the frames differ.</summary>
    public static bool operator !=(Frame left, Frame right) => !left.Equals(right);

    [InlineArray(LongLength)]
    private struct Storage
    {
        private byte _first;
    }
}
