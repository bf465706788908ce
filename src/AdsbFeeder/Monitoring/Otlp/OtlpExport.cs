using AdsbFeeder.Configuration;
using AdsbFeeder.Serving;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace AdsbFeeder.Monitoring;

/// <summary>Sends the metrics to a collector in OpenTelemetry's protocol (OTLP, protobuf over HTTP) where <c>[Metrics] OtlpEndpoint</c> names one. Else nothing of it is made.</summary>
/// <remarks>Names, labels and values are those of <c>/metrics</c>. What cannot be delivered is not kept: counters tell it with the next delivery.</remarks>
internal sealed class OtlpExport(Settings settings, ILogger<OtlpExport> logger) : IHostedService, IDisposable
{
    /// <summary>Where collectors take metrics when only their address is told.</summary>
    private const string DefaultPath = "/v1/metrics";

    private MeterProvider? _provider;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Metrics.OtlpEndpoint is not { } endpoint)
        {
            return Task.CompletedTask;
        }

        var target = endpoint.AbsolutePath == "/" ? new Uri(endpoint, DefaultPath) : endpoint;
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(MonitoringComposition.OurMeters + "*", MonitoringComposition.WebServer)
            .ConfigureResource(resource => resource.AddService("adsbfeeder", serviceVersion: DataEndpoints.Version[(DataEndpoints.Version.LastIndexOf(' ') + 1)..], serviceInstanceId: Environment.MachineName))
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = target;
                exporter.Headers = settings.Metrics.OtlpHeaders;
                exporter.HttpClientFactory = () => new HttpClient(new OtlpReporter(target, logger) { InnerHandler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) } }) { Timeout = TimeSpan.FromSeconds(10) };
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)(settings.Metrics.OtlpIntervalSeconds * 1000);
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => _provider?.Shutdown(2000), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _provider?.Dispose();
}
