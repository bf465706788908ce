using System.Globalization;
using System.Text.Json;
using AdsbFeeder.Networking;
using Spectre.Console;

namespace AdsbFeeder.Commands;

/// <summary>The document of <c>/api/feeds</c> as a page for people.</summary>
internal sealed class FeedsView(IAnsiConsole console)
{
    internal void Write(JsonElement document)
    {
        var now = Number(document, "now") ?? 0;
        Feeds(document.GetProperty("feeds"), now);
        Connections(document.GetProperty("clients"), "Clients", "dropped", "dropped_frames", now);
        Connections(document.GetProperty("senders"), "Senders", "garbage", "garbage_bytes", now);
    }

    private void Feeds(JsonElement feeds, double now)
    {
        if (feeds.GetArrayLength() == 0)
        {
            console.MarkupLine("No feeds. Two lines in the configuration feed a network: 'adsbfeeder feeds --presets' lists them.");
            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("feed", "state", "since", "to", "round trip", "sent", "frames", "MLAT", "dropped", "next try", "last error");
        foreach (var feed in feeds.EnumerateArray())
        {
            var state = Text(feed, "state");
            var frames = feed.GetProperty("frames");
            var mlat = Number(frames, "mlat") ?? 0;
            table.AddRow(
                Markup.Escape(Text(feed, "name")),
                state == "up" ? "[green]up[/]" : $"[{(state == "connecting" ? "yellow" : "red")}]{Markup.Escape(state)}[/]",
                Ago(feed, "since", now),
                Markup.Escape(Text(feed, feed.TryGetProperty("remote", out _) ? "remote" : "target")),
                Number(feed, "round_trip_ms") is { } trip ? string.Create(CultureInfo.InvariantCulture, $"{trip:0.#} ms") : "-",
                Bytes(Number(feed, "bytes") ?? 0),
                Count(frames.EnumerateObject().Sum(source => source.Value.GetDouble())),
                mlat == 0 ? "none" : Count(mlat),
                Count(Number(feed, "dropped_frames") ?? 0),
                Number(feed, "next_try") is { } next ? "in " + SpanWords.Of(TimeSpan.FromSeconds(Math.Max(0, next - now))) : "-",
                Markup.Escape(Error(feed, now)));
        }

        console.Write(table);
    }

    private void Connections(JsonElement connections, string title, string lossTitle, string loss, double now)
    {
        if (connections.GetArrayLength() == 0)
        {
            return;
        }

        console.MarkupLine("");
        var table = new Table().Border(TableBorder.None).AddColumns(title, "from", "program", "since", "bytes", "frames", lossTitle);
        foreach (var connection in connections.EnumerateArray())
        {
            table.AddRow(
                Markup.Escape(Text(connection, "port")), Markup.Escape(Text(connection, "remote")), Markup.Escape(connection.TryGetProperty("program", out _) ? Text(connection, "program") : "-"),
                Ago(connection, "since", now), Bytes(Number(connection, "bytes") ?? 0), Count(Number(connection, "frames") ?? 0), Count(Number(connection, loss) ?? 0));
        }

        console.Write(table);
    }

    private static string Error(JsonElement feed, double now) =>
        feed.TryGetProperty("last_error", out _) ? $"{Text(feed, "last_error")} ({Ago(feed, "last_error_at", now)} ago)" : "-";

    private static string Ago(JsonElement element, string name, double now) =>
        Number(element, name) is { } at ? SpanWords.Of(TimeSpan.FromSeconds(Math.Max(0, now - at))) : "-";

    private static string Bytes(double bytes) => bytes switch
    {
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
    };

    private static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "-" : "-";

    private static double? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
