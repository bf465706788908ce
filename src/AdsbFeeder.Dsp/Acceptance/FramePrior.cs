using System.Runtime.CompilerServices;

namespace AdsbFeeder.Dsp;

/// <summary>How probable the content of a frame is before its bits are heard, in nats per free bit pattern: the second half of the acceptance likelihood.</summary>
/// <remarks>
/// The number returned is ln P(content) for everything but the message itself, plus what the message's fields say beyond chance. Together with the soft bits'
/// own evidence (see <see cref="SoftDecoder"/>) it is the log of how much likelier this frame is than random bits.
/// </remarks>
internal sealed class FramePrior(RecentAddresses addresses)
{
    private const float Ln2 = 0.6931472f;

    /// <summary>Shares of the formats on the air, from simulated and recorded traffic; ln.</summary>
    private static readonly float[] LnFormat = MakeFormats();

    /// <summary>Shares of the type codes relative to chance; ln.</summary>
    private static readonly float[] LnTypeCode = MakeTypeCodes();

    /// <summary>Shares of the capability when nothing is known of the aircraft: 5 (airborne) is by far the commonest.</summary>
    private static readonly float[] LnCapability = Array.ConvertAll([0.04, 0.005, 0.005, 0.005, 0.1, 0.8, 0.03, 0.015], p => (float)Math.Log(p));

    /// <summary>What it costs a frame that its address was only announced by one that needed repair.</summary>
    private const float Doubt = 3;

    /// <summary>What the altitude or squawk of an unheard aircraft says.</summary>
    public const float UnknownFields = 1;

    /// <summary>What an altitude or squawk that was expected says.</summary>
    public const float ExpectedFields = 7;

    /// <summary>Share of aircraft that have a neighbour in address, where nothing is known of it, and how many of them that weighs.</summary>
    private const float NeighboursAssumed = 0.03f;

    /// <inheritdoc cref="NeighboursAssumed"/>
    private const float AircraftAssumed = 100;

    /// <summary>ln of the chance that an aircraft with a given neighbouring address is there and was not heard, where 3 % of aircraft have a neighbour: 24 addresses are near.</summary>
    private const float TwinAssumed = -8.5f;

    private readonly InterrogatorCodes _interrogators = new();
    private int _known = -1;
    private float _lnKnown;
    private float _twin = TwinAssumed;

    /// <summary>The interrogator codes in use here.</summary>
    public ReadOnlySpan<uint> Interrogators => _interrogators.InUse;

    /// <summary>Notes the interrogator code of a clean all-call reply.</summary>
    public void NoteInterrogator(uint code) => _interrogators.Note(code);

    /// <summary>True when enough replies were heard to know the codes in use here, and this one was not among them.</summary>
    public bool IsNews(uint code) => _interrogators.IsNews(code);

    /// <summary>The score that no frame of a format can exceed, given how many addresses are known: bounds the search.</summary>
    public float Best(int format) => LnFormat[format] + (format is 11 or 17 or 18
        ? (format == 11 ? 0 : LnTypeCode[19]) - LnKnown
        : 17 - LnKnown);

    /// <summary>Prior of one expected short frame: its format, its address, and that it repeats.</summary>
    public float Expected(int format) => LnFormat[format] - LnKnown - 0.9f;

    /// <summary>Share of a format in the table, for those who fit it.</summary>
    internal static double FormatShare(int format) => Math.Exp(LnFormat[format]);

    /// <summary>Share of a type code in the table.</summary>
    internal static double TypeCodeShare(int typeCode) => Math.Exp(LnTypeCode[typeCode]) / 32;

    /// <summary>Share of a capability in the table.</summary>
    internal static double CapabilityShare(int capability) => Math.Exp(LnCapability[capability]);

    /// <summary>ln of the chance that an aircraft with a given neighbouring address is there and was not heard: more where many of those that were heard have neighbours.</summary>
    public float Twin
    {
        get
        {
            Count();
            return _twin;
        }
    }

    /// <summary>What the altitude or squawk said in the last frame weighed.</summary>
    public float LastFields { get; private set; }

    private float LnKnown
    {
        get
        {
            Count();
            return _lnKnown;
        }
    }

    private void Count()
    {
        if (addresses.Count == _known)
        {
            return;
        }

        (_known, _lnKnown) = (addresses.Count, MathF.Log(Math.Max(8, addresses.Count)));
        var share = (addresses.Neighbours + NeighboursAssumed * AircraftAssumed) / (addresses.Count + AircraftAssumed);
        _twin = TwinAssumed + MathF.Log(MathF.Max(1, share / NeighboursAssumed));
    }

    /// <summary>Bits of a format that the prior says nothing about: all but DF, address, parity (and CA).</summary>
    public static int FreeBits(int format) => format switch
    {
        11 => 0,
        17 or 18 => 56,
        >= 16 => 83,
        _ => 27,
    };

