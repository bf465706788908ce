namespace AdsbFeeder.Wire;

/// <summary>What an aircraft database says of an aircraft beside its names. The bits are those of the JSON key <c>dbFlags</c>.</summary>
[Flags]
public enum RegistryMarks : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Military.</summary>
    Military = 1,

    /// <summary>Worth a look, as those think who keep the database.</summary>
    Interesting = 2,

    /// <summary>The address is one of the FAA's privacy addresses (PIA), which change.</summary>
    PrivacyAddress = 4,

    /// <summary>The owner asked not to be shown (the FAA's LADD list).</summary>
    LimitedDisplay = 8,
}
