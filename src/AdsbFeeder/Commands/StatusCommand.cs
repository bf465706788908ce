using System.CommandLine;
using System.Text.Json;
using AdsbFeeder.Configuration;
using Spectre.Console;

namespace AdsbFeeder.Commands;

/// <summary><c>status</c>: what the running service does, for a terminal; without colours and frames when piped.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var url = CommonOptions.ServiceUrl();
        var json = new Option<bool>("--json") { Description = "Print the document of /api/status as it comes." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Keep the page up to date until Ctrl-C." };
        var command = new Command("status", "Tell what the running service does. Exit 69 when it does not answer.") { file, url, json, watch };
        command.SetAction((parsed, cancellation) => ShowAsync(parsed.GetValue(url) ?? RunningServiceClient.Local(SettingsReader.ReadAsOwner(parsed.GetValue(file))), parsed.GetValue(json), parsed.GetValue(watch), cancellation));
        return command;
    }

    private static Task<int> ShowAsync(Uri service, bool json, bool watch, CancellationToken cancellation) => RunningServiceClient.AskAsync(
        service,
        async client =>
        {
            if (json)
            {
                Console.WriteLine(await client.GetStringAsync("/api/status", cancellation));
                return ExitCode.Success;
            }

            using var first = await AskAsync(client, cancellation);
            if (!watch || Console.IsOutputRedirected)
            {
                new StatusView(Console.IsOutputRedirected ? Plain() : AnsiConsole.Console).Write(first.RootElement);
                return ExitCode.Success;
            }

            await WatchAsync(client, first, cancellation);
            return ExitCode.Success;
        },
        cancellation);

    /// <summary>For a pipe or a file: no colours, and lines as long as they are.</summary>
    internal static IAnsiConsole Plain()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = 1000;
        return console;
    }

    private static async Task WatchAsync(HttpClient client, JsonDocument first, CancellationToken cancellation)
    {
        var page = new StatusView(AnsiConsole.Console);
        AnsiConsole.Clear();
        page.Write(first.RootElement);
        while (true)
        {
            try
            {
                await Task.Delay(Refresh, cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            using var next = await AskAsync(client, cancellation);
            AnsiConsole.Clear();
            page.Write(next.RootElement);
        }
    }

    private static async Task<JsonDocument> AskAsync(HttpClient client, CancellationToken cancellation) =>
        JsonDocument.Parse(await client.GetByteArrayAsync("/api/status", cancellation));
}
