using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving.Query;

/// <summary>Answers queries from a snapshot.</summary>
/// <remarks>There is no aircraft database yet: registrations are those that can be computed from the address, types and most flags match nothing.</remarks>
internal static class ApiSelection
{
    internal static IReadOnlyList<ApiRow> Select(ApiQuery query, SnapshotIndex index)
    {
        var rows = Candidates(query, index).Where(row => Passes(query, index.Snapshot.Aircraft.ItemRef(row.Index)));
        return query.OnlyClosest
            ? [.. rows.OrderBy(row => row.DistanceNauticalMiles).Take(1)]
            : [.. rows];
    }

    private static IEnumerable<ApiRow> Candidates(ApiQuery query, SnapshotIndex index)
    {
        if (query.Circle is { } circle)
        {
            return index.In(circle).Select(found => new ApiRow(
                found.Index, found.NauticalMiles, GreatCircle.BearingDegrees(circle.Centre, index.Snapshot.Aircraft.ItemRef(found.Index).Position.Value.Location)));
        }

        if (query.Box is { } box && query.Addresses is null)
        {
            return index.In(box).Select(i => new ApiRow(i));
        }

        return Enumerable.Range(0, index.Snapshot.Aircraft.Length).Where(i => IsAskedFor(query, index.Snapshot.Aircraft.ItemRef(i))).Select(i => new ApiRow(i));
    }

    private static bool IsAskedFor(ApiQuery query, in AircraftState aircraft) =>
        query.All
        || (query.Box is { } box && aircraft.Position.IsPresent && box.Contains(aircraft.Position.Value.Location))
        || (query.Addresses?.Contains(aircraft.Address) ?? false)
        || (query.Callsigns is not null && aircraft.Callsign.IsPresent && query.Callsigns.Contains(Text(aircraft)))
        || (query.Squawks is not null && aircraft.Squawk.IsPresent && query.Squawks.Contains(aircraft.Squawk.Value))
        || (query.Registrations is not null && Registration.Of(aircraft.Address) is { } registration && query.Registrations.Contains(registration));

    private static bool Passes(ApiQuery query, in AircraftState aircraft)
    {
        if (query.WithPosition && !aircraft.Position.IsPresent)
        {
            return false;
        }

        if (query.CallsignExact is { } exact && (!aircraft.Callsign.IsPresent || Text(aircraft) != exact))
        {
            return false;
        }

        if (query.CallsignPrefix is { } prefix && (!aircraft.Callsign.IsPresent || !Text(aircraft).StartsWith(prefix, StringComparison.Ordinal)))
        {
            return false;
        }

        if (query.Squawk is { } squawk && (!aircraft.Squawk.IsPresent || aircraft.Squawk.Value != squawk))
        {
            return false;
        }

        return query.OnlyTypes is null && IsBetween(query, aircraft) && (query.OnlyFlags == DatabaseFlags.None || (query.OnlyFlags & FlagsOf(aircraft.Address)) != 0);
    }

    /// <summary>On the ground counts as 0 ft; an unknown altitude passes no bound.</summary>
    private static bool IsBetween(ApiQuery query, in AircraftState aircraft)
    {
        if (query.AboveFeet is null && query.BelowFeet is null)
        {
            return true;
        }

        var onGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
        return (onGround ? 0 : aircraft.BarometricAltitudeFeet.ValueOrNull) is { } feet && !(feet < query.AboveFeet) && !(feet > query.BelowFeet);
    }

    private static DatabaseFlags FlagsOf(Address address) => AddressBlocks.Of(address).IsMilitary ? DatabaseFlags.Military : DatabaseFlags.None;

    private static string Text(in AircraftState aircraft) => aircraft.Callsign.Value.ToString().TrimEnd();
}
