using System.Buffers;
using System.Globalization;
using AdsbFeeder.ModeS;
using AdsbFeeder.Registry;
using AdsbFeeder.Serving;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>What was: <c>/data/outline.json</c>, <c>history_N.json</c> and <c>traces/</c>.</summary>
internal sealed class HistoryEndpoints(SnapshotStore snapshots, RangeOutline outline, HistoryFiles files, TraceStore traces, AircraftRegistry registry)
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<HistoryEndpoints>();
        routes.MapGet("/data/outline.json", endpoints.OutlineAsync);
        routes.MapGet("/data/history_{number}.json", endpoints.FileAsync);
        routes.MapGet("/data/traces/{folder}/{name}", endpoints.TraceAsync);
    }

    /// <summary>The outline has the receiver in its middle, so it is told only where the receiver's place is.</summary>
    private Task OutlineAsync(HttpContext context)
    {
        if (snapshots.ToldReceiver is null)
        {
            return JsonResponse.NotFoundAsync(context, "There is no outline: the receiver's place is unknown or not told.");
        }

        var output = new ArrayBufferWriter<byte>(1 << 13);
        OutlineJson.Write(output, outline.Points());
        return JsonResponse.SendAsync(context, output.WrittenMemory);
    }

    private Task FileAsync(HttpContext context)
    {
        var isNumber = int.TryParse((string?)context.Request.RouteValues["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && files.Find(number) is { } file
            ? JsonResponse.SendGzipAsync(context, file)
            : JsonResponse.NotFoundAsync(context, $"There are {files.Count} history files, from history_0.json on.");
    }

    private Task TraceAsync(HttpContext context)
    {
        if (!TraceName.TryParse((string?)context.Request.RouteValues["folder"], (string?)context.Request.RouteValues["name"], out var name))
        {
            return JsonResponse.NotFoundAsync(context, "Traces are named traces/1d/trace_full_40621d.json or trace_recent_40621d.json; the folder is the end of the address.");
        }

        if (traces.Find(name.Address, name.IsFull ? int.MaxValue : TraceStore.RecentPoints) is not { } points)
        {
            return JsonResponse.NotFoundAsync(context, $"Nothing is known of {name.Address}.");
        }

        var output = new ArrayBufferWriter<byte>(256 + (96 * points.Length));
        TraceJson.Write(output, name.Address, DataEndpoints.Version, points, registry.Current);
        return JsonResponse.SendGzipAsync(context, Gzip.Compress(output.WrittenSpan));
    }
}

/// <summary>Name of a trace file: <c>1d/trace_full_40621d.json</c>.</summary>
internal readonly record struct TraceName(Address Address, bool IsFull)
{
    private const string Recent = "trace_recent_", Full = "trace_full_", End = ".json";

    internal static bool TryParse(string? folder, string? name, out TraceName trace)
    {
        trace = default;
        if (folder is null || name is null || !name.EndsWith(End, StringComparison.Ordinal))
        {
            return false;
        }

        var isFull = name.StartsWith(Full, StringComparison.Ordinal);
        if (!isFull && !name.StartsWith(Recent, StringComparison.Ordinal))
        {
            return false;
        }

        var text = name[(isFull ? Full : Recent).Length..^End.Length];
        var digits = text.StartsWith('~') ? text[1..] : text;
        if (digits.Length != 6 || !digits.EndsWith(folder, StringComparison.Ordinal) || folder.Length != 2
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return false;
        }

        trace = new TraceName(digits.Length == text.Length ? Address.Icao(bits) : Address.NonIcao(bits), isFull);
        return true;
    }
}