    /// <summary>Prior of a frame whose parity gives <paramref name="residue"/>; negative infinity when it cannot be.</summary>
    /// <remarks>
    /// A stranger may announce himself by a clean all-call reply, a clean DF18, or a DF17, whose parity is spent on nothing else and so allows
    /// repair. Where the parity holds the address, an address in doubt is believed only without repair.
    /// </remarks>
    public float Of(in FrameBits word, uint residue, bool clean, long now)
    {
        var format = word.Format;
        if (format is 11 or 17 or 18)
        {
            var address = word.Announced;
            if (address is 0 or 0xFFFFFF)
            {
                return float.NegativeInfinity;
            }

            ref var known = ref addresses.Find(address, now);
            var isKnown = !Unsafe.IsNullRef(ref known);
            if (!isKnown && !clean && format != 17)
            {
                return float.NegativeInfinity;
            }

            var score = LnFormat[format];
            score += !isKnown ? -24 * Ln2 - 2.3f : -0.1f - LnKnown - (known.IsInDoubt ? Doubt : 0);
            if (format != 18)
            {
                score += isKnown && known.CapabilityPlusOne > 0
                    ? (known.CapabilityPlusOne - 1 == word.Capability ? -0.05f : -3 + LnCapability[word.Capability])
                    : LnCapability[word.Capability];
            }
            else
            {
                score -= 3 * Ln2;
            }

            score += format == 11 ? _interrogators.LnShare(residue) : LnTypeCode[word.TypeCode];
            if (format == 17 && word.TypeCode is >= 9 and <= 18 or 20 or 21 or 22)
            {
                score += isKnown ? Altitude(AltitudeOf12(word.Code12), 4096, in known, now) : 0;
            }

            return score;
        }

        if (residue is 0 or 0xFFFFFF)
        {
            return float.NegativeInfinity;
        }

        ref var entry = ref addresses.Find(residue, now);
        if (Unsafe.IsNullRef(ref entry) || (entry.IsInDoubt && !clean))
        {
            return float.NegativeInfinity;
        }

        return LnFormat[format] - LnKnown - 0.1f - (entry.IsInDoubt ? Doubt : 0) + Fields(word, in entry, now);
    }

    /// <summary>The altitude in feet of a 13-bit code with Q set and M clear; -10000 for any other.</summary>
    internal static int AltitudeOf13(int code) => (code & 0x50) == 0x10
        ? ((code & 0x1F80) >> 2 | (code & 0x20) >> 1 | (code & 0xF)) * 25 - 1000
        : -10000;

    /// <summary>The altitude in feet of a 12-bit code with Q set; -10000 for any other.</summary>
    internal static int AltitudeOf12(int code) => (code & 0x10) != 0 ? ((code & 0xFE0) >> 1 | (code & 0xF)) * 25 - 1000 : -10000;

    private float Fields(in FrameBits word, in RecentAddresses.Entry known, long now)
    {
        var format = word.Format;
        float score;
        if (format is 4 or 5 or 20 or 21)
        {
            // FS 0 or 1 mostly; DR and UM are zero but for a few interrogators' dialogues.
            var dr = (int)(word.High >> 51) & 31;
            var um = (int)(word.High >> 45) & 63;
            score = word.Capability switch { 0 => 1.9f, 1 => -0.5f, 6 or 7 => -7, _ => -2.5f };
            score += dr == 0 ? 3.4f : dr is 1 or 4 or 5 ? -0.7f : -3;
            score += um == 0 ? 3.9f : -2.2f;
            if (format is 5 or 21)
            {
                LastFields = Identity(word.Code13, in known);
                return score + LastFields;
            }
        }
        else
        {
            // DF0: VS, CC, 1 spare, SL 3, 2 spare, RI 4, 2 spare. DF16 the same without CC. Spare bits are zero.
            var spare = (int)(word.High >> 56) & 1 | (int)(word.High >> 51) & 3 | (int)(word.High >> 45) & 3;
            score = spare == 0 ? 3.4f : -4;
        }

        LastFields = Altitude(AltitudeOf13(word.Code13), 8192, in known, now);
        return score + LastFields;
    }

    private static float Identity(int code, in RecentAddresses.Entry known)
    {
        if ((code & 0x40) != 0)
        {
            return -5;
        }

        return known.IdentityTime == 0 ? 0.6f : known.Identity == code ? 8.9f : -3.5f;
    }

    /// <summary>What an altitude code says beyond chance: near the last one known it is strong evidence, far from it evidence against.</summary>
    private static float Altitude(int feet, int codes, in RecentAddresses.Entry known, long now)
    {
        if (feet < -1000)
        {
            return -2.5f;
        }

        if (known.AltitudeTime == 0)
        {
            return feet <= 50000 ? (codes == 8192 ? 1.3f : 0.6f) : -3;
        }

        var seconds = Math.Abs(now - known.AltitudeTime) / (float)SampleRates.FineRate;
        var reach = 75 + 60 * seconds;
        var distance = Math.Abs(feet - known.AltitudeFeet);
        return distance <= reach ? MathF.Log(codes * 0.9f / (2 * reach / 25 + 1)) : distance <= 2 * reach ? MathF.Log(codes * 0.05f / (2 * reach / 25 + 1)) : -3.5f;
    }

    private static float[] MakeFormats()
    {
        var table = new float[32];
        Array.Fill(table, -20);
        (int Format, double Share)[] shares = [(0, 0.14), (4, 0.1), (5, 0.06), (11, 0.22), (16, 0.03), (17, 0.3), (18, 0.01), (20, 0.09), (21, 0.05)];
        foreach (var (format, share) in shares)
        {
            table[format] = (float)Math.Log(share);
        }

        return table;
    }

    private static float[] MakeTypeCodes()
    {
        var table = new double[32];
        Array.Fill(table, 0.001);
        for (var tc = 9; tc <= 18; tc++)
        {
            table[tc] = 0.04;
        }

        (table[11], table[19], table[4], table[3], table[2], table[1]) = (0.2, 0.35, 0.05, 0.01, 0.003, 0.003);
        (table[28], table[29], table[31], table[0], table[20], table[21], table[22]) = (0.02, 0.04, 0.05, 0.005, 0.003, 0.003, 0.003);
        (table[5], table[6], table[7], table[8], table[23]) = (0.01, 0.01, 0.02, 0.01, 0.002);
        return Array.ConvertAll(table, p => (float)Math.Log(p * 32));
    }
}
