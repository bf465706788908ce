using System.Globalization;
using AdsbFeeder.Files;

namespace AdsbFeeder.Feeding;

/// <summary>What an identity is: a file <c>identities/NETWORK.KIND</c> of one line.</summary>
internal enum IdentityKind
{
    /// <summary>A UUID that the feeder makes for itself.</summary>
    Uuid,

    /// <summary>A number that the network gave the feeder.</summary>
    Serial,

    /// <summary>A key that the network gave the owner.</summary>
    Key,
}

/// <summary>Who we are to each network, kept in the state directory: made once, read ever after, never changed without being asked.</summary>
/// <remarks>A file is written whole beside its place, flushed to the disk and renamed: after a loss of power there is the old one or the new one. Networks know a
/// receiver by its identity, so one that cannot be kept is not used.</remarks>
internal sealed class Identities(string directory)
{
    private const int MostCharacters = 200;

    private readonly Lock _lock = new();

    private string Folder => Path.Combine(directory, "identities");

    /// <summary>Whether there is one, well or damaged.</summary>
    internal bool Has(string network, IdentityKind kind) => File.Exists(PathOf(network, kind));

    /// <summary>The identity; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message says what to do.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal string? Find(string network, IdentityKind kind)
    {
        var path = PathOf(network, kind);
        if (!File.Exists(path))
        {
            return null;
        }

        var text = File.ReadAllText(path).Trim();
        return IsWell(text, kind) ? text : throw new InvalidDataException($"{path} does not hold {Rule(kind)}. Restore it from a backup; without it the network would take this receiver for a new one. To begin anew, delete the file.");
    }

    /// <summary>The UUID for a network, made now if this is the first time.</summary>
    internal string Uuid(string network)
    {
        lock (_lock)
        {
            if (Find(network, IdentityKind.Uuid) is { } known)
            {
                return known;
            }

            var made = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
            Write(network, IdentityKind.Uuid, made);
            return made;
        }
    }

    /// <summary>Keeps an identity.</summary>
    /// <param name="network">Whose.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="value">One line.</param>
    /// <param name="replace">Whether another one may be overwritten.</param>
    /// <returns>False when another one is there and stays.</returns>
    internal bool Store(string network, IdentityKind kind, string value, bool replace)
    {
        if (!IsWell(value, kind))
        {
            throw new ArgumentException($"'{value}' is not {Rule(kind)}.", nameof(value));
        }

        lock (_lock)
        {
            if (File.Exists(PathOf(network, kind)) && !replace && Find(network, kind) != value)
            {
                return false;
            }

            Write(network, kind, value);
            return true;
        }
    }

    /// <summary>Whether a text can be an identity of this kind.</summary>
    internal static bool IsWell(string value, IdentityKind kind) => kind switch
    {
        IdentityKind.Uuid => Guid.TryParseExact(value, "D", out _),
        IdentityKind.Serial => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => value.Length is > 0 and <= MostCharacters && value.All(c => c is > ' ' and <= '~'),
    };

    private static string Rule(IdentityKind kind) => kind switch
    {
        IdentityKind.Uuid => "a UUID",
        IdentityKind.Serial => "a number of 32 bits",
        _ => "a key",
    };

    private string PathOf(string network, IdentityKind kind)
    {
#pragma warning disable CA1308 // Names of files are lower case as those of the networks' own scripts.
        return Path.Combine(Folder, $"{network.ToLowerInvariant()}.{kind.ToString().ToLowerInvariant()}");
#pragma warning restore CA1308
    }

    private void Write(string network, IdentityKind kind, string value)
    {
        Directory.CreateDirectory(Folder);
        AtomicFile.Write(PathOf(network, kind), value + "\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
