using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.Feeding;
using AdsbFeeder.Networking;
using Spectre.Console;

namespace AdsbFeeder.Commands;

/// <summary><c>feeds</c>: the state of every feed and client of the running service; the networks that are known; another chance for a feed that is held back.</summary>
internal static class FeedsCommand
{
    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var url = CommonOptions.ServiceUrl();
        var json = new Option<bool>("--json") { Description = "Print the document of /api/feeds as it comes." };
        var presets = new Option<bool>("--presets") { Description = "List the networks that need no more than a section with their name." };
        var command = new Command("feeds", "Tell the state of every feed and client of the running service. Exit 69 when it does not answer.") { file, url, json, presets, Clear() };
        command.SetAction((parsed, cancellation) => parsed.GetValue(presets)
            ? Task.FromResult(ListPresets())
            : ShowAsync(parsed.GetValue(url) ?? RunningServiceClient.Local(SettingsReader.ReadAsOwner(parsed.GetValue(file))), parsed.GetValue(json), cancellation));
        return command;
    }

    private static Command Clear()
    {
        var name = new Argument<string>("NAME") { Description = "The feed, as in [Feed:NAME]." };
        var file = CommonOptions.ConfigFile();
        var url = CommonOptions.ServiceUrl();
        var command = new Command("clear", "Forget what is held against a feed's connection and try it at once.") { name, file, url };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = SettingsReader.ReadAsOwner(parsed.GetValue(file));
            return await RunningServiceClient.AskAsync(
                parsed.GetValue(url) ?? RunningServiceClient.Local(settings), client => ClearAsync(client, parsed.GetValue(name)!, settings.State.Resolve()!, cancellation), cancellation);
        });
        return command;
    }

    private static Task<int> ShowAsync(Uri service, bool json, CancellationToken cancellation) => RunningServiceClient.AskAsync(
        service,
        async client =>
        {
            var document = await client.GetByteArrayAsync("/api/feeds", cancellation);
            if (json)
            {
                using var output = Console.OpenStandardOutput();
                output.Write(document);
                return ExitCode.Success;
            }

            using var feeds = JsonDocument.Parse(document);
            new FeedsView(Console.IsOutputRedirected ? StatusCommand.Plain() : AnsiConsole.Console).Write(feeds.RootElement);
            return ExitCode.Success;
        },
        cancellation);

    private static async Task<int> ClearAsync(HttpClient client, string name, string state, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/feeds/{Uri.EscapeDataString(name)}/clear");
        var token = Path.Combine(state, ControlToken.FileName);
        try
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(ControlToken.Scheme + (await File.ReadAllTextAsync(token, cancellation)).Trim());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: {token} cannot be read ({(fault is FileNotFoundException or DirectoryNotFoundException ? "no such file" : fault.Message)}); it lets its readers change things in the running service. Try sudo, or name the same State:Directory as the service has.");
            return ExitCode.NoInput;
        }

        using var response = await client.SendAsync(request, cancellation);
        var words = (await response.Content.ReadAsStringAsync(cancellation)).Trim();
        if (response.IsSuccessStatusCode)
        {
            Console.WriteLine(words);
            return ExitCode.Success;
        }

        await Console.Error.WriteLineAsync("adsbfeeder: " + words);
        return response.StatusCode == HttpStatusCode.NotFound ? ExitCode.Usage : ExitCode.Failure;
    }

    private static int ListPresets()
    {
        var console = Console.IsOutputRedirected ? StatusCommand.Plain() : AnsiConsole.Console;
        var table = new Table().Border(TableBorder.None).AddColumns("network", "protocol", "address", "fallback", "MLAT server", "needs", "page");
        foreach (var preset in FeedPresets.All)
        {
            table.AddRow(
                preset.Name, FeedWords.Of(preset.Protocol), Address(preset), preset.Fallback?.ToString() ?? "-",
                preset.Mlat is { } mlat ? mlat + (preset.MlatTls ? " (TLS)" : "") : "-", Needs(preset.Needs), preset.Page ?? "-");
        }

        console.Write(table);
        console.MarkupLine("\nTwo lines feed a network:\n  [[Feed:adsb.fi]]\n  Enabled = true");
        return ExitCode.Success;
    }

    private static string Address(FeedPreset preset) => preset switch
    {
        { Url: { } url } => url.ToString(),
        { Target.Port: 0 } => preset.Target.Host,
        { Transport: FeedTransport.Tls } => preset.Target + " (TLS)",
        _ => preset.Target!.ToString(),
    };

    private static string Needs(FeedNeeds needs) => needs switch
    {
        FeedNeeds.Key => "Key",
        FeedNeeds.Account => "User, Password",
        FeedNeeds.Port => "Port",
        _ => "-",
    };
}
