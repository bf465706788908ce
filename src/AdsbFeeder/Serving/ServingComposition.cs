using System.IO.Compression;
using AdsbFeeder.Configuration;
using AdsbFeeder.Events;
using AdsbFeeder.Feeding;
using AdsbFeeder.History;
using AdsbFeeder.Registry;
using AdsbFeeder.Serving.Query;
using Microsoft.AspNetCore.ResponseCompression;

namespace AdsbFeeder.Serving;

/// <summary>Map, JSON and push over HTTP.</summary>
internal static class ServingComposition
{
    internal static IServiceCollection AddServing(this IServiceCollection services) => services
        .AddRegistry()
        .AddEvents()
        .AddSingleton<LiveStream>()
        .AddSingleton<StatisticsHistory>()
        .AddSingleton<ControlToken>()
        .AddSingleton<DocumentTimes>()
        .AddSingleton<AircraftDocuments>()
        .AddSingleton<DataEndpoints>()
        .AddSingleton<SnapshotIndexes>()
        .AddSingleton<ApiEndpoint>()
        .AddSingleton<ReceiverEndpoints>()
        .AddSingleton<Airports>()
        .AddSingleton<MapEndpoints>()
        .AddHistory()
        .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest)
        .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest)
        .AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "image/svg+xml"]);

    internal static void UseServing(this WebApplication application, Settings settings)
    {
        if (settings.Http.Port < 0)
        {
            return;
        }

        // Made here, so that counting begins with the service and not with the first request.
        application.Services.GetRequiredService<StatisticsHistory>();
        var live = application.Services.GetRequiredService<LiveStream>();

        application.UseReadingMethods();
        application.UseResponseCompression();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        application.UseStaticFolders(settings);
        application.UsePage();
        application.UseRouting();   // said here, because pages' paths must be shortened before
        DataEndpoints.Map(application);
        HistoryEndpoints.Map(application);
        ApiEndpoint.Map(application);
        ReceiverEndpoints.Map(application);
        MapEndpoints.Map(application);
        application.MapGet("/api/stream", context => PushRequest.ServeAsync(context, live, async area =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
                await context.Response.WriteAsync("This is a WebSocket; see docs/json.md.\n");
                return;
            }

            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await live.ServeAsync(socket, area, application.Lifetime.ApplicationStopping);
        }));
        application.MapGet("/api/events", context => PushRequest.ServeAsync(context, live, area => live.ServeAsync(context.Response, area, application.Lifetime.ApplicationStopping)));
    }
}
