namespace AdsbFeeder.ModeS;

/// <summary>Aircraft operational coordination, type code 30 subtype 0 of version 0 (DO-260 2.2.3.2.7.5, register 6,4): for approaches in
/// pairs. Withdrawn by DO-260A, and never seen by us.</summary>
/// <remarks><code>
///   ME bits  1-5 TC 30 | 6-8 subtype 0 | 9-32 address of the partner | 33-37 threshold speed | 38-43 roll | 44-45 go-around | 46-47 engine out
///   8DA05F21F04CA7B1000000910610   partner 4CA7B1 (composed)
/// </code>
/// Only the partner's address has a meaning that we could check against two sources; the rest stays raw.</remarks>
/// <param name="Partner">The address of the paired aircraft; null when zero.</param>
/// <param name="Rest">ME 33-56.</param>
public readonly record struct OperationalCoordination(Address? Partner, int Rest)
{
    /// <summary>Reads an ME with type code 30 and subtype 0.</summary>
    public static OperationalCoordination Decode(MessageField me) =>
        new(me[9..32] is not 0 and var bits ? Address.Icao(bits) : null, (int)me[33..56]);

    /// <summary>The ME.</summary>
    public MessageField Encode() => default(MessageField).With(1, 5, 30).With(9, 32, Partner?.Bits ?? 0).With(33, 56, (uint)Rest);
}
