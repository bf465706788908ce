namespace AdsbFeeder.ModeS;

/// <summary>Fields behind a status bit: 1 says that the value is valid; with 0 the value must be all zeros (Doc 9871 A.2.1).</summary>
internal static class StatusFields
{
    /// <summary>Bits first to last, or null when the status bit is 0.</summary>
    public static int? Guarded(this MessageField field, int status, int first, int last) =>
        field.Bit(status) ? (int)field.Unsigned(first, last) : null;

    /// <summary>Bits first to last as two's complement, or null when the status bit is 0.</summary>
    public static int? GuardedSigned(this MessageField field, int status, int first, int last) =>
        field.Bit(status) ? field.Signed(first, last) : null;

    /// <summary>Whether the value obeys its status bit.</summary>
    public static bool Obeys(this MessageField field, int status, int first, int last) =>
        field.Bit(status) || field.Unsigned(first, last) == 0;

    /// <summary>Whether bits first to last are all zero; any number of them.</summary>
    public static bool IsZero(this MessageField field, int first, int last) =>
        (field.Bits >> (MessageField.Length - last) & ((1UL << (last - first + 1)) - 1)) == 0;

    /// <summary>Sets status and value; both zero for null.</summary>
    public static MessageField WithGuarded(this MessageField field, int status, int first, int last, int? value) =>
        field.WithBit(status, value is not null).With(first, last, (uint)(value ?? 0));

    /// <summary>A quantity in whole steps, kept between the ends of its field.</summary>
    public static int? Steps(double? value, double step, int smallest, int largest) =>
        value is { } known && double.IsFinite(known) ? (int)Math.Clamp(Math.Round(known / step), smallest, largest) : null;
}
