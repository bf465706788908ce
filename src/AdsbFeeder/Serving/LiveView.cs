using AdsbFeeder.Events;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>What those see who look at the same part of the world: what it is, and what of it changed since the last time. For one thread.</summary>
internal sealed class LiveView(LiveArea area)
{
    private readonly Dictionary<Address, int> _messagesBefore = [];

    /// <summary>True when an event at a place concerns this part; one without a place concerns all, and one of another zone none.</summary>
    internal bool Shows(SkyEvent happened) => area.Shows(happened);

    /// <summary>The picture of this part.</summary>
    internal ReadOnlyMemory<byte> Snapshot(TrackingSnapshot snapshot, GeoPosition? toldReceiver, AircraftDatabase? database) =>
        LiveMessage.Snapshot(snapshot, [.. Enumerable.Range(0, snapshot.Aircraft.Length).Where(i => area.Contains(snapshot.Aircraft.ItemRef(i)))], toldReceiver, database);

    /// <summary>What changed since the last call of this or of the next; an aircraft that left this part is gone.</summary>
    internal ReadOnlyMemory<byte> Changes(TrackingSnapshot snapshot, GeoPosition? toldReceiver, AircraftDatabase? database)
    {
        var changed = new List<int>();
        var gone = Follow(snapshot, changed);
        return LiveMessage.Delta(snapshot, changed, gone, toldReceiver, database);
    }

    /// <summary>Notes what is there while nobody looks.</summary>
    internal void Follow(TrackingSnapshot snapshot) => Follow(snapshot, []);

    private HashSet<Address> Follow(TrackingSnapshot snapshot, List<int> changed)
    {
        var gone = new HashSet<Address>(_messagesBefore.Keys);
        for (var i = 0; i < snapshot.Aircraft.Length; i++)
        {
            ref readonly var aircraft = ref snapshot.Aircraft.ItemRef(i);
            if (area.Contains(aircraft) && (!gone.Remove(aircraft.Address) || _messagesBefore[aircraft.Address] != aircraft.Messages))
            {
                changed.Add(i);
                _messagesBefore[aircraft.Address] = aircraft.Messages;
            }
        }

        foreach (var address in gone)
        {
            _messagesBefore.Remove(address);
        }

        return gone;
    }
}
