using AdsbFeeder.Files;

namespace AdsbFeeder.Configuration;

/// <summary>New values for keys of a configuration file: checked as the service checks them, then written so that nothing is lost.</summary>
/// <remarks>The file that was there is kept beside it. A file that is a link stays one.</remarks>
internal sealed class ConfigurationChange
{
    /// <summary>What the name of the file that was there before ends with.</summary>
    internal const string BackupEnd = ".bak";

    private const UnixFileMode ForEverybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string _path;
    private readonly string? _named;
    private readonly string? _before;
    private readonly ConfigurationText _text;

    /// <param name="path">The file; null for the default one. One that does not exist begins as the sample file.</param>
    internal ConfigurationChange(string? path)
    {
        (_path, _named) = (path ?? SettingsReader.DefaultPath, path);
        _before = File.Exists(_path) ? File.ReadAllText(_path) : null;
        _text = new ConfigurationText(_before ?? SampleFile.Write());
    }

    /// <summary>The file.</summary>
    internal string FilePath => _path;

    /// <summary>Whether anything would be written.</summary>
    internal bool IsNeeded => _before is null || new ConfigurationText(_before).ToString() != _text.ToString();

    /// <summary>The file's value of a key as it is or will be; null when it is not set there.</summary>
    internal string? Find(string key) => _text.Find(key) is { Length: > 0 } value ? value : null;

    /// <summary>The file's content as it will be.</summary>
    internal string Text => _text.ToString();

    internal void Set(string key, string value) => _text.Set(key, value);

    /// <summary>What the service would read.</summary>
    /// <exception cref="ConfigurationFaultException">It would not start.</exception>
    internal Settings Check() => SettingsReader.ReadAsOwner(_named, _text.ToString());

    /// <summary>Drop-ins whose value of a key will win over this file's.</summary>
    internal IEnumerable<string> Overruled(IEnumerable<KeyValuePair<string, string>> wanted)
    {
        foreach (var dropIn in SettingsReader.DropIns(_path))
        {
            var theirs = new ConfigurationText(File.ReadAllText(dropIn));
            foreach (var (key, value) in wanted)
            {
                if (theirs.Find(key) is { Length: > 0 } other && other != value)
                {
                    yield return $"{dropIn} sets {key} = {other}, which wins over {value} in {_path}.";
                }
            }
        }
    }

    /// <summary>Fails as <see cref="Write"/> would, before anybody was asked anything.</summary>
    /// <exception cref="IOException">The file or its directory cannot be written; the message says what to do.</exception>
    internal void MustBeWritable()
    {
        var place = Target();
        var folder = Path.GetDirectoryName(place)!;
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, $".{Path.GetFileName(place)}.{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(fault);
        }
    }

    /// <summary>Writes the file and keeps the old one beside it; does nothing when nothing is new.</summary>
    /// <returns>Where the old file is kept; null when there was none.</returns>
    /// <exception cref="IOException">Nothing was changed.</exception>
    internal string? Write()
    {
        var place = Target();
        try
        {
            var mode = _before is null || OperatingSystem.IsWindows() ? ForEverybody : File.GetUnixFileMode(place);
            string? backup = null;
            if (_before is not null)
            {
                backup = place + BackupEnd;
                AtomicFile.Write(backup, _before, mode);
            }

            AtomicFile.Write(place, _text.ToString(), mode);
            return backup;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(fault);
        }
    }

    private string Target() => (_before is null ? null : new FileInfo(_path).ResolveLinkTarget(returnFinalTarget: true)?.FullName) ?? Path.GetFullPath(_path);

    private IOException Unwritable(Exception fault) =>
        new($"{_path} cannot be written ({fault.Message.TrimEnd('.')}); nothing was changed.{(fault is UnauthorizedAccessException ? " Try sudo." : "")}", fault);
}
