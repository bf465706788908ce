namespace AdsbFeeder.History;

/// <summary>Everything that remembers snapshots.</summary>
internal static class HistoryComposition
{
    internal static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddKeeper<RangeOutline>()
        .AddKeeper<HistoryFiles>()
        .AddKeeper<TraceStore>()
        .AddKeeper<JsonDirectory>()
        .AddKeeper<TraceDirectory>()
        .AddSingleton<HistoryEndpoints>()
        .AddSingleton<HistoryArchive>()
        .AddSingleton<HistoryWriter>()
        .AddHostedService(provider => provider.GetRequiredService<HistoryWriter>())   // before the next: restored traces come first
        .AddHostedService<HistoryService>();

    internal static IServiceCollection AddKeeper<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class, ISnapshotKeeper => services
        .AddSingleton<T>()
        .AddSingleton<ISnapshotKeeper>(provider => provider.GetRequiredService<T>());
}
