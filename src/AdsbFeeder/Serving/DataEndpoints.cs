using System.Buffers;
using System.Reflection;
using AdsbFeeder.History;
using AdsbFeeder.Registry;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>The JSON that tar1090, graphs1090 and exporters read: <c>/data/aircraft.json</c>, <c>receiver.json</c>, <c>stats.json</c>, <c>status.json</c>.</summary>
/// <remarks>A document is encoded once for each snapshot, whoever asks; a client that has it already is told so by its entity tag.</remarks>
internal sealed class DataEndpoints(SnapshotStore snapshots, AircraftDocuments aircraft, StatisticsHistory statistics, HistoryFiles history, AircraftRegistry registry, DocumentTimes times, TimeProvider time)
{
    private const int RefreshMilliseconds = 1000;

    /// <summary>A page that begins while so many aircraft are shown is told to read binCraft, which is a fifth of the JSON and needs no parsing.</summary>
    private const int LargePicture = 500;

    internal static readonly string Version = "AdsbFeeder " + typeof(DataEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly long _started = time.GetTimestamp();

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DataEndpoints>();
        routes.MapGet("/data/aircraft.json", endpoints.AircraftAsync);
        routes.MapGet("/data/receiver.json", endpoints.ReceiverAsync);
        routes.MapGet("/data/stats.json", endpoints.StatisticsAsync);
        routes.MapGet("/data/status.json", endpoints.StatusAsync);
        routes.MapGet("/data/aircraft.binCraft", context => endpoints.BinCraftAsync(context, isZstd: false));
        routes.MapGet("/data/aircraft.binCraft.zst", context => endpoints.BinCraftAsync(context, isZstd: true));
    }

    /// <summary>aircraft.json of the last snapshot.</summary>
    internal AircraftDocument Aircraft() => aircraft.Borrow();

    /// <summary>receiver.json.</summary>
    /// <param name="hasTraces">Whether traces are beside it.</param>
    /// <param name="isServed">Whether it is this server that is asked, which has binCraft; otherwise it is a file among others.</param>
    internal ReadOnlyMemory<byte> Receiver(bool hasTraces, bool isServed)
    {
        var output = new ArrayBufferWriter<byte>();
        ReceiverJson.Write(output, new ReceiverInformation(Version, RefreshMilliseconds, Math.Max(1, history.Count), snapshots.ToldReceiver)
        {
            HasOutline = snapshots.ToldReceiver is not null,
            HasTraces = hasTraces,
            HasBinCraft = isServed && Snapshot.Aircraft.Length >= LargePicture,
        });
        return output.WrittenMemory;
    }

    /// <summary>stats.json.</summary>
    internal ReadOnlyMemory<byte> Statistics() => times.Measure("stats.json", () =>
    {
        var output = new ArrayBufferWriter<byte>(1 << 13);
        statistics.Write(output);
        return output.WrittenMemory;
    });

    /// <summary>status.json.</summary>
    internal ReadOnlyMemory<byte> Status()
    {
        var output = new ArrayBufferWriter<byte>();
        StatusJson.Write(output, Snapshot, time.GetElapsedTime(_started));
        return output.WrittenMemory;
    }

    private TrackingSnapshot Snapshot => snapshots.Current ?? TrackingSnapshot.Empty;

    private async Task AircraftAsync(HttpContext context)
    {
        using var document = aircraft.Borrow();
        await JsonResponse.SendAsync(context, document.Json, document.Snapshot.NowUnixMs);
    }

    private Task BinCraftAsync(HttpContext context, bool isZstd)
    {
        var snapshot = Snapshot;
        var output = times.Measure("aircraft.binCraft", () =>
        {
            var bytes = new ArrayBufferWriter<byte>(BinCraftWriter.ElementSize * (snapshot.Aircraft.Length + 1));
            BinCraftWriter.Write(bytes, snapshot, snapshots.ToldReceiver, statistics.MessagesPerSecond, registry.Current);
            return bytes;
        });
        return JsonResponse.SendBinaryAsync(context, output.WrittenSpan, isZstd, snapshot.NowUnixMs);
    }

    private Task ReceiverAsync(HttpContext context) => JsonResponse.SendAsync(context, Receiver(hasTraces: true, isServed: true));

    private Task StatisticsAsync(HttpContext context) => JsonResponse.SendAsync(context, Statistics());

    private Task StatusAsync(HttpContext context) => JsonResponse.SendAsync(context, Status());
}
