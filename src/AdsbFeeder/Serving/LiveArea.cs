using AdsbFeeder.Events;
using AdsbFeeder.Serving.Query;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Serving;

/// <summary>The part of the world that a listener asked for: a box, a zone, or what is in both.</summary>
/// <param name="Box">The box; null for the whole world.</param>
/// <param name="Zone">The zone's name; null for none.</param>
/// <param name="Zones">Where zones are found, which may change; null without a zone.</param>
internal sealed record LiveArea(GeoBox? Box, string? Zone, ZoneBook? Zones)
{
    internal static readonly LiveArea Everywhere = new(null, null, null);

    /// <summary>True when an aircraft is there now.</summary>
    internal bool Contains(in AircraftState aircraft)
    {
        if (Box is { } box && !(aircraft.Position.IsPresent && box.Contains(aircraft.Position.Value.Location)))
        {
            return false;
        }

        if (Zone is null)
        {
            return true;
        }

        foreach (var zone in Zones!.Current)
        {
            if (zone.Name == Zone && zone.Contains(aircraft))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when an event concerns this part: in the box, or without a place; and of the zone, or in it.</summary>
    internal bool Shows(SkyEvent happened)
    {
        if (Box is { } box && happened.Place is { } place && !box.Contains(place))
        {
            return false;
        }

        return Zone is null || (happened.Kind is SkyEventKind.Enter or SkyEventKind.Leave
            ? happened.Detail == Zone
            : happened.Place is not { } known || Zones!.Current.Any(zone => zone.Name == Zone && zone.Contains(known, happened.AltitudeFeet)));
    }
}
