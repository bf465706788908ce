using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Commands;

/// <summary>Asks the running service over HTTP, and says in a line when it does not answer.</summary>
internal static class RunningServiceClient
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Where the service on this computer answers, by its configuration.</summary>
    /// <exception cref="ConfigurationFaultException">It has no web server.</exception>
    internal static Uri Local(Settings settings)
    {
        if (settings.Http.Port < 0)
        {
            throw new ConfigurationFaultException(["Http:Port is off, so the service cannot be asked."]);
        }

        var host = settings.Http.Bind.Equals(IPAddress.Any) || settings.Http.Bind.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : settings.Http.Bind;
        return new UriBuilder(Uri.UriSchemeHttp, host.ToString(), settings.Http.Port).Uri;
    }

    /// <summary>Does what needs the service; when it does not answer, says so and returns 69.</summary>
    internal static async Task<int> AskAsync(Uri service, Func<HttpClient, Task<int>> ask, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = service, Timeout = Patience };
        try
        {
            return await ask(client);
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or JsonException || (fault is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: {service.GetLeftPart(UriPartial.Authority)} does not answer as a running adsbfeeder would ({Words(fault)}). Is it running? systemctl status adsbfeeder");
            return ExitCode.Unavailable;
        }
    }

    private static string Words(Exception fault) => fault switch
    {
        TaskCanceledException => $"no answer within {Patience.TotalSeconds:0} s",
        HttpRequestException { StatusCode: { } status } => $"HTTP {(int)status}",
        HttpRequestException { InnerException: SocketException socket } => socket.Message,
        JsonException => "what it sent is no JSON",
        _ => fault.Message,
    };
}
