using System.Globalization;
using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Serving;

/// <summary>Airports and runways of OurAirports (public domain), from the two files that an owner puts there.</summary>
/// <remarks>
/// Told are those within the receiver's range, or, where its place is not known or not told, the large ones of the world: 80,000 airports are more
/// than a page can use. Rows that are not whole are left out: the list is made by volunteers, and one wrong row should not take the others.
/// </remarks>
internal sealed partial class Airports(Settings settings, ILogger<Airports> logger)
{
    private const string AirportsName = "airports.csv", RunwaysName = "runways.csv";

    /// <summary>OurAirports has 13 MB.</summary>
    private const long LargestBytes = 100_000_000;

    private readonly Lock _lock = new();
    private (DateTime Airports, DateTime Runways) _read;
    private List<Airport> _airports = [];

    private string? Folder { get; } = settings.Map.Airports ?? (settings.State.Resolve() is { } state ? Path.Combine(state, "airports") : null);

    /// <summary>Whether there are files to read.</summary>
    internal bool AreThere => Folder is { } folder && File.Exists(Path.Combine(folder, AirportsName));

    /// <summary>Writes those around a place as the members of a GeoJSON FeatureCollection: points, and lines for runways.</summary>
    internal void Write(Utf8JsonWriter json, GeoPosition? receiver)
    {
        var most = settings.Receiver.MaxRangeNmi * GreatCircle.MetresPerNauticalMile;
        json.WriteString("type"u8, "FeatureCollection"u8);
        json.WriteStartArray("features"u8);
        foreach (var airport in Current())
        {
            if (receiver is { } centre ? GreatCircle.DistanceMetres(centre, airport.Place) <= most : airport.Size == AirportSize.Large)
            {
                Write(json, airport);
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Airport airport)
    {
        Begin(json, airport.Ident);
        json.WriteString("name"u8, airport.Name);
        json.WriteString("size"u8, airport.Size switch { AirportSize.Large => "large", AirportSize.Medium => "medium", AirportSize.Small => "small", _ => "heliport" });
        json.WriteEndObject();
        json.WriteStartObject("geometry"u8);
        json.WriteString("type"u8, "Point"u8);
        json.WritePropertyName("coordinates"u8);
        GeoJsonPoint.Write(json, airport.Place.Longitude, airport.Place.Latitude);
        json.WriteEndObject();
        json.WriteEndObject();
        foreach (var runway in airport.Runways)
        {
            Begin(json, airport.Ident);
            json.WriteString("runway"u8, runway.Name);
            json.WriteEndObject();
            json.WriteStartObject("geometry"u8);
            json.WriteString("type"u8, "LineString"u8);
            json.WriteStartArray("coordinates"u8);
            GeoJsonPoint.Write(json, runway.Low.Longitude, runway.Low.Latitude);
            GeoJsonPoint.Write(json, runway.High.Longitude, runway.High.Latitude);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Begin(Utf8JsonWriter json, string ident)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        json.WriteStartObject("properties"u8);
        json.WriteString("ident"u8, ident);
    }

    /// <summary>What the files have; they are read again when they changed, and kept when they cannot be read.</summary>
    private List<Airport> Current()
    {
        lock (_lock)
        {
            if (!AreThere)
            {
                return [];
            }

            var (airports, runways) = (Path.Combine(Folder!, AirportsName), Path.Combine(Folder!, RunwaysName));
            var stamp = (File.GetLastWriteTimeUtc(airports), File.GetLastWriteTimeUtc(runways));
            if (stamp != _read)
            {
                _read = stamp;
                try
                {
                    _airports = Read(airports, runways);
                    LogRead(logger, _airports.Count, Folder!);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
                {
                    LogUnreadable(logger, Folder!, fault.Message);
                }
            }

            return _airports;
        }
    }

    internal static List<Airport> Read(string airportsPath, string runwaysPath)
    {
        var runways = new Dictionary<string, List<Runway>>(StringComparer.Ordinal);
        if (File.Exists(runwaysPath))
        {
            using var file = Open(runwaysPath);
            foreach (var row in Csv.Read(file, "airport_ident", "closed", "le_ident", "le_latitude_deg", "le_longitude_deg", "he_ident", "he_latitude_deg", "he_longitude_deg"))
            {
                if (row[1] != "1" && Place(row[3], row[4]) is { } low && Place(row[6], row[7]) is { } high)
                {
                    (runways.TryGetValue(row[0], out var all) ? all : runways[row[0]] = []).Add(new Runway($"{row[2]}/{row[5]}", low, high));
                }
            }
        }

        using var text = Open(airportsPath);
        var airports = new List<Airport>();
        foreach (var row in Csv.Read(text, "ident", "type", "name", "latitude_deg", "longitude_deg"))
        {
            AirportSize? size = row[1] switch { "large_airport" => AirportSize.Large, "medium_airport" => AirportSize.Medium, "small_airport" => AirportSize.Small, "heliport" => AirportSize.Heliport, _ => null };
            if (size is { } known && Place(row[3], row[4]) is { } place)
            {
                airports.Add(new Airport(row[0], row[2], known, place, runways.TryGetValue(row[0], out var own) ? own : []));
            }
        }

        return airports.Count > 0 ? airports : throw new InvalidDataException($"{AirportsName} has no row with ident, type, latitude_deg and longitude_deg");
    }

    private static StreamReader Open(string path) =>
        new FileInfo(path).Length <= LargestBytes ? new StreamReader(path) : throw new InvalidDataException($"{Path.GetFileName(path)} is larger than {LargestBytes / 1_000_000} MB");

    private static GeoPosition? Place(string latitude, string longitude) =>
        double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var north) && Math.Abs(north) <= 90
        && double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var east) && Math.Abs(east) <= 180
            ? new GeoPosition(north, east) : null;

    [LoggerMessage(1354, LogLevel.Information, "{Count} airports from {Directory}")]
    private static partial void LogRead(ILogger logger, int count, string directory);

    [LoggerMessage(1355, LogLevel.Error, "The airports of {Directory} cannot be used (Map:Airports): {Reason}; the map shows those it had")]
    private static partial void LogUnreadable(ILogger logger, string directory, string reason);
}

/// <summary>How OurAirports sorts airports.</summary>
internal enum AirportSize
{
    /// <summary>Airliners of all kinds.</summary>
    Large,

    /// <summary>Regional traffic.</summary>
    Medium,

    /// <summary>Everything else with wings.</summary>
    Small,

    /// <summary>Helicopters only.</summary>
    Heliport,
}

/// <summary>An airport.</summary>
internal sealed record Airport(string Ident, string Name, AirportSize Size, GeoPosition Place, IReadOnlyList<Runway> Runways);

/// <summary>A runway from its lower numbered end to the other.</summary>
internal readonly record struct Runway(string Name, GeoPosition Low, GeoPosition High);
