using AdsbFeeder.Tracking;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace AdsbFeeder.Events;

/// <summary>An area with a name, of a GeoJSON file: a polygon or several, with holes, and altitudes if it says so.</summary>
internal sealed class Zone(string name, Geometry area, int? lowestFeet, int? highestFeet)
{
    private readonly IPreparedGeometry _area = PreparedGeometryFactory.Prepare(area);
    private readonly Envelope _bounds = area.EnvelopeInternal;

    internal string Name => name;

    internal Geometry Area => area;

    internal int? LowestFeet => lowestFeet;

    internal int? HighestFeet => highestFeet;

    /// <summary>True when a place is inside, edges included. An unknown altitude is within any bounds.</summary>
    internal bool Contains(GeoPosition place, int? altitudeFeet) =>
        _bounds.Contains(place.Longitude, place.Latitude)
        && !(altitudeFeet < lowestFeet) && !(altitudeFeet > highestFeet)
        && _area.Covers(area.Factory.CreatePoint(new Coordinate(place.Longitude, place.Latitude)));

    /// <summary>True when an aircraft is inside now; one without a position is in no zone. On the ground counts as 0 ft.</summary>
    internal bool Contains(in AircraftState aircraft)
    {
        if (!aircraft.Position.IsPresent)
        {
            return false;
        }

        var onGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
        return Contains(aircraft.Position.Value.Location, onGround ? 0 : aircraft.BarometricAltitudeFeet.ValueOrNull ?? aircraft.GeometricAltitudeFeet.ValueOrNull);
    }
}
