using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;
using AdsbFeeder.Reception;

namespace AdsbFeeder.Feeding;

/// <summary>Connections to networks, their status and their metrics.</summary>
internal static class FeedingComposition
{
    internal static IServiceCollection AddFeeds(this IServiceCollection services, Settings settings) => services
        .AddSingleton<IReadOnlyList<FeedOptions>>(provider => FeedPlan.Of(settings, () => provider.GetRequiredService<Whereabouts>().Current))
        .AddSingleton<FeedsService>()
        .AddHostedService(provider => provider.GetRequiredService<FeedsService>())
        .AddSingleton<FeedMetrics>()
        .AddSingleton<FeedsPage>();

    internal static void UseFeeds(this WebApplication application, Settings settings)
    {
        if (settings.Http.Port < 0)
        {
            return;
        }

        application.Services.GetRequiredService<FeedMetrics>();
        FeedsPage.Map(application);
    }
}
