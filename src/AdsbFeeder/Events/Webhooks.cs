using System.Diagnostics.Metrics;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Events;

/// <summary>All webhooks of the configuration.</summary>
internal sealed class Webhooks : BackgroundService
{
    private readonly Webhook[] _hooks;
    private readonly HashSet<SkyEventKind> _kinds;
    private readonly HttpClient _http;
    private readonly Meter _meter = new("AdsbFeeder.Events");

    public Webhooks(Settings settings, TimeProvider time, ILogger<Webhooks> logger)
    {
        _kinds = [.. settings.Events.WebhookEvents];
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = Webhook.Patience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,   // each try has its own
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("AdsbFeeder");
        _hooks = [.. settings.Events.Webhooks.Select(address => new Webhook(address, _http, time, Random.Shared, logger))];
        if (_hooks.Length > 0)
        {
            _meter.CreateObservableCounter(
                "adsb_webhook_events_total",
                () => _hooks.SelectMany(hook => (Measurement<long>[])[Measure(hook, "delivered", hook.Delivered), Measure(hook, "dropped", hook.Dropped)]),
                null,
                "Events that a webhook took, and that were given up.");
        }
    }

    /// <summary>Hands an event to every webhook that wants its kind; never waits.</summary>
    internal void Tell(SkyEvent happened)
    {
        if (_hooks.Length == 0 || !_kinds.Contains(happened.Kind))
        {
            return;
        }

        var body = happened.ToJson();
        foreach (var hook in _hooks)
        {
            hook.Tell(body);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
        _meter.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_hooks.Select(hook => hook.RunAsync(stoppingToken)));

    private static Measurement<long> Measure(Webhook hook, string result, long value) =>
        new(value, new KeyValuePair<string, object?>("host", hook.Place), new KeyValuePair<string, object?>("result", result));
}
