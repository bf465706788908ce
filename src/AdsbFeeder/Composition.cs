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
        // Opened here, so that a fault of a file or scene is told before anything starts.
        var opened = SourceFactory.OpenAll(settings, TimeProvider.System);
        services.AddSingleton<FrameQueue>()
            .AddSingleton(parts => new Receivers([.. opened.Select((make, number) => make(number, parts.GetRequiredService<ILoggerFactory>()))]))
            .AddSingleton(parts => new FrameMerger(parts.GetRequiredService<FrameQueue>(), opened.Count, parts.GetRequiredService<TimeProvider>()));
        for (var number = 0; number < opened.Count; number++)
        {
            var place = number;
            services.AddSingleton(parts => ServiceOf(parts.GetRequiredService<Receivers>().All[place], parts));
        }

        return services;
    }

    internal static IServiceCollection AddTracking(this IServiceCollection services, Settings settings) => services
        .AddSingleton<Whereabouts>()
        .AddHostedService<PlaceService>()
        .AddSingleton(provider => new Tracker(new TrackerOptions { ReceiverLocation = provider.GetRequiredService<Whereabouts>().Position, MaxRangeNauticalMiles = settings.Receiver.MaxRangeNmi }))
        .AddSingleton(provider => new CopyFilter(provider.GetRequiredService<FanOut>().ReceiverId))
        .AddSingleton<RemoteCounters>()
        .AddSingleton<SnapshotStore>()
        .AddSingleton<TrackerPauses>()
        .AddHostedService<TrackerService>();

    internal static IServiceCollection AddPorts(this IServiceCollection services, Settings settings) => services
        .AddSingleton(provider => new FanOut(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FanOut>>()) { ReceiverId = settings.Network.ReceiverId ?? NewReceiverId() })
        .AddSingleton<PortsService>()
        .AddHostedService(provider => provider.GetRequiredService<PortsService>());

    private static IHostedService ServiceOf(Receiver receiver, IServiceProvider parts) => receiver.Serial is { } serial
        ? ActivatorUtilities.CreateInstance<SerialReceiverService>(parts, receiver, serial)
        : ActivatorUtilities.CreateInstance<ReceiverService>(parts, receiver, receiver.Source!);

    /// <summary>Another one at each start, unless the owner gave one: an image that was copied to many machines gives each its own, and frames that come back are known all the same.</summary>
    private static ulong NewReceiverId() => (ulong)Random.Shared.NextInt64(1, long.MaxValue);
}
