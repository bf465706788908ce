using System.Formats.Tar;
using System.IO.Compression;

namespace AdsbFeeder.Wire.Tests;

/// <summary>Captures and corpora beside the repository, which a plain checkout does not have.</summary>
internal static class SharedData
{
    /// <summary>The path of a file of <c>../shared/data</c>; absent, with a line that says so, where there is none.</summary>
    internal static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln")))
                continue;
            var path = Path.Combine(folder.FullName, "..", "shared", "data", name);
            if (File.Exists(path))
                return path;
            break;
        }

        Console.WriteLine($"skipped: no shared data ({name})");
        return null;
    }

    /// <summary>Malformed and well-formed inputs by name: ours, and those of a corpus that others' fuzzers found, where it is.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> FuzzCorpus()
    {
        foreach (var input in Malformed.All())
            yield return input;
        if (Find("fuzz/beast_avr_json_corpus.tar.gz") is not { } path)
            yield break;
        using var archive = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } stream)
                continue;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return (entry.Name, bytes.ToArray());
        }
    }
}
