using System.Buffers;
using System.Reflection;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>The JSON that tar1090, graphs1090 and exporters read: <c>/data/aircraft.json</c>, <c>receiver.json</c>, <c>stats.json</c>.</summary>
/// <remarks>A document is encoded once for each snapshot, whoever asks; a client that has it already is told so by its entity tag.</remarks>
internal sealed class DataEndpoints(SnapshotStore snapshots, StatisticsHistory statistics)
{
    private const int RefreshMilliseconds = 1000;

    private static readonly string Version = "AdsbFeeder " + typeof(DataEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private Document? _aircraft;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DataEndpoints>();
        routes.MapGet("/data/aircraft.json", endpoints.AircraftAsync);
        routes.MapGet("/data/receiver.json", endpoints.ReceiverAsync);
        routes.MapGet("/data/stats.json", endpoints.StatisticsAsync);
    }

    private Task AircraftAsync(HttpContext context)
    {
        var snapshot = snapshots.Current ?? TrackingSnapshot.Empty;
        var document = _aircraft;
        if (document is null || !ReferenceEquals(document.Snapshot, snapshot))
        {
            var output = new ArrayBufferWriter<byte>(1 << 16);
            AircraftJson.Write(output, snapshot, snapshots.ToldReceiver);
            _aircraft = document = new Document(snapshot, output.WrittenMemory);
        }

        return SendAsync(context, document.Json, snapshot.NowUnixMs);
    }

    private Task ReceiverAsync(HttpContext context)
    {
        var output = new ArrayBufferWriter<byte>();
        ReceiverJson.Write(output, new ReceiverInformation(Version, RefreshMilliseconds, ToldLocation: snapshots.ToldReceiver));
        return SendAsync(context, output.WrittenMemory, null);
    }

    private Task StatisticsAsync(HttpContext context)
    {
        var output = new ArrayBufferWriter<byte>(1 << 13);
        statistics.Write(output);
        return SendAsync(context, output.WrittenMemory, null);
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> json, long? tag)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.AccessControlAllowOrigin = "*";
        if (tag is { } version)
        {
            var entity = $"\"{version:x}\"";
            headers.ETag = entity;
            if (context.Request.Headers.IfNoneMatch == entity)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private sealed record Document(TrackingSnapshot Snapshot, ReadOnlyMemory<byte> Json);
}
