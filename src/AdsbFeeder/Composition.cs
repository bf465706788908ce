using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder;

/// <summary>The parts of the service, one call each.</summary>
internal static class Composition
{
    internal static IServiceCollection AddReceiver(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<FrameQueue>().AddSingleton<ReceptionState>().AddSingleton<RadioMetrics>();
        if (SourceFactory.Open(settings, TimeProvider.System) is { } source)
        {
            services.AddSingleton(source).AddHostedService<ReceiverService>();
        }

        return services;
    }

    internal static IServiceCollection AddTracking(this IServiceCollection services, Settings settings) => services
        .AddSingleton(new Tracker(new TrackerOptions { ReceiverLocation = ReceiverLocation(settings), MaxRangeNauticalMiles = settings.Receiver.MaxRangeNmi }))
        .AddSingleton(provider => new CopyFilter(provider.GetRequiredService<FanOut>().ReceiverId))
        .AddSingleton<RemoteCounters>()
        .AddSingleton<SnapshotStore>()
        .AddHostedService<TrackerService>();

    internal static IServiceCollection AddPorts(this IServiceCollection services) => services
        .AddSingleton<FanOut>()
        .AddSingleton<PortsService>()
        .AddHostedService(provider => provider.GetRequiredService<PortsService>());

    private static GeoPosition? ReceiverLocation(Settings settings)
    {
        if (settings.Receiver is { Latitude: { } latitude, Longitude: { } longitude })
        {
            return new GeoPosition(latitude, longitude);
        }

        var scene = SourceFactory.SimulatedScene(settings);
        return settings.Source.Type == SourceType.Simulator ? new GeoPosition(scene.Latitude, scene.Longitude) : null;
    }
}
