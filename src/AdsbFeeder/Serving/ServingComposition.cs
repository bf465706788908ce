using System.IO.Compression;
using AdsbFeeder.Configuration;
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
        .AddSingleton<LiveStream>()
        .AddSingleton<StatisticsHistory>()
        .AddSingleton<DataEndpoints>()
        .AddSingleton<SnapshotIndexes>()
        .AddSingleton<ApiEndpoint>()
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

        application.UseResponseCompression();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        application.UsePage();
        DataEndpoints.Map(application);
        HistoryEndpoints.Map(application);
        ApiEndpoint.Map(application);
        application.MapGet("/api/stream", context => PushAsync(context, live, async box =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
                await context.Response.WriteAsync("This is a WebSocket; see docs/json.md.\n");
                return;
            }

            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await live.ServeAsync(socket, box, application.Lifetime.ApplicationStopping);
        }));
        application.MapGet("/api/events", context => PushAsync(context, live, box => live.ServeAsync(context.Response, box, application.Lifetime.ApplicationStopping)));
    }

    /// <summary>Reads the box of a push stream, if one is asked for, and begins.</summary>
    private static async Task PushAsync(HttpContext context, LiveStream live, Func<GeoBox?, Task> serve)
    {
        GeoBox? box = null;
        if (context.Request.Query.TryGetValue("box", out var text))
        {
            if (!GeoBox.TryParse(text.ToString(), out var limits))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync($"'box' must be {GeoBox.Rule}.\n", context.RequestAborted);
                return;
            }

            box = limits;
        }

        if (!live.HasRoom)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("Too many listen already.\n", context.RequestAborted);
            return;
        }

        await serve(box);
    }
}
