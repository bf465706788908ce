using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Registry;
using AdsbFeeder.Serving;
using AdsbFeeder.Wire;

namespace AdsbFeeder.History;

/// <summary>What was: <c>/data/outline.json</c>, <c>history_N.json</c> and <c>traces/</c>, and the days before in <c>/globe_history/</c>.</summary>
internal sealed class HistoryEndpoints(SnapshotStore snapshots, RangeOutline outline, HistoryFiles files, TraceStore traces, HistoryArchive archive, AircraftRegistry registry)
{
    private const string HeatmapEnd = ".bin.ttf";
    private const string Binary = "application/octet-stream";
    private const long SliceMs = 30_000;

    private readonly Lock _heatmapLock = new();
    private (HalfHour Half, long Slice, byte[]? File)? _heatmap;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<HistoryEndpoints>();
        routes.MapGet("/data/outline.json", endpoints.OutlineAsync);
        routes.MapGet("/data/history_{number}.json", endpoints.FileAsync);
        routes.MapGet("/data/traces/{folder}/{name}", endpoints.TraceAsync);
        routes.MapGet("/api/history", endpoints.IndexAsync);
        routes.MapGet("/api/trace/{hex}", endpoints.PageTraceAsync);

        // Older pages separate the date with dashes and leave it to the web server to make slashes of them.
        foreach (var day in (string[])["/globe_history/{year:int}/{month:int}/{day:int}", "/globe_history/{year:int}-{month:int}-{day:int}"])
        {
            routes.MapGet(day + "/heatmap/{name}", endpoints.HeatmapAsync);
            routes.MapGet(day + "/traces/{folder}/{name}", endpoints.DayTraceAsync);
        }
    }

    /// <summary>The outline has the receiver in its middle, so it is told only where the receiver's place is.</summary>
    private Task OutlineAsync(HttpContext context)
    {
        if (snapshots.ToldReceiver is null)
        {
            return JsonResponse.NotFoundAsync(context, "There is no outline: the receiver's place is unknown or not told.");
        }

        if (!OutlineQuery.TryParse(context.Request.Query, out var query))
        {
            return JsonResponse.BadRequestAsync(context, OutlineQuery.Rule);
        }

        var output = new ArrayBufferWriter<byte>(1 << 13);
        OutlineJson.Write(output, outline.Points(query.Hours, query.LeastFeet, query.MostFeet));
        return JsonResponse.SendAsync(context, output.WrittenMemory);
    }

    /// <summary>Which half hours there are, so that a page need not guess.</summary>
    private Task IndexAsync(HttpContext context)
    {
        var output = new ArrayBufferWriter<byte>(1 << 12);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("now"u8, snapshots.Current?.NowUnixMs / 1000.0 ?? 0);
            json.WriteStartArray("halfHours"u8);
            foreach (var half in archive.List().Concat(traces.Halves()).Distinct().Order())
            {
                json.WriteNumberValue(half.Index);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

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

        var points = name.IsFull ? FullPoints(name.Address) : traces.Find(name.Address, TraceStore.RecentPoints) ?? [];
        return points.Count > 0 ? TraceAsync(context, name.Address, points) : JsonResponse.NotFoundAsync(context, $"Nothing is known of {name.Address}.");
    }

    /// <summary>What memory of the last day gave up for want of room, and the disk has.</summary>
    private IEnumerable<TracePoint> GivenUp(Address address, long beforeMs)
    {
        var last = HalfHour.Of(traces.CompleteFromMs);
        for (var half = HalfHour.Of(beforeMs - TraceStore.LifeMs); half.CompareTo(last) < 0; half += 1)
        {
            foreach (var point in Points(half, address).Where(point => point.UnixMs < beforeMs))
            {
                yield return point;
            }
        }
    }

    private Task DayTraceAsync(HttpContext context)
    {
        if (Half(context, 0) is not { } first
            || !TraceName.TryParse((string?)context.Request.RouteValues["folder"], (string?)context.Request.RouteValues["name"], out var name) || !name.IsFull)
        {
            return JsonResponse.NotFoundAsync(context, "Traces of a day are named globe_history/2026/11/21/traces/1d/trace_full_40621d.json; the folder is the end of the address.");
        }

        var points = DayPoints(first, name.Address);
        return points.Count > 0 ? TraceAsync(context, name.Address, points) : JsonResponse.NotFoundAsync(context, $"Nothing is known of {name.Address} on that day.");
    }

    /// <summary>A trace for our own page, to which nothing known is an empty list and no fault: of the last 25 hours, or of <c>?day=2026-11-21</c>.</summary>
    private Task PageTraceAsync(HttpContext context)
    {
        var (hex, day) = ((string?)context.Request.RouteValues["hex"] ?? "", (string?)context.Request.Query["day"]);
        var first = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? HalfHour.Of(date.Year, date.Month, date.Day, 0) : null;
        if (hex.Length < 2 || !TraceName.TryParse(hex[^2..], $"trace_full_{hex}.json", out var name) || (day is not null && first is null))
        {
            return JsonResponse.BadRequestAsync(context, "Traces are at api/trace/40621d, those of a day at api/trace/40621d?day=2026-11-21.");
        }

        return TraceAsync(context, name.Address, first is { } start ? DayPoints(start, name.Address) : FullPoints(name.Address));
    }

    private List<TracePoint> DayPoints(HalfHour first, Address address) =>
        [.. Enumerable.Range(0, HalfHour.PerDay).SelectMany(number => Points(first + number, address))];

    /// <summary>All of the last 25 hours.</summary>
    private List<TracePoint> FullPoints(Address address) => traces.Find(address) is { } points ? [.. GivenUp(address, points[0].UnixMs), .. points] : [];

    /// <summary>What is known of an aircraft in a half hour: what its file has, and what memory has since.</summary>
    private List<TracePoint> Points(HalfHour half, Address address)
    {
        var points = new List<TracePoint>();
        using (var file = archive.OpenTraces(half))
        {
            if (file is not null)
            {
                HistoryFile.TryRead(file, address, out var chunks);   // of a damaged file, what can be read
                points = new TracePart([.. chunks], []).Points();
            }
        }

        var writtenMs = points.Count > 0 ? points[^1].UnixMs : long.MinValue;
        points.AddRange(traces.Find(address, half)?.Points().Where(point => point.UnixMs > writtenMs) ?? []);
        return points;
    }

    private Task HeatmapAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? "";
        var isNamed = name.Length == 2 + HeatmapEnd.Length && name.EndsWith(HeatmapEnd, StringComparison.Ordinal);
        if (!isNamed || !int.TryParse(name[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Half(context, number) is not { } half)
        {
            return JsonResponse.NotFoundAsync(context, "Heatmaps are named globe_history/2026/11/21/heatmap/00.bin.ttf to 47.bin.ttf, one for each half hour.");
        }

        if (archive.ReadHeatmap(half) is { } file && traces.Unwritten().All(unwritten => unwritten.Key != half))
        {
            return JsonResponse.SendGzipAsync(context, file, file.Length, Binary);
        }

        var slice = (snapshots.Current?.NowUnixMs ?? 0) / SliceMs;
        return RunningHeatmap(half, slice) is { } made
            ? JsonResponse.SendGzipAsync(context, made, slice, Binary)
            : JsonResponse.NotFoundAsync(context, $"Nothing is known of the half hour from {half} UTC.");
    }

    /// <summary>A half hour that is not on the disk. It grows by a slice every 30 seconds, and is made once for each, however many ask.</summary>
    private byte[]? RunningHeatmap(HalfHour half, long slice)
    {
        lock (_heatmapLock)
        {
            if (_heatmap is { } last && last.Half == half && last.Slice == slice)
            {
                return last.File;
            }

            var parts = traces.Within(half);
            var file = parts.Count > 0 ? HistoryWriter.Heatmap(half, parts, traces.Within(half + -1)) : null;
            _heatmap = (half, slice, file);
            return file;
        }
    }

    private static HalfHour? Half(HttpContext context, int number)
    {
        var values = context.Request.RouteValues;
        return HalfHour.Of(Number(values["year"]), Number(values["month"]), Number(values["day"]), number);
    }

    private static int Number(object? value) => int.TryParse((string?)value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private Task TraceAsync(HttpContext context, Address address, List<TracePoint> points)
    {
        var output = new ArrayBufferWriter<byte>(256 + (96 * points.Count));
        TraceJson.Write(output, address, DataEndpoints.Version, CollectionsMarshal.AsSpan(points), registry.Current);
        return JsonResponse.SendGzipAsync(context, Gzip.Compress(output.WrittenSpan));
    }
}

/// <summary>Name of a trace file: <c>1d/trace_full_40621d.json</c>.</summary>
internal readonly record struct TraceName(Address Address, bool IsFull)
{
    internal const string Folder = "traces";

    private const string Recent = "trace_recent_", Full = "trace_full_", End = ".json";

    /// <summary>Where a trace is beside the other data: <c>traces/1d/trace_full_40621d.json</c>.</summary>
    internal static string PathOf(Address address, bool isFull)
    {
        var hex = address.ToString();
        return Path.Combine(Folder, hex[^2..], (isFull ? Full : Recent) + hex + End);
    }

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
