namespace AdsbFeeder.Dsp.Tests;

/// <summary>Real captures beside the repository, where they are present.</summary>
internal static class Recordings
{
    /// <summary>Bytes of a capture, or null.</summary>
    public static byte[]? TryRead(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln")))
        {
            folder = folder.Parent;
        }

        var path = folder is null ? "" : Path.Combine(folder.FullName, "..", "shared", "data", "iq", name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
