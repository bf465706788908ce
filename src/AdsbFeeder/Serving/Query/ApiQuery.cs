using System.Globalization;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving.Query;

/// <summary>A query of readsb's HTTP API: which aircraft, which of those, and in which form (wire-formats.md 2.13).</summary>
internal sealed class ApiQuery
{
    /// <summary>Most entries of a list, as in readsb.</summary>
    internal const int LongestList = 1024;

    internal GeoBox? Box { get; private set; }

    internal GeoCircle? Circle { get; private set; }

    /// <summary>Only the nearest aircraft of <see cref="Circle"/>.</summary>
    internal bool OnlyClosest { get; private set; }

    internal bool All { get; private set; }

    internal HashSet<Address>? Addresses { get; private set; }

    internal HashSet<string>? Callsigns { get; private set; }

    internal HashSet<string>? Registrations { get; private set; }

    internal HashSet<string>? Types { get; private set; }

    internal HashSet<Squawk>? Squawks { get; private set; }

    internal bool WithPosition { get; private set; }

    internal string? CallsignExact { get; private set; }

    internal string? CallsignPrefix { get; private set; }

    internal Squawk? Squawk { get; private set; }

    internal HashSet<string>? OnlyTypes { get; private set; }

    internal int? AboveFeet { get; private set; }

    internal int? BelowFeet { get; private set; }

    /// <summary>Only aircraft with one of these flags: military, interesting, privacy address, limited display. The last ones need a database.</summary>
    internal RegistryMarks OnlyFlags { get; private set; }

    /// <summary>The form of ADS-B Exchange's second API.</summary>
    internal bool IsVersion2 { get; private set; }

    /// <summary>In tar1090's binary form.</summary>
    internal bool IsBinCraft { get; private set; }

    /// <summary>As a Zstandard frame.</summary>
    internal bool IsZstd { get; private set; }

    /// <summary>Nothing but "I am here".</summary>
    internal bool IsStatus { get; private set; }

    /// <summary>Reads a query.</summary>
    /// <returns>The query, or null and one line that says what is wrong.</returns>
    internal static ApiQuery? Parse(IQueryCollection parameters, out string fault)
    {
        var query = new ApiQuery();
        var bases = new List<string>();
        foreach (var (name, values) in parameters)
        {
            var key = name.ToLowerInvariant();
            var value = values.Count == 1 ? values[0] ?? "" : "";
            if (values.Count != 1)
            {
                fault = $"'{key}' must be given once.";
                return null;
            }

            if (query.TakeBase(key, value) is { } rule)
            {
                bases.Add(key);
            }
            else if (query.TakeFilter(key, value) is { } filterRule)
            {
                rule = filterRule;
            }
            else
            {
                fault = $"'{Printable(key)}' is not known; see docs/json.md.";
                return null;
            }

            if (rule.Length > 0)
            {
                fault = $"'{key}' is '{Printable(value)}' but must be {rule}.";
                return null;
            }
        }

        fault = bases switch
        {
            [_] => "",
            ["box" or "find_hex" or "hexlist", "box" or "find_hex" or "hexlist"] when bases.Contains("box") => "",
            [] => "Nothing is asked for: give one of box, circle, closest, find_hex, find_callsign, find_reg, find_type, find_squawk, all, all_with_pos or status.",
            _ => $"Only one of {string.Join(", ", bases)} can be asked for at once; box and find_hex go together.",
        };
        return fault.Length == 0 ? query : null;
    }

