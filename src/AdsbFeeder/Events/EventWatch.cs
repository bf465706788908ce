using System.Text;
using AdsbFeeder.Configuration;
using AdsbFeeder.History;
using AdsbFeeder.ModeS;
using AdsbFeeder.Registry;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Events;

/// <summary>Compares each snapshot with the one before and tells what happened: on the push stream, to webhooks, and the rare ones in the log.</summary>
/// <remarks>
/// An aircraft leaves a zone when it is heard outside, or when it is not listed any more. What it squawks is told once, and again after it
/// squawked something else; that it is wanted is told once while it is listed. Zones are known by their names, so a changed file makes no
/// aircraft leave and enter.
/// </remarks>
internal sealed partial class EventWatch : ISnapshotKeeper
{
    private readonly Dictionary<Address, HashSet<string>> _inside = [];
    private readonly Dictionary<Address, Squawk> _emergencies = [];
    private readonly HashSet<Address> _wantedThere = [];
    private readonly HashSet<Address> _listed = [];
    private readonly SeenAircraft _seen;
    private readonly WantedAircraft _wanted;
    private readonly Func<IReadOnlyList<Zone>> _zones;
    private readonly AircraftRegistry _registry;
    private readonly Action<SkyEvent> _tell;
    private readonly ILogger _logger;
    private long _number;

    public EventWatch(Settings settings, ZoneBook zones, SeenAircraft seen, AircraftRegistry registry, LiveStream live, Webhooks webhooks, ILogger<EventWatch> logger)
        : this(
            () => zones.Current,
            seen,
            new WantedAircraft(settings.Events),
            registry,
            happened =>
            {
                live.Tell(happened);
                webhooks.Tell(happened);
            },
            logger)
    {
    }

    internal EventWatch(Func<IReadOnlyList<Zone>> zones, SeenAircraft seen, WantedAircraft wanted, AircraftRegistry registry, Action<SkyEvent> tell, ILogger logger) =>
        (_zones, _seen, _wanted, _registry, _tell, _logger) = (zones, seen, wanted, registry, tell, logger);

    /// <inheritdoc/>
    public void Take(TrackingSnapshot snapshot)
    {
        var zones = _zones();
        _listed.Clear();
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
        {
            _listed.Add(aircraft.Address);
            NoteFirst(snapshot.NowUnixMs, aircraft);
            NoteSquawk(snapshot.NowUnixMs, aircraft);
            NoteWanted(snapshot.NowUnixMs, aircraft);
            NotePlace(snapshot.NowUnixMs, aircraft, zones);
        }

        _wantedThere.IntersectWith(_listed);
        foreach (var address in _inside.Keys.Where(address => !_listed.Contains(address)).ToList())
        {
            _inside.Remove(address, out var left);
            foreach (var zone in left!.Where(zone => zones.Any(known => known.Name == zone)))
            {
                Tell(Named(new SkyEvent(_number++, snapshot.NowUnixMs, SkyEventKind.Leave, address) { Detail = zone }));
            }
        }

        foreach (var address in _emergencies.Keys.Where(address => !_listed.Contains(address)).ToList())
        {
            _emergencies.Remove(address);
        }
    }

    private void NoteFirst(long now, in AircraftState aircraft)
    {
        if (aircraft.Address.IsIcao && _seen.Add(aircraft.Address))
        {
            Tell(Event(now, SkyEventKind.FirstSeen, aircraft, ""));
        }
    }

    private void NoteSquawk(long now, in AircraftState aircraft)
    {
        if (!aircraft.Squawk.IsPresent || !aircraft.Squawk.Value.IsEmergency)
        {
            _emergencies.Remove(aircraft.Address);
        }
        else if (!_emergencies.TryGetValue(aircraft.Address, out var told) || told != aircraft.Squawk.Value)
        {
            _emergencies[aircraft.Address] = aircraft.Squawk.Value;
            Tell(Event(now, SkyEventKind.Squawk, aircraft, aircraft.Squawk.Value.ToString()));
        }
    }

