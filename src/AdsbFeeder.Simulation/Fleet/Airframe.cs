namespace AdsbFeeder.Simulation.Fleet;

/// <summary>Who an aircraft is and what it carries.</summary>
internal sealed record Airframe
{
    /// <summary>The 24-bit address.</summary>
    public required uint Address { get; init; }

    public required string Callsign { get; init; }

    /// <summary>Mode A code, four octal digits as a number of 12 bits.</summary>
    public required int Squawk { get; init; }

    public required Performance Performance { get; init; }

    /// <summary>ADS-B version 0 to 2; absent for a transponder that squitters no positions.</summary>
    public required int? AdsbVersion { get; init; }

    /// <summary>Type code of its airborne positions, 9 to 18 or 20 to 22: how well it knows where it is.</summary>
    public int PositionTypeCode { get; init; } = 11;

    /// <summary>Navigation accuracy category for position.</summary>
    public int NacP { get; init; } = 9;

    /// <summary>False for a transponder that knows Mode A and C only.</summary>
    public bool HasModeS { get; init; } = true;

    public bool HasAcas { get; init; }

    /// <summary>Comm-B registers 4,0 5,0 and 6,0 (enhanced surveillance).</summary>
    public bool HasEnhancedSurveillance { get; init; }

    /// <summary>An encoder that reports in 25 ft; others use Gillham's 100 ft code.</summary>
    public bool HasFineAltitude { get; init; } = true;

    /// <summary>Emergency state as in TC 28: 0 none to 6.</summary>
    public int EmergencyState { get; init; }
}
