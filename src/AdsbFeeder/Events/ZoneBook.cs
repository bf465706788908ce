using AdsbFeeder.Configuration;
using AdsbFeeder.Files;

namespace AdsbFeeder.Events;

/// <summary>The zones in force. Read by any thread; replaced as a whole when their file changes, and kept when the new one is broken.</summary>
internal sealed partial class ZoneBook(Settings settings, ILogger<ZoneBook> logger)
{
    private volatile IReadOnlyList<Zone> _current = [];
    private readonly Lock _loading = new();
    private bool _isLoaded;

    /// <summary>The zones.</summary>
    internal IReadOnlyList<Zone> Current
    {
        get
        {
            lock (_loading)   // who comes second waits for the file too, and does not find an empty world
            {
                if (!_isLoaded)
                {
                    Load();
                    _isLoaded = true;
                }
            }

            return _current;
        }
    }

    /// <summary>Reads the file anew whenever it changes.</summary>
    internal Task FollowAsync(TimeProvider time, CancellationToken stopping)
    {
        if (settings.Zones.File is not { } path)
        {
            return Task.CompletedTask;
        }

        var file = new WatchedFile(path);
        file.TakeNow();
        _ = Current;
        return file.FollowAsync(Load, time, stopping);
    }

    internal void Load()
    {
        if (settings.Zones.File is not { } path)
        {
            return;
        }

        try
        {
            var zones = ZoneFile.Read(path);
            _current = zones;
            LogZones(logger, zones.Count == 1 ? "1 zone" : $"{zones.Count} zones", path);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogBadZones(logger, path, fault.Message, _current.Count switch { 0 => "there are no zones", 1 => "the old one stays", var count => $"the {count} old ones stay" });
        }
    }

    [LoggerMessage(1313, LogLevel.Information, "{Zones} from {Path}")]
    private static partial void LogZones(ILogger logger, string zones, string path);

    [LoggerMessage(1314, LogLevel.Error, "The zones of {Path} cannot be used (Zones:File): {Reason}; {Consequence}")]
    private static partial void LogBadZones(ILogger logger, string path, string reason, string consequence);
}

/// <summary>Keeps the zones up to date.</summary>
internal sealed class ZoneBookService(ZoneBook book, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await book.FollowAsync(time, stoppingToken);
    }
}
