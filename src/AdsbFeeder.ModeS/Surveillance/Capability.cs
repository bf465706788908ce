namespace AdsbFeeder.ModeS;

/// <summary>The field CA of DF11 and DF17 (Annex 10 vol. IV, 3.1.2.5.2.2.1). 1 to 3 are reserved.</summary>
public enum Capability : byte
{
    /// <summary>Level 1 transponder: surveillance only.</summary>
    Level1 = 0,

    /// <summary>Level 2 or above, on the ground.</summary>
    Level2OnGround = 4,

    /// <summary>Level 2 or above, airborne.</summary>
    Level2Airborne = 5,

    /// <summary>Level 2 or above, on the ground or airborne.</summary>
    Level2 = 6,

    /// <summary>DR is not 0, or FS is 2 to 5; on the ground or airborne.</summary>
    RequestOrAlert = 7,
}

/// <summary>What a capability says about the aircraft.</summary>
public static class CapabilityMeaning
{
    /// <summary>True on the ground (4), false in the air (5), null when the code does not say.</summary>
    public static bool? OnGround(this Capability capability) => capability switch
    {
        Capability.Level2OnGround => true,
        Capability.Level2Airborne => false,
        _ => null,
    };
}
