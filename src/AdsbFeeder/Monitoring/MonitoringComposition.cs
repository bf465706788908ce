using System.Diagnostics.Metrics;
using System.Globalization;
using AdsbFeeder.Configuration;
using AdsbFeeder.Feeding;
using AdsbFeeder.Metrics;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;

namespace AdsbFeeder.Monitoring;

/// <summary>What operators and their programs ask: metrics, health, readiness, status.</summary>
internal static class MonitoringComposition
{
    /// <summary>The web server's meter: how many requests came and how long they took.</summary>
    internal const string WebServer = "Microsoft.AspNetCore.Hosting";

    /// <summary>What the names of our own meters begin with.</summary>
    internal const string OurMeters = nameof(AdsbFeeder);

    internal static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton(provider => Exposition(provider.GetRequiredService<IMeterFactory>()))
        .AddSingleton<StageClocks>()
        .AddSingleton<ServiceMetrics>()
        .AddSingleton<ReceiverMetrics>()
        .AddSingleton<PortMetrics>()
        .AddSingleton<AircraftMetrics>()
        .AddSingleton<ProcessMetrics>()
        .AddSingleton<Dump1090Metrics>()
        .AddSingleton<ReadsbMetrics>()
        .AddSingleton<Readiness>()
        .AddSingleton<StatusPage>()
        .AddSingleton<ReceptionLog>()
        .AddSingleton<RecentFaults>()
        .AddHostedService<OtlpExport>()
        .AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RecentFaults>());

    /// <summary>Meters of this service and those that belong to the whole process; not those of another service in it, as tests start them.</summary>
    private static MetricsExposition Exposition(IMeterFactory meters) => new(meter =>
        (meter.Name.StartsWith(OurMeters, StringComparison.Ordinal) || meter.Name == WebServer) && (meter.Scope is null || ReferenceEquals(meter.Scope, meters)));

    internal static void UseMonitoring(this WebApplication application, Settings settings)
    {
        if (settings.Http.Port < 0 && settings.Metrics.OtlpEndpoint is null)
        {
            return;
        }

        // Made here, so that counting begins with the service and not with the first request.
        var services = application.Services;
        services.GetRequiredService<ServiceMetrics>();
        services.GetRequiredService<ReceiverMetrics>();
        services.GetRequiredService<PortMetrics>();
        services.GetRequiredService<AircraftMetrics>();
        services.GetRequiredService<ProcessMetrics>();
        services.GetRequiredService<Dump1090Metrics>();
        if (settings.Http.Port >= 0)
        {
            Map(application, services);
        }
    }

    private static void Map(WebApplication application, IServiceProvider services)
    {
        var exposition = services.GetRequiredService<MetricsExposition>();
        var readsb = services.GetRequiredService<ReadsbMetrics>();
        var readiness = services.GetRequiredService<Readiness>();
        var status = services.GetRequiredService<StatusPage>();
        var token = services.GetRequiredService<ControlToken>();
        var reception = services.GetRequiredService<ReceptionLog>();

        application.MapGet("/metrics", context =>
        {
            var format = ExpositionFormats.Negotiate(context.Request.Headers.Accept);
            return TextAsync(context, format.ContentType(), exposition.Write(format));
        });
        application.MapGet("/metrics/readsb", context => TextAsync(context, ReadsbMetrics.ContentType, readsb.Write()));
        application.MapGet("/healthz", context => TextAsync(context, PlainText, "ok\n"));
        application.MapGet("/readyz", context =>
        {
            var reasons = readiness.Reasons();
            context.Response.StatusCode = reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return TextAsync(context, PlainText, reasons.Count == 0 ? "ready\n" : string.Concat(reasons.Select(reason => reason + "\n")));
        });
        application.MapGet("/api/status", context => JsonResponse.SendAsync(context, status.Write(PeerRule.Allows(context, token))));
        application.MapGet("/api/reception", context => ReceptionAsync(context, reception));
    }

    private static Task ReceptionAsync(HttpContext context, ReceptionLog reception)
    {
        string? asked = context.Request.Query["hours"];
        var hours = 1.0;
        return asked is null || (double.TryParse(asked, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hours) && hours is > 0 and <= ReceptionLog.MostHours)
            ? JsonResponse.SendAsync(context, reception.Write(hours))
            : JsonResponse.BadRequestAsync(context, $"'hours' is '{asked}' but must be above 0 and at most {ReceptionLog.MostHours}.");
    }

    private const string PlainText = "text/plain; charset=utf-8";

    private static Task TextAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
