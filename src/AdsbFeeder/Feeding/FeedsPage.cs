using System.Buffers;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking;
using AdsbFeeder.Reception;
using AdsbFeeder.Serving;

namespace AdsbFeeder.Feeding;

/// <summary><c>/api/feeds</c>: every feed, client and sender (docs/feeding.md names the keys); <c>/api/feeds/NAME/clear</c> for the owner.</summary>
internal sealed class FeedsPage(FeedsService feeds, PortsService ports, ControlToken token, TimeProvider time)
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.ServiceProvider.GetRequiredService<FeedsPage>();
        var token = routes.ServiceProvider.GetRequiredService<ControlToken>();
        routes.MapGet("/api/feeds", context => JsonResponse.SendAsync(context, page.Write(PeerRule.Allows(context, token))));
        routes.MapPost("/api/feeds/{name}/clear", page.ClearAsync);
    }

    /// <summary>The document.</summary>
    /// <param name="withPeers">Whether to tell who the clients and senders are.</param>
    internal ReadOnlyMemory<byte> Write(bool withPeers)
    {
        var output = new ArrayBufferWriter<byte>(1 << 12);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("now", time.GetUtcNow().UnixSeconds());
            json.WriteStartArray("feeds");
            foreach (var feed in feeds.Statuses)
            {
                Write(json, feed);
            }

            json.WriteEndArray();
            ConnectionsJson.Write(json, ports, "senders", withPeers);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, FeedStatus feed)
    {
        json.WriteStartObject();
        json.WriteString("name", feed.Name);
        json.WriteString("protocol", FeedWords.Of(feed.Protocol));
        json.WriteString("target", feed.Target);
        json.WriteString("state", FeedWords.Of(feed.State));
        json.WriteNumber("since", feed.Since.UnixSeconds());
        json.WriteOptional("remote", feed.Remote);
        json.WriteOptional("round_trip_ms", feed.RoundTrip is { } trip ? Math.Round(trip.TotalMilliseconds, 2) : null);
        json.WriteNumber("bytes", feed.Bytes);
        json.WriteStartObject("frames");
        foreach (var source in (ReadOnlySpan<FrameSource>)[FrameSource.Radio, FrameSource.Network, FrameSource.Mlat, FrameSource.Simulation, FrameSource.Sbs])
        {
            json.WriteNumber(SourceNames.Of(source), feed.Frames[source]);
        }

        json.WriteEndObject();
        json.WriteNumber("dropped_frames", feed.DroppedFrames);
        json.WriteNumber("queued_blocks", feed.QueuedBlocks);
        json.WriteNumber("connections", feed.Connections);
        json.WriteNumber("failures", feed.Failures);
        json.WriteNumber("pings", feed.Pings);
        json.WriteNumber("slow_downs", feed.SlowDowns);
        json.WriteNumber("penalty", Math.Round(feed.Penalty));
        json.WriteOptional("next_try", feed.NextTry is { } next ? next.UnixSeconds() : null);
        json.WriteOptional("last_error", feed.LastError);
        json.WriteOptional("last_error_at", feed.LastErrorAt is { } at ? at.UnixSeconds() : null);
        json.WriteEndObject();
    }

    private Task ClearAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        var (status, words) = !token.Allows(context.Request.Headers.Authorization)
            ? (StatusCodes.Status403Forbidden, $"This needs the token in the file {ControlToken.FileName} of State:Directory; 'adsbfeeder feeds clear' reads it.")
            : feeds.Clear(name)
            ? (StatusCodes.Status200OK, $"Feed {name} is tried at once.")
            : (StatusCodes.Status404NotFound, $"There is no feed named {name}.");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(words + "\n", context.RequestAborted);
    }
}
