using System.Text.RegularExpressions;

namespace AdsbFeeder.Configuration;

/// <summary>The keys of a section <c>[Tiles:NAME]</c>.</summary>
internal static partial class TilesSettingTable
{
    internal const int UsualMaxZoom = 19;

    private const string UrlRule = "https://… or http://… with {z}, {x} and {y} in it or .pmtiles at its end, or the path of a .pmtiles file on this computer";

    internal static IReadOnlyList<Setting> Rows(string name)
    {
        var prefix = $"Tiles:{name}:";
        return
        [
            new(prefix + "Url", UrlRule, "Where the tiles are. Browsers ask there themselves; a file is served by this service, and then nothing leaves the house.", "", (s, v) => IsUrl(s.Tiles[name].Url = v)),
            Setting.OneOf<TilesKind>(prefix + "Kind", "What they hold, where the end of Url does not tell: pictures are raster.", null, (s, v) => s.Tiles[name].Kind = v, ("raster", TilesKind.Raster), ("vector", TilesKind.Vector), ("pmtiles", TilesKind.Pmtiles)),
            new(prefix + "Attribution", "a text of up to 200 characters", "Who is to be named on the map, as the licence of the tiles wants it.", "", (s, v) => (s.Tiles[name].Attribution = v).Length is > 0 and <= 200),
            Setting.Whole(prefix + "MaxZoom", 0, 24, "The nearest zoom there is of them.", UsualMaxZoom.ToString(System.Globalization.CultureInfo.InvariantCulture), (s, v) => s.Tiles[name].MaxZoom = v),
        ];
    }

    internal static void Check(TilesSettings tiles, List<string> faults)
    {
        if (!Name().IsMatch(tiles.Name))
        {
            faults.Add($"[Tiles:{tiles.Name}] must be named with up to 40 letters, digits, blanks, dots, - and _.");
        }

        if (tiles.Url is null)
        {
            faults.Add($"Tiles:{tiles.Name}:Url must say where the tiles are.");
        }
        else if (tiles.IsFile && tiles.ResolvedKind != TilesKind.Pmtiles)
        {
            faults.Add($"Tiles:{tiles.Name}:Url is '{tiles.Url}' but a file must be of kind pmtiles.");
        }
    }

    private static bool IsUrl(string text)
    {
        if (text.StartsWith('/'))
        {
            return text.Length > 1;
        }

        var isWhole = text.Split('?')[0].EndsWith(".pmtiles", StringComparison.OrdinalIgnoreCase) || ((string[])["{z}", "{x}", "{y}"]).All(part => text.Contains(part, StringComparison.Ordinal));
        return isWhole && Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$")]
    private static partial Regex Name();
}
