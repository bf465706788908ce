using AdsbFeeder.History;

namespace AdsbFeeder.Events;

/// <summary>Zones, and what happens in the sky.</summary>
internal static class EventsComposition
{
    internal static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<ZoneBook>()
        .AddHostedService<ZoneBookService>()
        .AddSingleton<SeenAircraft>()
        .AddSingleton<Webhooks>()
        .AddHostedService(provider => provider.GetRequiredService<Webhooks>())
        .AddKeeper<EventWatch>();
}
