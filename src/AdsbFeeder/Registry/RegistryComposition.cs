namespace AdsbFeeder.Registry;

/// <summary>Registrations, types and owners.</summary>
internal static class RegistryComposition
{
    internal static IServiceCollection AddRegistry(this IServiceCollection services) => services
        .AddSingleton<AircraftRegistry>()
        .AddHostedService<AircraftRegistryService>();
}
