namespace AdsbFeeder.ModeS;

/// <summary>Register 4,8: channels of the three VHF radios (Doc 9871 table A-2-72).</summary>
/// <remarks><code>
///   MB bits  1-15 channel, 16 valid, 17-18 audio | 19-33, 34, 35-36 | 37-51, 52, 53-54 | 55-56 audio of 121.5 MHz
/// </code>
/// </remarks>
/// <param name="First">Channel of radio 1; null when not valid.</param>
/// <param name="FirstAudio">Who hears radio 1.</param>
/// <param name="Second">Channel of radio 2; null when not valid.</param>
/// <param name="SecondAudio">Who hears radio 2.</param>
/// <param name="Third">Channel of radio 3; null when not valid.</param>
/// <param name="ThirdAudio">Who hears radio 3.</param>
/// <param name="EmergencyAudio">Who hears 121.5 MHz.</param>
public readonly record struct VhfChannelReport(
    VhfChannel? First, VhfAudio FirstAudio, VhfChannel? Second, VhfAudio SecondAudio, VhfChannel? Third, VhfAudio ThirdAudio, VhfAudio EmergencyAudio)
{
    /// <summary>Whether a field can be this register: values obey their status bits, and one radio is on.</summary>
    public static bool Fits(MessageField mb) =>
        mb.Obeys(16, 1, 15) && mb.Obeys(34, 19, 33) && mb.Obeys(52, 37, 51) && (mb.Bit(16) || mb.Bit(34) || mb.Bit(52));

    /// <summary>Reads an MB that holds this register.</summary>
    public static VhfChannelReport Decode(MessageField mb) => new(
        Channel(mb.Guarded(16, 1, 15)), (VhfAudio)mb[17..18],
        Channel(mb.Guarded(34, 19, 33)), (VhfAudio)mb[35..36],
        Channel(mb.Guarded(52, 37, 51)), (VhfAudio)mb[53..54],
        (VhfAudio)mb[55..56]);

    /// <summary>The MB.</summary>
    public MessageField Encode() => default(MessageField)
        .WithGuarded(16, 1, 15, First?.Code).With(17, 18, (uint)FirstAudio)
        .WithGuarded(34, 19, 33, Second?.Code).With(35, 36, (uint)SecondAudio)
        .WithGuarded(52, 37, 51, Third?.Code).With(53, 54, (uint)ThirdAudio)
        .With(55, 56, (uint)EmergencyAudio);

    private static VhfChannel? Channel(int? code) => code is { } known ? new VhfChannel(known) : null;
}

/// <summary>Who listens to a radio.</summary>
public enum VhfAudio : byte
{
    /// <summary>Not told.</summary>
    Unknown = 0,

    /// <summary>Nobody.</summary>
    Nobody = 1,

    /// <summary>Headphones only.</summary>
    Headphones = 2,

    /// <summary>Loudspeaker.</summary>
    Loudspeaker = 3,
}
