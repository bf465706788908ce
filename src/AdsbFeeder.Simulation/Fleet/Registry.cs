using System.Globalization;

namespace AdsbFeeder.Simulation.Fleet;

/// <summary>Gives out addresses, callsigns and Mode A codes as they are seen in the sky, each address once at a time.</summary>
/// <remarks>Address blocks are those of Annex 10 vol. III, chapter 9; callsigns begin with the operator's ICAO designator (Doc 8585).</remarks>
internal sealed class Registry(RandomStream random)
{
    private static readonly Operator[] Operators =
    [
        new(0x3C0000, 0x3FFFFF, ["DLH", "EWG", "CFG", "GEC"]),
        new(0x380000, 0x3BFFFF, ["AFR", "TVF", "HOP"]),
        new(0x400000, 0x43FFFF, ["BAW", "EXS", "VIR", "SHT"]),
        new(0x440000, 0x447FFF, ["AUA", "EJU"]),
        new(0x480000, 0x487FFF, ["KLM", "TRA", "MPH"]),
        new(0x4CA000, 0x4CAFFF, ["RYR", "EIN"]),
        new(0x340000, 0x37FFFF, ["IBE", "VLG", "AEA"]),
        new(0x300000, 0x33FFFF, ["ITY", "NOS"]),
        new(0x4B0000, 0x4B7FFF, ["SWR", "EDW"]),
        new(0x4B8000, 0x4BFFFF, ["THY", "PGT"]),
        new(0x478000, 0x47FFFF, ["NOZ", "WIF"]),
        new(0x448000, 0x44FFFF, ["BEL", "JAF"]),
        new(0xA00000, 0xADF7C7, ["UAL", "DAL", "AAL", "FDX", "UPS"]),
        new(0x896000, 0x896FFF, ["UAE", "ETD"]),
        new(0x06A000, 0x06AFFF, ["QTR"]),
        new(0x780000, 0x7BFFFF, ["CCA", "CSN"]),
    ];

    // Registration letters of small aircraft, which use them as callsign.
    private static readonly Operator[] Private =
    [
        new(0x3C0000, 0x3FFFFF, ["DE", "DK", "DM"]),
        new(0x480000, 0x487FFF, ["PH"]),
        new(0x400000, 0x43FFFF, ["GB", "GC"]),
        new(0x448000, 0x44FFFF, ["OO"]),
    ];

    private readonly HashSet<uint> _used = [];
    private readonly List<uint> _addresses = [];

    /// <summary>An address and a callsign that fit each other.</summary>
    /// <param name="isPrivate">A registration instead of a flight number.</param>
    /// <param name="twin">The address shall differ in a single bit from one already in use, when there is one.</param>
    public (uint Address, string Callsign) Register(bool isPrivate, bool twin)
    {
        var owner = random.Pick<Operator>(isPrivate ? Private : Operators);
        var prefix = random.Pick<string>(owner.Prefixes);
        var callsign = isPrivate
            ? prefix + Letter() + Letter() + Letter()
            : prefix + FlightNumber();
        uint address;
        do
        {
            address = twin && _addresses.Count > 0
                ? _addresses[random.Next(_addresses.Count)] ^ (1u << random.Next(24))
                : owner.First + (uint)random.Next((int)(owner.Last - owner.First));
        }
        while (address is 0 or 0xFFFFFF || !_used.Add(address));

        _addresses.Add(address);
        return (address, callsign);
    }

    /// <summary>Frees the address of an aircraft that has gone.</summary>
    public void Release(uint address)
    {
        _used.Remove(address);
        _addresses.Remove(address);
    }

    /// <summary>A discrete code; 7000 for some that fly by sight; the code of an emergency.</summary>
    public int Squawk(bool visual, int emergencyState) => emergencyState switch
    {
        5 => 0b111_101_000_000,
        4 => 0b111_110_000_000,
        > 0 => 0b111_111_000_000,
        _ when visual && random.Chance(0.6) => 0b111_000_000_000,
        _ => random.Next(6) << 9 | random.Next(8) << 6 | random.Next(8) << 3 | random.Next(8),
    };

    private string FlightNumber() => random.Next(4) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{1 + random.Next(9)}{random.Next(10)}{Letter()}{Letter()}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{1 + random.Next(9)}{random.Next(10)}{random.Next(10)}{Letter()}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{1 + random.Next(99)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 + random.Next(9000)}"),
    };

    private char Letter() => "ABCDEFGHJKLMNPQRSTUVWXYZ"[random.Next(24)];

    private readonly record struct Operator(uint First, uint Last, string[] Prefixes);
}
