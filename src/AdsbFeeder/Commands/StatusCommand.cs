using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using AdsbFeeder.Configuration;
using Spectre.Console;

namespace AdsbFeeder.Commands;

/// <summary><c>status</c>: what the running service does, for a terminal; without colours and frames when piped.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var url = new Option<Uri?>("--url")
        {
            Description = "The service to ask; by default the one on this computer, at the port of the configuration.",
            HelpName = "URL",
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                {
                    return address;
                }

                result.AddError($"--url is '{result.Tokens.Single().Value}' but must be as in http://192.168.1.20:8080.");
                return null;
            },
        };
        var json = new Option<bool>("--json") { Description = "Print the document of /api/status as it comes." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Keep the page up to date until Ctrl-C." };
        var command = new Command("status", "Tell what the running service does. Exit 69 when it does not answer.") { file, url, json, watch };
        command.SetAction((parsed, cancellation) => ShowAsync(parsed.GetValue(url) ?? Local(parsed.GetValue(file)), parsed.GetValue(json), parsed.GetValue(watch), cancellation));
        return command;
    }

    private static Uri Local(string? file)
    {
        var http = SettingsReader.Read(file, []).Http;
        if (http.Port < 0)
        {
            throw new ConfigurationFaultException(["Http:Port is off, so the service cannot be asked."]);
        }

        var host = http.Bind.Equals(System.Net.IPAddress.Any) || http.Bind.Equals(System.Net.IPAddress.IPv6Any) ? System.Net.IPAddress.Loopback : http.Bind;
        return new UriBuilder(Uri.UriSchemeHttp, host.ToString(), http.Port).Uri;
    }

    private static async Task<int> ShowAsync(Uri service, bool json, bool watch, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = service, Timeout = Patience };
        try
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
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or JsonException || (fault is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: {service.GetLeftPart(UriPartial.Authority)} does not answer as a running adsbfeeder would ({Words(fault)}). Is it running? systemctl status adsbfeeder");
            return ExitCode.Unavailable;
        }
    }

    /// <summary>For a pipe or a file: no colours, and lines as long as they are.</summary>
    private static IAnsiConsole Plain()
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

    private static string Words(Exception fault) => fault switch
    {
        TaskCanceledException => $"no answer within {Patience.TotalSeconds:0} s",
        HttpRequestException { StatusCode: { } status } => $"HTTP {(int)status}",
        HttpRequestException { InnerException: SocketException socket } => socket.Message,
        JsonException => "what it sent is no JSON",
        _ => fault.Message,
    };

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
