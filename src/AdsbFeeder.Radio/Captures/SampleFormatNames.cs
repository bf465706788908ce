using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio;

/// <summary>The names of sample formats on the command line and as file extensions.</summary>
public static class SampleFormatNames
{
    private static readonly (string Name, SampleFormat Format)[] Table =
    [
        ("uc8", SampleFormat.Uc8),
        ("cu8", SampleFormat.Uc8),
        ("cs8", SampleFormat.Cs8),
        ("ci8", SampleFormat.Cs8),
        ("sc16", SampleFormat.Sc16),
        ("cs16", SampleFormat.Sc16),
        ("ci16", SampleFormat.Sc16),
        ("sc16q11", SampleFormat.Sc16Q11),
        ("cf32", SampleFormat.Cf32),
        ("fc32", SampleFormat.Cf32),
    ];

    /// <summary>The names to offer to people, one for each format.</summary>
    public static string All => "uc8, cs8, sc16, sc16q11, cf32";

    /// <summary>Finds a format by any of its names, upper or lower case.</summary>
    public static bool TryParse(string name, out SampleFormat format)
    {
        foreach (var row in Table)
        {
            if (row.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                format = row.Format;
                return true;
            }
        }

        format = default;
        return false;
    }

    /// <summary>The first name of a format.</summary>
    public static string NameOf(SampleFormat format) => Array.Find(Table, row => row.Format == format).Name;
}