    /// <summary>Which aircraft. Returns null when the key is another, an empty text when it is taken, and else the rule that is broken.</summary>
    private string? TakeBase(string key, string value)
    {
        switch (key)
        {
            case "box":
                var isBox = GeoBox.TryParse(value, out var box);
                Box = box;
                return isBox ? "" : GeoBox.Rule;
            case "circle" or "closest":
                var isCircle = GeoCircle.TryParse(value, out var circle);
                (Circle, OnlyClosest) = (circle, key == "closest");
                return isCircle ? "" : GeoCircle.Rule;
            case "find_hex" or "hexlist":
                return TakeList<Address>(value, TryParseAddress, list => Addresses = list, "addresses of six hexadecimal digits, ~ in front when ICAO did not give them");
            case "find_callsign":
                return TakeList<string>(value, TryParseWord, list => Callsigns = list, "call signs of at most 8 characters");
            case "find_reg":
                return TakeList<string>(value, TryParseWord, list => Registrations = list, "registrations");
            case "find_type":
                return TakeList<string>(value, TryParseWord, list => Types = list, "ICAO types");
            case "find_squawk":
                return TakeList<Squawk>(value, TryParseSquawk, list => Squawks = list, "squawks of four octal digits");
            case "all":
                All = true;
                return "";
            case "all_with_pos":
                All = WithPosition = true;
                return "";
            case "status":
                IsStatus = true;
                return "";
            default:
                return null;
        }
    }

    /// <summary>Which of those, and the form; the result as of <see cref="TakeBase"/>.</summary>
    private string? TakeFilter(string key, string value)
    {
        switch (key)
        {
            case "filter_with_pos":
                WithPosition = true;
                return "";
            case "filter_callsign_exact":
                CallsignExact = value.Trim().ToUpperInvariant();
                return CallsignExact.Length is > 0 and <= Callsign.Length ? "" : "a call sign of at most 8 characters";
            case "filter_callsign_prefix":
                CallsignPrefix = value.Trim().ToUpperInvariant();
                return CallsignPrefix.Length is > 0 and <= Callsign.Length ? "" : "the beginning of a call sign";
            case "filter_squawk":
                var isSquawk = TryParseSquawk(value, out var squawk);
                Squawk = squawk;
                return isSquawk ? "" : "a squawk of four octal digits";
            case "filter_type":
                return TakeList<string>(value, TryParseWord, list => OnlyTypes = list, "ICAO types");
            case "above_alt_baro":
                return TakeFeet(value, feet => AboveFeet = feet);
            case "below_alt_baro":
                return TakeFeet(value, feet => BelowFeet = feet);
            case "filter_mil":
                OnlyFlags |= RegistryMarks.Military;
                return "";
            case "filter_interesting":
                OnlyFlags |= RegistryMarks.Interesting;
                return "";
            case "filter_pia":
                OnlyFlags |= RegistryMarks.PrivacyAddress;
                return "";
            case "filter_ladd":
                OnlyFlags |= RegistryMarks.LimitedDisplay;
                return "";
            case "jv2":
                IsVersion2 = true;
                return "";
            case "json" or "include_version" or "_":   // the last one: what pages append against caches
                return "";
            case "bincraft":
                IsBinCraft = true;
                return "";
            case "zstd":
                IsZstd = true;
                return "";
            case "filter_uuid":
                return "left out: it is not offered here";
            default:
                return null;
        }
    }

    private delegate bool Parser<T>(string text, out T value);

    private static string TakeList<T>(string text, Parser<T> parse, Action<HashSet<T>> set, string what)
    {
        var list = new HashSet<T>();
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        foreach (var part in parts)
        {
            if (!parse(part, out var value) || parts.Length > LongestList)
            {
                return string.Create(CultureInfo.InvariantCulture, $"1 to {LongestList} {what}, with commas between them");
            }

            list.Add(value);
        }

        set(list);
        return "";
    }

    private static string TakeFeet(string text, Action<int> set)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var feet))
        {
            return "a whole number of feet";
        }

        set(feet);
        return "";
    }

    private static bool TryParseAddress(string text, out Address address)
    {
        var digits = text.StartsWith('~') ? text[1..] : text;
        var isNumber = uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits);
        address = digits.Length == text.Length ? Address.Icao(bits) : Address.NonIcao(bits);
        return isNumber && digits.Length == 6;
    }

    private static bool TryParseWord(string text, out string word)
    {
        word = text.ToUpperInvariant();
        return word.Length is > 0 and <= 16;
    }

    private static bool TryParseSquawk(string text, out Squawk squawk) => ModeS.Squawk.TryParse(text, out squawk);

    /// <summary>What a stranger sent, short and without control characters, fit to be sent back as plain text.</summary>
    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c)).Take(60));
}
