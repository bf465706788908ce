using System.Globalization;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;

namespace AdsbFeeder.History;

/// <summary>The history on disk: two files for each half hour, below a folder for each day.</summary>
/// <remarks><code>
///   2026/11/21/15.traces              half past seven to eight UTC: who was where (see <see cref="HistoryFile"/>)
///   2026/11/21/heatmap/15.bin.ttf     the same for tar1090's heatmap and replay, gzip
/// </code>
/// A file is written beside its place, brought to the disk and renamed, so whatever happens there is the old one, the new one or none.
/// Only files with such names are ever deleted.</remarks>
internal sealed class HistoryArchive(Settings settings)
{
    private const string TracesEnd = ".traces", HeatmapEnd = ".bin.ttf", HeatmapFolder = "heatmap";

    /// <summary>Where the history is; null when none is kept.</summary>
    internal string? Root { get; } = settings.History switch
    {
        { Days: 0 } => null,
        { Directory: { } named } => named,
        _ => settings.State.Resolve() is { } state ? Path.Combine(state, "history") : null,
    };

    /// <summary>Writes the files of a half hour; returns how many bytes that were.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    internal long Write(HalfHour half, byte[] traces, byte[] heatmap)
    {
        Replace(TracesPath(half), traces);
        Replace(HeatmapPath(half), heatmap);
        return traces.Length + heatmap.Length;
    }

    /// <summary>Opens the traces of a half hour; null when there are none, or the disk does not give them.</summary>
    internal Stream? OpenTraces(HalfHour half) => Root is null ? null : Open(TracesPath(half));

    /// <summary>The heatmap file of a half hour, in gzip; null when there is none.</summary>
    internal byte[]? ReadHeatmap(HalfHour half)
    {
        using var file = Root is null ? null : Open(HeatmapPath(half));
        if (file is null)
        {
            return null;
        }

        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Half hours that have traces, the latest first.</summary>
    internal List<HalfHour> List() => [.. Files().Where(file => file.Path.EndsWith(TracesEnd, StringComparison.Ordinal)).Select(file => file.Half).OrderDescending()];

    /// <summary>Bytes written for each half hour since a moment.</summary>
    internal long BytesSince(HalfHour first) => Files().Where(file => file.Half.CompareTo(first) >= 0).Sum(file => file.Bytes);

    /// <summary>Deletes the oldest days and half hours until the rest is within the limits; returns how many bytes are left.</summary>
    /// <remarks>Days are counted where there is something, not by the calendar: with a wrong clock a calendar would delete everything.</remarks>
    internal long Prune()
    {
        var days = Files().GroupBy(file => file.Half.DayPath).OrderByDescending(day => day.Key, StringComparer.Ordinal).ToList();
        foreach (var file in days.Skip(settings.History.Days).SelectMany(day => day))
        {
            Delete(file.Path);
        }

        var kept = days.Take(settings.History.Days).SelectMany(day => day).OrderBy(file => file.Half).ToList();
        var bytes = kept.Sum(file => file.Bytes);
        foreach (var file in kept.TakeWhile(_ => bytes > settings.History.MaxMegabytes * 1_000_000L))
        {
            Delete(file.Path);
            bytes -= file.Bytes;
        }

        return bytes;
    }

    /// <summary>Deletes what a killed process left unfinished.</summary>
    internal void DeleteUnfinished()
    {
        foreach (var folder in DayFolders().Select(day => day.Path).SelectMany(path => (string[])[path, Path.Combine(path, HeatmapFolder)]).Where(Directory.Exists))
        {
            foreach (var path in Directory.GetFiles(folder, "*" + AtomicFile.UnfinishedEnd).Where(path => NumberOf(path[..^AtomicFile.UnfinishedEnd.Length]) is not null))
            {
                File.Delete(path);
            }
        }
    }

    internal string TracesPath(HalfHour half) => Path.Combine(Root!, half.DayPath, Name(half) + TracesEnd);

    private string HeatmapPath(HalfHour half) => Path.Combine(Root!, half.DayPath, HeatmapFolder, Name(half) + HeatmapEnd);

    private static string Name(HalfHour half) => half.Number.ToString("D2", CultureInfo.InvariantCulture);

    private static void Replace(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, bytes, toDisk: true);
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Deletes a file, and its folders when they are empty then.</summary>
    private static void Delete(string path)
    {
        File.Delete(path);
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > 0; folder = Path.GetDirectoryName(folder)!)
        {
            var isOurs = Path.GetFileName(folder) is var name && (name == HeatmapFolder || name.All(char.IsAsciiDigit));
            if (!isOurs || Directory.EnumerateFileSystemEntries(folder).Any())
            {
                return;
            }

            Directory.Delete(folder);
        }
    }

    private IEnumerable<(HalfHour Half, string Path, long Bytes)> Files()
    {
        foreach (var (path, year, month, day) in DayFolders())
        {
            var heatmaps = Path.Combine(path, HeatmapFolder);
            var files = new DirectoryInfo(path).EnumerateFiles("*" + TracesEnd)
                .Concat(Directory.Exists(heatmaps) ? new DirectoryInfo(heatmaps).EnumerateFiles("*" + HeatmapEnd) : []);
            foreach (var file in files)
            {
                if (NumberOf(file.Name) is { } number && HalfHour.Of(year, month, day, number) is { } half)
                {
                    yield return (half, file.FullName, file.Length);
                }
            }
        }
    }

    private IEnumerable<(string Path, int Year, int Month, int Day)> DayFolders() =>
        from year in Numbered(Root, 4)
        from month in Numbered(year.Path, 2)
        from day in Numbered(month.Path, 2)
        where HalfHour.Of(year.Number, month.Number, day.Number, 0) is not null
        select (day.Path, year.Number, month.Number, day.Number);

    private static IEnumerable<(string Path, int Number)> Numbered(string? folder, int digits) => !Directory.Exists(folder) ? [] :
        from path in Directory.GetDirectories(folder)
        let name = Path.GetFileName(path)
        where name.Length == digits && name.All(char.IsAsciiDigit)
        select (path, int.Parse(name, CultureInfo.InvariantCulture));

    private static int? NumberOf(string path)
    {
        var name = Path.GetFileName(path);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot == 2 && name[dot..] is TracesEnd or HeatmapEnd
            && int.TryParse(name.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < HalfHour.PerDay ? number : null;
    }
}
