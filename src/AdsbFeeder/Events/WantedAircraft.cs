using System.Text;
using AdsbFeeder.Configuration;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Events;

/// <summary>The owner's lists of addresses and types to be told of.</summary>
internal sealed class WantedAircraft(EventsSettings settings)
{
    /// <summary>Types are found for an aircraft once, as long as the database is the same: most aircraft are on no list.</summary>
    private readonly HashSet<Address> _unwanted = [];
    private AircraftDatabase? _database;

    /// <summary>True when nothing is wanted.</summary>
    internal bool IsEmpty => settings.WantedAddresses.Length == 0 && settings.WantedTypes.Length == 0;

    /// <summary>The entry that an aircraft is on a list by; null when it is on none.</summary>
    internal string? Why(Address address, AircraftDatabase? database)
    {
        if (!ReferenceEquals(database, _database) || _unwanted.Count > 100_000)
        {
            _unwanted.Clear();
            _database = database;
        }

        if (_unwanted.Contains(address))
        {
            return null;
        }

        if (Array.IndexOf(settings.WantedAddresses, address) >= 0)
        {
            return address.ToString();
        }

        if (database is not null && database.TryFind(address, out var record) && !record.TypeCode.IsEmpty
            && Array.Find(settings.WantedTypes, Encoding.UTF8.GetString(record.TypeCode).ToUpperInvariant().Equals) is { } type)
        {
            return type;
        }

        _unwanted.Add(address);
        return null;
    }
}
