namespace AdsbFeeder.ModeS;

public readonly partial record struct BdsCode
{
    /// <summary>What the register is called in Doc 9871, in lower case; null for one that we do not decode.</summary>
    public string? Name => Value switch
    {
        0x05 => "airborne position",
        0x06 => "surface position",
        0x07 => "squitter status",
        0x08 => "squitter identification",
        0x09 => "airborne velocity",
        0x10 => "data link capability",
        0x17 => "common usage capability",
        >= 0x18 and <= 0x1C => "specific services capability",
        0x20 => "aircraft identification",
        0x21 => "registration markings",
        0x30 => "ACAS resolution advisory",
        0x40 => "selected vertical intention",
        0x41 => "next waypoint identifier",
        0x42 => "next waypoint position",
        0x43 => "next waypoint information",
        0x44 => "meteorological routine report",
        0x45 => "meteorological hazard report",
        0x48 => "VHF channel report",
        0x50 => "track and turn report",
        0x51 => "position report, coarse",
        0x52 => "position report, fine",
        0x53 => "air-referenced state vector",
        >= 0x54 and <= 0x56 => "waypoint",
        0x5F => "quasi-static parameter monitoring",
        0x60 => "heading and speed report",
        0x61 => "emergency status",
        0x62 => "target state",
        0x65 => "operational status",
        0xE3 => "transponder part number",
        0xE4 => "transponder software revision",
        0xE5 => "ACAS part number",
        0xE6 => "ACAS software revision",
        0xF1 => "military codes",
        0xF2 => "military modes",
        _ => null,
    };
}
