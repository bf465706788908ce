using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Real recordings beside the repository, where they are there (their licences keep them out of it).</summary>
internal static class SharedData
{
    /// <summary>The path of a file below shared/data, or null; then the test says so and returns.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln"))) continue;
            var path = Path.Combine(folder.FullName, "..", "shared", "data", name);
            if (File.Exists(path)) return path;
        }

        Console.WriteLine($"skipped: no shared data ({name})");
        return null;
    }

    /// <summary>Rows of "seconds,frame" of nine flights (xoolive/rs1090, MIT).</summary>
    public static IEnumerable<ReceivedFrame> ShortFlights(string path) =>
        from line in File.ReadLines(path)
        let comma = line.IndexOf(',', StringComparison.Ordinal)
        where comma > 0
        select new ReceivedFrame(
            Frame.Parse(line.AsSpan(comma + 1).Trim()), 0,
            (long)Math.Round(double.Parse(line.AsSpan(0, comma), CultureInfo.InvariantCulture) * 1000), FrameSource.Network);
}
