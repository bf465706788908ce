namespace AdsbFeeder.Configuration;

/// <summary>What tiles hold.</summary>
internal enum TilesKind
{
    /// <summary>Pictures.</summary>
    Raster,

    /// <summary>Shapes that the map draws in its own colours.</summary>
    Vector,

    /// <summary>One file with all tiles, of either kind.</summary>
    Pmtiles,
}

/// <summary>A section <c>[Tiles:NAME]</c>: a map that may be put under the traffic.</summary>
internal sealed class TilesSettings(string name)
{
    /// <summary>As the owner wrote it.</summary>
    public string Name => name;

    /// <summary>Where they are: a URL, or a file on this computer.</summary>
    public string? Url { get; set; }

    /// <summary>What they hold; null when <see cref="Url"/> tells.</summary>
    public TilesKind? Kind { get; set; }

    /// <summary>Who must be named on the map.</summary>
    public string Attribution { get; set; } = "";

    /// <summary>The nearest zoom there is.</summary>
    public int MaxZoom { get; set; } = TilesSettingTable.UsualMaxZoom;

    /// <summary>True for a file that we serve ourselves.</summary>
    internal bool IsFile => Url?.StartsWith('/') == true;

    /// <summary>The kind as configured, or as the end of the URL tells.</summary>
    internal TilesKind ResolvedKind => Kind ?? (EndsWith(".pmtiles") ? TilesKind.Pmtiles : EndsWith(".mvt") || EndsWith(".pbf") ? TilesKind.Vector : TilesKind.Raster);

    private bool EndsWith(string end) => Url is { } url && url.Split('?')[0].EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
