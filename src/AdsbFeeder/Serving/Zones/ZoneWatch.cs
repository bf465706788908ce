using AdsbFeeder.Configuration;
using AdsbFeeder.History;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Serving.Zones;

/// <summary>Compares each snapshot with the one before and tells what happened: on the push stream, and the rare ones in the log.</summary>
/// <remarks>
/// An aircraft leaves a zone when it is heard outside, or when it is not listed any more. What it squawks is told once, and again after it
/// squawked something else.
/// </remarks>
internal sealed partial class ZoneWatch : ISnapshotKeeper
{
    /// <summary>Addresses that are remembered as seen; then all are forgotten, so that noise cannot fill the memory. 24 bytes each.</summary>
    private const int MostSeen = 500_000;

    private readonly Dictionary<Address, HashSet<Zone>> _inside = [];
    private readonly Dictionary<Address, Squawk> _emergencies = [];
    private readonly HashSet<Address> _seen = [];
    private readonly IReadOnlyList<Zone> _zones;
    private readonly Action<SkyEvent> _tell;
    private readonly ILogger _logger;
    private bool _isFirst = true;

    public ZoneWatch(Settings settings, LiveStream live, ILogger<ZoneWatch> logger)
        : this(Load(settings.Zones.File, logger), happened => live.Tell(happened), logger)
    {
    }

    internal ZoneWatch(IReadOnlyList<Zone> zones, Action<SkyEvent> tell, ILogger logger) => (_zones, _tell, _logger) = (zones, tell, logger);

    /// <inheritdoc/>
    public void Take(TrackingSnapshot snapshot)
    {
        var unheard = new HashSet<Address>(_inside.Keys);
        var quiet = new HashSet<Address>(_emergencies.Keys);
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
        {
            unheard.Remove(aircraft.Address);
            NoteFirst(snapshot.NowUnixMs, aircraft);
            if (NoteSquawk(snapshot.NowUnixMs, aircraft))
            {
                quiet.Remove(aircraft.Address);
            }

            if (aircraft.Position.IsPresent && _zones.Count > 0)
            {
                NotePlace(snapshot.NowUnixMs, aircraft);
            }
        }

        foreach (var address in quiet)
        {
            _emergencies.Remove(address);
        }

        foreach (var address in unheard)
        {
            _inside.Remove(address, out var zones);
            foreach (var zone in zones!)
            {
                Tell(new SkyEvent(snapshot.NowUnixMs, SkyEventKind.Leave, address, null, null, zone.Name));
            }
        }

        _isFirst = false;
    }

    /// <remarks>The first snapshot is full of aircraft that were there before us.</remarks>
    private void NoteFirst(long now, in AircraftState aircraft)
    {
        if (_seen.Count >= MostSeen)
        {
            _seen.Clear();
        }

        if (_seen.Add(aircraft.Address) && !_isFirst)
        {
            Tell(Event(now, SkyEventKind.FirstSeen, aircraft, ""));
        }
    }

    private bool NoteSquawk(long now, in AircraftState aircraft)
    {
        if (!aircraft.Squawk.IsPresent || !aircraft.Squawk.Value.IsEmergency)
        {
            return false;
        }

        if (!_emergencies.TryGetValue(aircraft.Address, out var told) || told != aircraft.Squawk.Value)
        {
            _emergencies[aircraft.Address] = aircraft.Squawk.Value;
            Tell(Event(now, SkyEventKind.Squawk, aircraft, aircraft.Squawk.Value.ToString()));
        }

        return true;
    }

    private void NotePlace(long now, in AircraftState aircraft)
    {
        var place = aircraft.Position.Value.Location;
        var onGround = aircraft.AirGround is { IsPresent: true, Value: AirGround.Ground };
        var feet = onGround ? 0 : aircraft.BarometricAltitudeFeet.ValueOrNull ?? aircraft.GeometricAltitudeFeet.ValueOrNull;
        _inside.TryGetValue(aircraft.Address, out var before);
        foreach (var zone in _zones)
        {
            var isIn = zone.Contains(place, feet);
            if (isIn == (before?.Contains(zone) ?? false))
            {
                continue;
            }

            if (isIn)
            {
                before ??= _inside[aircraft.Address] = [];
                before.Add(zone);
            }
            else
            {
                before!.Remove(zone);
            }

            Tell(Event(now, isIn ? SkyEventKind.Enter : SkyEventKind.Leave, aircraft, zone.Name));
        }
    }

    private static SkyEvent Event(long now, SkyEventKind kind, in AircraftState aircraft, string detail) => new(
        now,
        kind,
        aircraft.Address,
        aircraft.Callsign.IsPresent ? aircraft.Callsign.Value.ToString().TrimEnd() : null,
        aircraft.Position.IsPresent ? aircraft.Position.Value.Location : null,
        detail);

    private void Tell(SkyEvent happened)
    {
        _tell(happened);
        switch (happened.Kind)
        {
            case SkyEventKind.Enter:
                LogEnters(_logger, happened.Address, happened.Flight ?? "", happened.Detail);
                break;
            case SkyEventKind.Leave:
                LogLeaves(_logger, happened.Address, happened.Flight ?? "", happened.Detail);
                break;
            case SkyEventKind.Squawk:
                LogSquawks(_logger, happened.Address, happened.Flight ?? "", happened.Detail);
                break;
            default:
                break;   // one a minute: for the stream, not for the log
        }
    }

    private static IReadOnlyList<Zone> Load(string? path, ILogger logger)
    {
        if (path is null)
        {
            return [];
        }

        try
        {
            var zones = ZoneFile.Read(path);
            LogZones(logger, zones.Count, path);
            return zones;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogBadZones(logger, path, fault.Message);
            return [];
        }
    }

    [LoggerMessage(1310, LogLevel.Information, "{Aircraft} {Flight} enters {Zone}")]
    private static partial void LogEnters(ILogger logger, Address aircraft, string flight, string zone);

    [LoggerMessage(1311, LogLevel.Information, "{Aircraft} {Flight} leaves {Zone}")]
    private static partial void LogLeaves(ILogger logger, Address aircraft, string flight, string zone);

    [LoggerMessage(1312, LogLevel.Warning, "{Aircraft} {Flight} squawks {Squawk}")]
    private static partial void LogSquawks(ILogger logger, Address aircraft, string flight, string squawk);

    [LoggerMessage(1313, LogLevel.Information, "{Count} zones from {Path}")]
    private static partial void LogZones(ILogger logger, int count, string path);

    [LoggerMessage(1314, LogLevel.Error, "No zones: {Path} cannot be used (Zones:File): {Reason}")]
    private static partial void LogBadZones(ILogger logger, string path, string reason);
}
