using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Debian's dump1090-mutability as a client of our Beast port sees what we see.</summary>
public sealed class Dump1090InteropTests : IDisposable
{
    private const string Program = "dump1090-mutability";

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fed_from_our_beast_port_it_shows_the_same_aircraft_at_the_same_places()
    {
        if (DebianPrograms.Find(Program) is not { } program)
        {
            Console.WriteLine($"skipped: {Program} is not installed");
            return;
        }

        var scene = Path.Combine(_folder, "scene.2400k.uc8");
        Assert.Equal(0, (await AdsbFeederProgram.RunAsync("simulate", "--aircraft", "40", "--seconds", "25", "--seed", "7", "--out", scene)).ExitCode);
        await using var service = await RunningService.StartAsync("--source", scene, "--lat", "52", "--lon", "4");
        using var peer = await StartPeerAsync(program);
        await using var ours = await service.ConnectAsync("BeastOutputPort");
        using var theirs = await ConnectAsync(peer.BeastInputPort);
        await using var placed = await service.ConnectAsync("SbsOutputPort");
        using var stop = new CancellationTokenSource();
        var pump = ours.CopyToAsync(theirs.GetStream(), stop.Token);
        var places = ReadPlacesAsync(placed, stop.Token);

        var end = Stopwatch.StartNew();
        while (!service.Log.Contains("has ended", StringComparison.Ordinal))
        {
            Assert.True(end.Elapsed < TimeSpan.FromSeconds(90), service.Log);
            await Task.Delay(200);
        }

        // The peer writes its picture once a second.
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        var there = Positions(JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(peer.JsonFolder, "aircraft.json"))).RootElement);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump);
        var here = await places;

        Assert.True(there.Count >= 15, $"only {there.Count} aircraft to compare");

        // Two trackers may judge an aircraft's last message differently, and a busy machine shifts the times: what the peer shows is one of the places that we told.
        var unlike = there.Where(aircraft => !here[aircraft.Key].Any(place => Math.Abs(place.Latitude - aircraft.Value.Latitude) < 1e-4 && Math.Abs(place.Longitude - aircraft.Value.Longitude) < 1e-4)).ToList();
        Assert.True(unlike.Count <= 0.1 * there.Count, $"of {there.Count}, not where we said: {string.Join(' ', unlike)}");
    }

    private static Dictionary<string, (double Latitude, double Longitude)> Positions(JsonElement json) =>
        json.GetProperty("aircraft").EnumerateArray().Where(aircraft => aircraft.TryGetProperty("lat", out _)).ToDictionary(
            aircraft => aircraft.GetProperty("hex").GetString()!,
            aircraft => (aircraft.GetProperty("lat").GetDouble(), aircraft.GetProperty("lon").GetDouble()));

    /// <summary>Every place that our SBS lines tell until the end, by address.</summary>
    private static async Task<ILookup<string, (double Latitude, double Longitude)>> ReadPlacesAsync(Stream stream, CancellationToken end)
    {
        var places = new List<(string Hex, double Latitude, double Longitude)>();
        using var reader = new StreamReader(stream, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync(end) is { } line)
            {
                var fields = line.Split(',');
                if (fields.Length > 15 && fields[14].Length > 0)
                    places.Add((fields[4].ToLowerInvariant(), double.Parse(fields[14], CultureInfo.InvariantCulture), double.Parse(fields[15], CultureInfo.InvariantCulture)));
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }

        return places.ToLookup(place => place.Hex, place => (place.Latitude, place.Longitude));
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return client;
            }
            catch (SocketException) when (clock.Elapsed < TimeSpan.FromSeconds(10))
            {
                client.Dispose();
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<Peer> StartPeerAsync(string program)
    {
        var json = Directory.CreateDirectory(Path.Combine(_folder, "json")).FullName;
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(program,
        [
            "--net-only", "--quiet", "--net-bind-address", "127.0.0.1", "--net-bi-port", port.ToString(CultureInfo.InvariantCulture),
            "--net-ri-port", "0", "--net-ro-port", "0", "--net-sbs-port", "0", "--net-bo-port", "0", "--lat", "52", "--lon", "4", "--write-json", json,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        (await ConnectAsync(port)).Dispose();
        return new Peer(process, port, json);
    }

    private sealed record Peer(Process Process, int BeastInputPort, string JsonFolder) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}
