using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>Asks every five minutes under which address this station is seen, and tells the network of a new one.</summary>
/// <remarks><code>
///   GET own address (v4, v6)                     203.0.113.7
///   GET challenge                                32 characters and one more
///   GET update?sessid=HASH LAST&amp;myip=V4&amp;myip6=V6   answers HASH LAST when it is accepted
///       HASH = md5(key, challenge but for its last character) in lower case, LAST = that character
/// </code>
/// The key never leaves; certificates are checked, which ADSBHub's own script does not.</remarks>
internal sealed class StationAddressUpdater(string feed, StationAddress station, ILogger logger, TimeProvider time)
{
    /// <summary>How often the address is asked for, as ADSBHub's script does.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private const int ShortestChallenge = 33, LongestAnswer = 200;

    private (IPAddress? V4, IPAddress? V6) _told;
    private bool _failing;

    /// <summary>Runs until cancelled; what goes wrong is said once, and tried again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10) };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = LongestAnswer };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("AdsbFeeder", typeof(StationAddressUpdater).Assembly.GetName().Version?.ToString(3)));
        while (true)
        {
            try
            {
                await UpdateAsync(client, cancellationToken);
                _failing = false;
            }
            catch (LinkException e)
            {
                if (!_failing)
                    logger.AddressNotTold(feed, e.Message, SpanWords.Of(Period));
                _failing = true;
            }

            await Task.Delay(Period, time, cancellationToken);
        }
    }

    private async Task UpdateAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var (v4, because) = await OwnAsync(client, station.Own4, AddressFamily.InterNetwork, cancellationToken);
        var (v6, _) = await OwnAsync(client, station.Own6, AddressFamily.InterNetworkV6, cancellationToken);
        if (v4 is null && v6 is null)
            throw because!;

        // What could not be asked this time is as it was.
        var now = (V4: v4 ?? _told.V4, V6: v6 ?? _told.V6);
        if (now.Equals(_told))
            return;

        var challenge = await GetAsync(client, station.Challenge, cancellationToken);
        if (challenge.Length < ShortestChallenge || !challenge.All(char.IsAsciiLetterOrDigit))
            throw new LinkException($"{station.Challenge.Host} answers what is no challenge");
        var session = Hash(station.Key + challenge[..^1]) + challenge[^1];
        var answer = await GetAsync(client, new Uri(station.Update, $"?sessid={session}&myip={now.V4}&myip6={Uri.EscapeDataString(now.V6?.ToString() ?? "")}"), cancellationToken);
        if (answer != session)
            throw new LinkException($"{station.Update.Host} does not accept it: is Key that of this station?");
        _told = now;
        logger.AddressTold(feed, string.Join(" and ", new[] { now.V4, now.V6 }.OfType<IPAddress>()));
    }

    // A home without one of the two families is the usual case.
    private static async Task<(IPAddress? Address, LinkException? Because)> OwnAsync(HttpClient client, Uri url, AddressFamily family, CancellationToken cancellationToken)
    {
        try
        {
            var text = await GetAsync(client, url, cancellationToken);
            return IPAddress.TryParse(text, out var address) && address.AddressFamily == family
                ? (address, null)
                : (null, new LinkException($"{url.Host} answers what is no address"));
        }
        catch (LinkException e)
        {
            return (null, e);
        }
    }

    private static async Task<string> GetAsync(HttpClient client, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetStringAsync(url, cancellationToken)).Trim();
        }
        catch (HttpRequestException e)
        {
            throw new LinkException($"{url.Host}: {(e.StatusCode is { } status ? $"it answers {(int)status}" : LinkException.Describe(e.InnerException ?? e))}", e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException($"{url.Host} does not answer");
        }
    }

#pragma warning disable CA5351 // ADSBHub's choice; what it guards is which address a station has.
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
