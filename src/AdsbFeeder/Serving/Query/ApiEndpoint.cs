using System.Buffers;
using AdsbFeeder.Registry;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving.Query;

/// <summary>readsb's HTTP API at <c>/re-api/</c>.</summary>
internal sealed class ApiEndpoint(SnapshotStore snapshots, SnapshotIndexes indexes, AircraftRegistry registry, StatisticsHistory statistics, TimeProvider time)
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<ApiEndpoint>();
        routes.MapGet("/re-api", endpoint.AnswerAsync);   // with or without a slash at the end
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.AccessControlAllowOrigin = "*";
        if (ApiQuery.Parse(context.Request.Query, out var fault) is not { } query)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(fault + "\n", context.RequestAborted);
            return;
        }

        if (query.IsStatus)
        {
            return;
        }

        var started = time.GetTimestamp();
        var index = indexes.Current;
        var database = registry.Current;
        var rows = ApiSelection.Select(query, index, database);
        var output = new ArrayBufferWriter<byte>(256 + (512 * rows.Count));
        if (query.IsBinCraft)
        {
            BinCraftWriter.Write(output, index.Snapshot, rows, snapshots.ToldReceiver, statistics.MessagesPerSecond, database);
            await JsonResponse.SendBinaryAsync(context, output.WrittenSpan, query.IsZstd);
            return;
        }

        ApiJson.Write(output, index.Snapshot, rows, query.IsVersion2, time.GetElapsedTime(started).TotalMilliseconds, snapshots.ToldReceiver, database);
        if (query.IsZstd)
        {
            await JsonResponse.SendBinaryAsync(context, output.WrittenSpan, isZstd: true);
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        await response.Body.WriteAsync(output.WrittenMemory, context.RequestAborted);
    }
}
