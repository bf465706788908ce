using System.Text;

namespace AdsbFeeder.Files;

/// <summary>Writes small files of which a loss of power may leave the old or the new, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the place, to the disk, and renames.</summary>
    /// <exception cref="IOException">The old file stays as it was.</exception>
    internal static void Write(string path, string text, UnixFileMode mode)
    {
        var beside = $"{path}.{Environment.ProcessId}.new";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = mode;
            }

            using (var file = new FileStream(beside, options))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
