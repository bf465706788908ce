namespace AdsbFeeder.ModeS;

/// <summary>Test message with the Mode A code, type code 23 subtype 7, of version 1 sets in the USA (1090-WP-15-20).</summary>
/// <remarks><code>
///   ME bits  1-5 TC 23 | 6-8 subtype 7 | 9-21 squawk, as the field ID
///   8D4CA7B1BF555000000000FDD293   7700          8D7C7A85BF500000000000BEC8DC   3000
/// </code></remarks>
/// <param name="Squawk">The Mode A code.</param>
public readonly record struct TestSquawk(Squawk Squawk)
{
    /// <summary>Reads an ME with type code 23 and subtype 7.</summary>
    public static TestSquawk Decode(MessageField me) => new(Squawk.FromId13(me[9..21]));

    /// <summary>The ME.</summary>
    public MessageField Encode() => default(MessageField).With(1, 5, 23).With(6, 8, 7).With(9, 21, Squawk.ToId13());
}
