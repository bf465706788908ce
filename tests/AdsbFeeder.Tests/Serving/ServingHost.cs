using AdsbFeeder.Configuration;
using AdsbFeeder.History;
using AdsbFeeder.ModeS;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Networking;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Tests.Serving;

/// <summary>The web server as the service runs it, without radio and tracker: tests publish the pictures.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    internal const long Now = 1_795_246_708_764;

    private readonly WebApplication _application;

    private ServingHost(WebApplication application)
    {
        _application = application;
        Http = new HttpClient { BaseAddress = new Uri(application.Urls.First()) };
    }

    internal HttpClient Http { get; }

    internal static async Task<ServingHost> StartAsync(Action<Settings>? configure = null, IReadOnlyList<Receiver>? receivers = null)
    {
        var settings = new Settings();
        settings.Receiver.LocationAccuracy = LocationAccuracy.Exact;
        configure?.Invoke(settings);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System)
            .AddSingleton(new Receivers(receivers ?? [])).AddSingleton<RemoteCounters>().AddSingleton<SnapshotStore>().AddSingleton<TrackerPauses>()
            .AddSingleton<FrameQueue>().AddSingleton<FanOut>().AddSingleton<PortsService>().AddServing().AddMonitoring();
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(HistoryService)));   // Publish does its work, in step
        var application = builder.Build();
        application.UseServing(settings);
        application.UseMonitoring(settings);
        await application.StartAsync();
        return new ServingHost(application);
    }

    internal T Part<T>()
        where T : notnull => _application.Services.GetRequiredService<T>();

    /// <summary>Publishes a picture and lets the history take it.</summary>
    internal void Publish(TrackingSnapshot snapshot)
    {
        Part<SnapshotStore>().Publish(snapshot);
        foreach (var keeper in _application.Services.GetServices<ISnapshotKeeper>())
        {
            keeper.Take(snapshot);
        }
    }

    internal async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}

/// <summary>Aircraft made up for tests.</summary>
internal static class Sky
{
    internal static readonly GeoPosition Receiver = new(52, 4);

    internal static AircraftState Aircraft(uint address, GeoPosition? place = null, string? callsign = null, string? squawk = null, int? feet = null, long ms = ServingHost.Now)
    {
        var state = new AircraftState { Address = Address.Icao(address), Kind = TrackKind.AdsbIcao, Messages = 7, SeenUnixMs = ms, FirstSeenUnixMs = ms };
        if (place is { } location)
        {
            state.Position = state.LastPosition = new(new PositionFix(location, 8, 186), ms, FieldSource.Adsb);
            state.DistanceNauticalMiles = (float)(GreatCircle.DistanceMetres(Receiver, location) / GreatCircle.MetresPerNauticalMile);
            state.BearingDegrees = (float)GreatCircle.BearingDegrees(Receiver, location);
        }

        if (callsign is not null)
        {
            state.Callsign = new(Callsign.Parse(callsign), ms, FieldSource.Adsb);
        }

        if (squawk is not null)
        {
            state.Squawk = new(Squawk.Parse(squawk), ms, FieldSource.Adsb);
        }

        if (feet is { } altitude)
        {
            state.BarometricAltitudeFeet = new(altitude, ms, FieldSource.Adsb);
        }

        return state;
    }

    internal static TrackingSnapshot Picture(params AircraftState[] aircraft) => PictureAt(ServingHost.Now, aircraft);

    internal static TrackingSnapshot PictureAt(long ms, params AircraftState[] aircraft) => new(ms, [.. aircraft], TrackerStatistics.Zero, Receiver);
}