    private void NoteWanted(long now, in AircraftState aircraft)
    {
        if (!_wanted.IsEmpty && !_wantedThere.Contains(aircraft.Address) && _wanted.Why(aircraft.Address, _registry.Current) is { } entry)
        {
            _wantedThere.Add(aircraft.Address);
            Tell(Event(now, SkyEventKind.Wanted, aircraft, entry));
        }
    }

    private void NotePlace(long now, in AircraftState aircraft, IReadOnlyList<Zone> zones)
    {
        if (!aircraft.Position.IsPresent || (zones.Count == 0 && _inside.Count == 0))
        {
            return;
        }

        HashSet<string>? inside = null;
        foreach (var zone in zones)
        {
            if (zone.Contains(aircraft))
            {
                (inside ??= []).Add(zone.Name);
            }
        }

        _inside.TryGetValue(aircraft.Address, out var before);
        if (before is null && inside is null)
        {
            return;
        }

        foreach (var zone in (inside ?? []).Except(before ?? []))
        {
            Tell(Event(now, SkyEventKind.Enter, aircraft, zone));
        }

        foreach (var zone in (before ?? []).Except(inside ?? []).Where(zone => zones.Any(known => known.Name == zone)))
        {
            Tell(Event(now, SkyEventKind.Leave, aircraft, zone));
        }

        if (inside is null)
        {
            _inside.Remove(aircraft.Address);
        }
        else
        {
            _inside[aircraft.Address] = inside;
        }
    }

    private SkyEvent Event(long now, SkyEventKind kind, in AircraftState aircraft, string detail) => Named(new SkyEvent(_number++, now, kind, aircraft.Address)
    {
        Flight = aircraft.Callsign.IsPresent ? aircraft.Callsign.Value.ToString().TrimEnd() : null,
        Place = aircraft.Position.IsPresent ? aircraft.Position.Value.Location : null,
        AltitudeFeet = aircraft.BarometricAltitudeFeet.ValueOrNull,
        Detail = detail,
    });

    private SkyEvent Named(SkyEvent happened)
    {
        AircraftRecord record = default;
        _registry.Current?.TryFind(happened.Address, out record);
        return happened with { Registration = TextOf(record.Registration), TypeCode = TextOf(record.TypeCode) };
    }

    private static string? TextOf(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    private void Tell(SkyEvent happened)
    {
        _tell(happened);
        var name = happened.Flight ?? happened.Registration ?? "";
        switch (happened.Kind)
        {
            case SkyEventKind.Enter:
                LogEnters(_logger, happened.Address, name, happened.Detail);
                break;
            case SkyEventKind.Leave:
                LogLeaves(_logger, happened.Address, name, happened.Detail);
                break;
            case SkyEventKind.Squawk:
                LogSquawks(_logger, happened.Address, name, happened.Detail);
                break;
            case SkyEventKind.Wanted:
                LogWanted(_logger, happened.Address, name, happened.Detail);
                break;
            default:
                break;   // several a minute at first: for the stream, not for the log
        }
    }

    [LoggerMessage(1310, LogLevel.Information, "{Aircraft} {Flight} enters {Zone}")]
    private static partial void LogEnters(ILogger logger, Address aircraft, string flight, string zone);

    [LoggerMessage(1311, LogLevel.Information, "{Aircraft} {Flight} leaves {Zone}")]
    private static partial void LogLeaves(ILogger logger, Address aircraft, string flight, string zone);

    [LoggerMessage(1312, LogLevel.Warning, "{Aircraft} {Flight} squawks {Squawk}")]
    private static partial void LogSquawks(ILogger logger, Address aircraft, string flight, string squawk);

    [LoggerMessage(1315, LogLevel.Information, "{Aircraft} {Flight} is wanted: {Entry}")]
    private static partial void LogWanted(ILogger logger, Address aircraft, string flight, string entry);
}
