using Xunit.Abstractions;

namespace AdsbFeeder.ModeS.Tests;

/// <summary>The folder of real data beside the repository; tests that want it return early where it is absent.</summary>
internal static class SharedData
{
    /// <summary>The lines of a file below the data folder, or null, with a line that says so, when it is absent.</summary>
    public static string[]? Lines(string path, ITestOutputHelper output)
    {
        var file = Find(path);
        if (file is null)
            output.WriteLine("skipped: no shared data");
        return file is null ? null : File.ReadAllLines(file);
    }

    private static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln")))
                continue;
            var file = Path.Combine(folder.FullName, "..", "shared", "data", path);
            return File.Exists(file) ? file : null;
        }

        return null;
    }
}
