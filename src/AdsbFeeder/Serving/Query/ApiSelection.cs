using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving.Query;

/// <summary>Answers queries from a snapshot.</summary>
/// <remarks>Registrations, types and flags are those of the aircraft database. One that is not in it may be found by the registration that its address tells.</remarks>
internal static class ApiSelection
{
    internal static IReadOnlyList<ApiRow> Select(ApiQuery query, SnapshotIndex index, AircraftDatabase? database)
    {
        var rows = Candidates(query, index, database).Where(row => Passes(query, index.Snapshot.Aircraft.ItemRef(row.Index), database));
        return query.OnlyClosest
            ? [.. rows.OrderBy(row => row.DistanceNauticalMiles).Take(1)]
            : [.. rows];
    }

    private static IEnumerable<ApiRow> Candidates(ApiQuery query, SnapshotIndex index, AircraftDatabase? database)
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

        return Enumerable.Range(0, index.Snapshot.Aircraft.Length).Where(i => IsAskedFor(query, index.Snapshot.Aircraft.ItemRef(i), database)).Select(i => new ApiRow(i));
    }

    private static bool IsAskedFor(ApiQuery query, in AircraftState aircraft, AircraftDatabase? database) =>
        query.All
        || (query.Box is { } box && aircraft.Position.IsPresent && box.Contains(aircraft.Position.Value.Location))
        || (query.Addresses?.Contains(aircraft.Address) ?? false)
        || (query.Callsigns is not null && aircraft.Callsign.IsPresent && query.Callsigns.Contains(Text(aircraft)))
        || (query.Squawks is not null && aircraft.Squawk.IsPresent && query.Squawks.Contains(aircraft.Squawk.Value))
        || (query.Registrations is not null && RegistrationOf(aircraft.Address, database) is { } registration && query.Registrations.Contains(registration))
        || (query.Types is not null && IsOneOf(query.Types, TypeOf(aircraft.Address, database)));

    private static string? RegistrationOf(Address address, AircraftDatabase? database)
    {
        var record = Find(address, database);
        return record.Registration.IsEmpty ? Registration.Of(address) : Encoding.UTF8.GetString(record.Registration).ToUpperInvariant();
    }

    private static ReadOnlySpan<byte> TypeOf(Address address, AircraftDatabase? database) => Find(address, database).TypeCode;

    private static bool IsOneOf(HashSet<string> types, ReadOnlySpan<byte> type)
    {
        Span<char> text = stackalloc char[8];
        return !type.IsEmpty && type.Length <= text.Length
            && types.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..Encoding.Latin1.GetChars(type, text)]);
    }

    private static AircraftRecord Find(Address address, AircraftDatabase? database)
    {
        AircraftRecord record = default;
        database?.TryFind(address, out record);
        return record;
    }

    private static bool Passes(ApiQuery query, in AircraftState aircraft, AircraftDatabase? database)
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

        return (query.OnlyTypes is null || IsOneOf(query.OnlyTypes, TypeOf(aircraft.Address, database)))
            && IsBetween(query, aircraft)
            && (query.OnlyFlags == RegistryMarks.None || (query.OnlyFlags & Find(aircraft.Address, database).FlagsOf(aircraft.Address)) != 0);
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

    private static string Text(in AircraftState aircraft) => aircraft.Callsign.Value.ToString().TrimEnd();
}
