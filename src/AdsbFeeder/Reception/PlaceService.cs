using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;

namespace AdsbFeeder.Reception;

/// <summary>Keeps up with a receiver that moves, when the configuration names a gpsd.</summary>
internal sealed class PlaceService(Settings settings, Whereabouts whereabouts, TimeProvider time, ILogger<GpsdClient> logger) : IHostedService
{
    private GpsdClient? _client;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Receiver.Gpsd is { } gpsd)
        {
            _client = GpsdClient.Start(new LinkTarget(gpsd.Host, gpsd.Port), whereabouts.Move, logger, time);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _client?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
