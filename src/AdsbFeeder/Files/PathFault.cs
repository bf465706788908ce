namespace AdsbFeeder.Files;

/// <summary>Why a directory cannot be written, where the system says it badly.</summary>
internal static class PathFault
{
    /// <summary>The fault's own words, or that a file is where a directory should be: the system calls that "already exists" or "could not find a part of the path".</summary>
    internal static string Reason(string directory, Exception fault)
    {
        for (var path = Path.GetFullPath(directory); path is not null; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(path))
            {
                return $"'{path}' is a file and no directory.";
            }
        }

        return fault.Message;
    }
}
