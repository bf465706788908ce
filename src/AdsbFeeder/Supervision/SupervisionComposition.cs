namespace AdsbFeeder.Supervision;

/// <summary>The link to the service manager.</summary>
internal static class SupervisionComposition
{
    internal static IServiceCollection AddSupervision(this IServiceCollection services) =>
        services.AddSingleton(_ => ServiceManager.FromEnvironment()).AddHostedService<SupervisionService>();
}
