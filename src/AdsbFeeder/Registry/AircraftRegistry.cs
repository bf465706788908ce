using AdsbFeeder.Configuration;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Registry;

/// <summary>The aircraft database that is in use. Read by any thread; replaced as a whole.</summary>
internal sealed class AircraftRegistry
{
    /// <summary>The name that the file has in <c>State:Directory</c>.</summary>
    internal const string FileName = "aircraft.csv.gz";

    private volatile AircraftDatabase? _current;

    /// <summary>The database; null while there is none.</summary>
    internal AircraftDatabase? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>Where the database is, or would be: as configured, else in the state directory; null when there is no such place.</summary>
    internal static string? PathOf(Settings settings) =>
        settings.Database.File ?? (settings.State.Resolve() is { } state ? Path.Combine(state, FileName) : null);
}
