namespace AdsbFeeder.ModeS;

/// <summary>What an aircraft has told of its registers in 1,0, 1,7, 1,8 and 1,9.</summary>
/// <remarks>1,7 counts first: it says which registers hold data now, 1,8 and 1,9 say which exist.</remarks>
/// <param name="CommonUsage">The last 1,7.</param>
/// <param name="First">The last 1,8.</param>
/// <param name="Second">The last 1,9.</param>
/// <param name="HasIdentification">Whether 2,0 exists, by the last 1,0.</param>
public readonly record struct AnnouncedRegisters(
    CommonUsageCapability? CommonUsage, ServicesCapability? First, ServicesCapability? Second, bool? HasIdentification)
{
    /// <summary>Whether the aircraft has a register; null when it has not told.</summary>
    public bool? Holds(BdsCode register) =>
        CommonUsage?.Holds(register) ?? First?.Holds(register) ?? Second?.Holds(register)
        ?? (register.Value == 0x20 ? HasIdentification : null);

    /// <summary>The same with what one more register tells; a register that announces nothing changes nothing.</summary>
    public AnnouncedRegisters With(BdsCode register, MessageField mb) => register.Value switch
    {
        0x10 => this with { HasIdentification = DataLinkCapability.Decode(mb).Identification },
        0x17 => this with { CommonUsage = CommonUsageCapability.Decode(mb) },
        0x18 => this with { First = ServicesCapability.Decode(register, mb) },
        0x19 => this with { Second = ServicesCapability.Decode(register, mb) },
        _ => this,
    };
}
