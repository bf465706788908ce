using System.Net.Sockets;
using AdsbFeeder.Configuration;
using AdsbFeeder.Feeding;
using AdsbFeeder.Monitoring;
using AdsbFeeder.Networking;
using AdsbFeeder.Serving;
using AdsbFeeder.Supervision;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace AdsbFeeder;

/// <summary>Puts the service together. The calls read as the diagram of docs/architecture.md.</summary>
internal static partial class Service
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is stopped or a vital loop fails; returns the exit code.</summary>
    internal static async Task<int> RunAsync(Settings settings, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        AddLogs(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel => AddHttpPort(kestrel, settings.Http));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddReceiver(settings)   // samples -> frames
            .AddTracking(settings)   // frames  -> aircraft
            .AddPorts(settings)      // Beast, AVR, SBS out; Beast, AVR in
            .AddFeeds(settings)      // connections to networks
            .AddServing()            // JSON, push
            .AddMonitoring()         // metrics, readiness, status
            .AddSupervision();       // systemd

        await using var application = builder.Build();
        application.UseServing(settings);
        application.UseMonitoring(settings);
        application.UseFeeds(settings);
        return await RunAsync(application, settings, cancellation);
    }

    private static async Task<int> RunAsync(WebApplication application, Settings settings, CancellationToken cancellation)
    {
        var logger = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(AdsbFeeder));
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (ListenException fault)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: {fault.Message}");
            return ExitCode.Unavailable;
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: Port {settings.Http.Port} on {settings.Http.Bind} (Http:Port) is already in use.");
            return ExitCode.Unavailable;
        }
        catch (SocketException fault)
        {
            await Console.Error.WriteLineAsync($"adsbfeeder: Port {settings.Http.Port} on {settings.Http.Bind} (Http:Port) cannot be opened: {fault.Message}.");
            return ExitCode.Unavailable;
        }

        foreach (var url in application.Urls)
        {
            LogHttp(logger, url);
        }

        await application.WaitForShutdownAsync(cancellation);
        return Environment.ExitCode;
    }

    private static void AddLogs(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        logging.AddConsole(console => console.FormatterName = PlainFormatter.FormatterName);
        logging.Services.AddSingleton<ConsoleFormatter, PlainFormatter>();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddHttpPort(KestrelServerOptions kestrel, HttpSettings http)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1 << 16;

        // Who sends a header letter by letter keeps his place for ten seconds, and there are not more places than a few thousand map pages need.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxConcurrentConnections = 4096;
        if (http.Port >= 0)
        {
            kestrel.Listen(http.Bind, http.Port);
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Map and JSON on {Url}")]
    private static partial void LogHttp(ILogger logger, string url);
}
