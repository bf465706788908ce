using System.CommandLine;
using System.Globalization;
using AdsbFeeder.Configuration;
using AdsbFeeder.Registry;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Commands;

/// <summary><c>database update</c> and <c>database check</c>: registrations and types.</summary>
internal static class DatabaseCommand
{
    /// <summary>The database that readsb and tar1090 use, kept by Mictronics and wiedehopf.</summary>
    internal const string DefaultAddress = "https://github.com/wiedehopf/tar1090-db/raw/refs/heads/csv/aircraft.csv.gz";

    internal static Command Create() => new("database", "Registrations, types and owners of aircraft.") { Update(), Check() };

    private static Command Update()
    {
        var address = new Argument<string>("URL") { Description = "Where from; by default that of tar1090.", DefaultValueFactory = _ => DefaultAddress };
        var file = new Option<string?>("--file") { Description = "Where to; by default Database:File of the configuration, else aircraft.csv.gz in the state directory.", HelpName = "FILE" };
        var config = CommonOptions.ConfigFile();
        var command = new Command("update", "Fetch a database. A running service takes it at once.") { address, file, config };
        command.SetAction((parsed, cancellation) => UpdateAsync(parsed.GetValue(address)!, parsed.GetValue(file) ?? Place(SettingsReader.Read(parsed.GetValue(config), [])), cancellation));
        return command;
    }

    private static Command Check()
    {
        var file = new Argument<string>("FILE") { Description = "aircraft.csv, aircraft.csv.gz or aircrafts.json." };
        var command = new Command("check", "Read a database and say what is in it, or what is wrong.") { file };
        command.SetAction(parsed => Check(parsed.GetValue(file)!));
        return command;
    }

    private static string Place(Settings settings) =>
        AircraftRegistry.PathOf(settings)
        ?? (Directory.Exists(StateSettings.OfPackage) ? Path.Combine(StateSettings.OfPackage, AircraftRegistry.FileName)
            : throw new ConfigurationFaultException(["Where to put the database is not known: set Database:File or State:Directory, or give --file."]));

    private static async Task<int> UpdateAsync(string text, string path, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: URL is '{text}' but must begin with https:// or http://.");
            return ExitCode.Usage;
        }

        using var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), MaxAutomaticRedirections = 5 };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            var database = await new DatabaseDownload(http).FetchAsync(address, path, cancellation);
            Console.WriteLine(database is null ? $"{path} is the latest already." : $"{path}: {Summary(database)}");
            return ExitCode.Success;
        }
        catch (DatabaseDownloadException fault)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: {fault.Message}");
            return ExitCode.Unavailable;
        }
        catch (InvalidDataException fault)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: What {address} sent is no aircraft database: {fault.Message}. {path} stays as it is.");
            return ExitCode.DataError;
        }
    }

    private static int Check(string path)
    {
        try
        {
            Console.WriteLine($"{path}: {Summary(AircraftDatabaseReader.Read(path))}");
            return ExitCode.Success;
        }
        catch (InvalidDataException fault)
        {
            Console.Error.WriteLine($"adsbfeeder: {path}: {fault.Message}.");
            return ExitCode.DataError;
        }
    }

    private static string Summary(AircraftDatabase database) =>
        string.Create(CultureInfo.InvariantCulture, $"{database.Count} aircraft, {database.Bytes / 1e6:0.0} MB in memory");
}
