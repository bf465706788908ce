using System.Text;

namespace AdsbFeeder.Files;

/// <summary>Writes small files of which a loss of power may leave the old or the new, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>What the names of unfinished files end with.</summary>
    internal const string UnfinishedEnd = ".tmp";

    /// <summary>Writes beside the place, to the disk, and renames. Two processes may do it at once: the later one wins.</summary>
    /// <exception cref="IOException">The old file stays as it was.</exception>
    internal static void Write(string path, string text, UnixFileMode mode) =>
        Write(path, $"{path}.{Environment.ProcessId}.new", Encoding.UTF8.GetBytes(text), toDisk: true, mode);

    /// <summary>Writes beside the place and renames; for files that only this process writes.</summary>
    /// <param name="path">The place. Beside it is the same with <see cref="UnfinishedEnd"/>.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="toDisk">Whether it must be on the disk before it has its name: then a loss of power costs nothing that is there.</param>
    /// <exception cref="IOException">The old file stays as it was.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> bytes, bool toDisk) => Write(path, path + UnfinishedEnd, bytes, toDisk, mode: null);

    private static void Write(string path, string beside, ReadOnlySpan<byte> bytes, bool toDisk, UnixFileMode? mode)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = mode;
            }

            using (var file = new FileStream(beside, options))
            {
                if (mode is { } wanted && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(file.SafeFileHandle, wanted);   // the umask may have taken some of it
                }

                file.Write(bytes);
                file.Flush(toDisk);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(beside);   // on a full disk it would only stand in the way
            throw;
        }
    }
}
