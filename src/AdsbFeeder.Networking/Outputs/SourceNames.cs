using AdsbFeeder.ModeS;

namespace AdsbFeeder.Networking;

/// <summary>Sources of frames in words, for labels of metrics and for the configuration.</summary>
public static class SourceNames
{
    private static readonly string[] Names = ["radio", "network", "mlat", "simulation", "sbs"];

    /// <summary>Every source there is.</summary>
    internal static ReadOnlySpan<FrameSource> Sources => [FrameSource.Radio, FrameSource.Network, FrameSource.Mlat, FrameSource.Simulation, FrameSource.Sbs];

    /// <summary>The name of a source.</summary>
    public static string Of(FrameSource source) => Names[(int)source];

    /// <summary>Reads names with commas between them; false when one is none of the names.</summary>
    public static bool TryParse(string text, out Provenance sources)
    {
        sources = Provenance.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var index = Array.FindIndex(Names, x => x.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                return false;
            sources |= (Provenance)(1 << index);
        }

        return true;
    }

    /// <summary>All names, with commas between them.</summary>
    public static string All => string.Join(", ", Names);
}
