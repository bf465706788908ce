using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>Posts aircraft.json over HTTPS: sdrmap with a name and a password, RadarVirtuel with a station's key.</summary>
/// <remarks>
/// The document is not the map's. A tracker of this feed's own hears the same stream that a Beast feed would send, so what may not leave as a frame does not
/// leave as an aircraft either: an MLAT result, another receiver's aircraft, a simulated one.
/// </remarks>
internal sealed class JsonFeedRunner : IFeedRunner
{
    private readonly FeedOptions _options;
    private readonly FanOut _fanOut;
    private readonly FeedCounters _counters;
    private readonly TimeProvider _time;
    private readonly Uri _url;

    public JsonFeedRunner(FeedOptions options, FanOut fanOut, FeedCounters counters, TimeProvider time) =>
        (_options, _fanOut, _counters, _time, _url) = (options, fanOut, counters, time, options.Url ?? throw new ArgumentException("A feed of JSON needs a URL.", nameof(options)));

    /// <inheritdoc/>
    public string Target => _url.ToString();

    /// <inheritdoc/>
    public async Task RunAsync(int rotation, Action<FeedLinkInformation> up, CancellationToken cancellationToken)
    {
        using var client = CreateClient(out var objection);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var subscription = _fanOut.Subscribe(WireFormat.Beast, new OutputRule(_options.Sources), _options.SubscriptionName, _options.QueueBlocks);
        _counters.Follow(subscription);
        var sky = new FeedSky(subscription, _options.Place, _time);
        var listening = sky.ListenAsync(ending.Token);
        try
        {
            TimeSpan? roundTrip = null;
            for (var first = true; ; first = false)
            {
                await Task.Delay(_options.UploadInterval, _time, cancellationToken);
                var document = sky.Document(out var frames);
                var began = _time.GetTimestamp();
                await PostAsync(client, document, objection, cancellationToken);
                roundTrip = _time.GetElapsedTime(began);
                _counters.Sent(document.Length, frames);
                if (first)
                    up(new FeedLinkInformation(_url.ToString(), () => roundTrip));
            }
        }
        finally
        {
            _counters.Follow(null);
            await ending.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private HttpClient CreateClient(out Func<string?> objection)
    {
        string? last = null;
        objection = () => last;
        var handler = new SocketsHttpHandler
        {
            // Addresses are asked for anew as often as for the other feeds, and a redirect would carry the password elsewhere.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            AllowAutoRedirect = false,
            ConnectTimeout = _options.Link.ConnectTimeout,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = LinkTls.Policy(_options.Link.CaFile),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (last = LinkTls.Objection(certificate, chain, errors, _url.IdnHost)) is null,
            },
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("AdsbFeeder", typeof(JsonFeedRunner).Assembly.GetName().Version?.ToString(3)));
        if (_options.User is { } user)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{_options.Password}")));
        if (_options.StationKey is { } key)
            client.DefaultRequestHeaders.Add("X-Station-UID", key);
        return client;
    }

    private async Task PostAsync(HttpClient client, ReadOnlyMemory<byte> document, Func<string?> objection, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var content = new ReadOnlyMemoryContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new LinkException(string.Create(CultureInfo.InvariantCulture, $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}{Hint((int)response.StatusCode)}"));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(string.Create(CultureInfo.InvariantCulture, $"no answer within {_options.AnswerTimeout.TotalSeconds:0} s"));
        }
        catch (HttpRequestException e)
        {
            throw new LinkException(objection() ?? LinkException.Describe(e.InnerException ?? e), e);
        }
    }

    private static string Hint(int status) => status switch
    {
        401 or 403 => ": are User, Password and Key of this feed right?",
        429 => ": UploadIntervalSeconds is too short for it",
        _ => "",
    };
}
