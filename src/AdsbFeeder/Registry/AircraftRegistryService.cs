using System.Diagnostics;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Registry;

/// <summary>Reads the aircraft database at the start and whenever its file changes. A broken one is told in one line, and the old one stays.</summary>
internal sealed partial class AircraftRegistryService(Settings settings, AircraftRegistry registry, TimeProvider time, ILogger<AircraftRegistryService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (AircraftRegistry.PathOf(settings) is not { } path)
        {
            return;
        }

        await Task.Yield();   // reading takes a second, and nobody should wait for it
        var file = new WatchedFile(path);
        file.TakeNow();
        if (file.Exists || settings.Database.File is not null)
        {
            Load(path);
        }

        await file.FollowAsync(() => Load(path), time, stoppingToken);
    }

    /// <summary>Reads the file and puts it in force, or says why not.</summary>
    internal void Load(string path)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var database = AircraftDatabaseReader.Read(path);
            registry.Current = database;
            LogLoaded(logger, database.Count, path, database.Bytes / 1e6, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        catch (FileNotFoundException) when (settings.Database.File is null)
        {
            // The state directory's file is not a must.
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogBroken(logger, path, fault.Message, registry.Current is { } old ? $"the old one with {old.Count} aircraft stays" : "there are no registrations and types");
        }
    }

    [LoggerMessage(1330, LogLevel.Information, "{Count} aircraft from {Path}: {Megabytes:F1} MB, read in {Seconds:F1} s")]
    private static partial void LogLoaded(ILogger logger, int count, string path, double megabytes, double seconds);

    [LoggerMessage(1331, LogLevel.Error, "The aircraft database {Path} cannot be used (Database:File): {Reason}; {Consequence}")]
    private static partial void LogBroken(ILogger logger, string path, string reason, string consequence);
}
