using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace AdsbFeeder.Commands;

/// <summary>The document of <c>/api/status</c> as a page for people. What an older or newer service does not tell is left out.</summary>
internal sealed class StatusView(IAnsiConsole console)
{
    private const int MostFaults = 5;

    internal void Write(JsonElement status)
    {
        Head(status);
        Radio(status);
        Traffic(status);
        Table(status, "clients", "Clients", ["output", "remote", "since", "frames", "bytes", "dropped"], ["output", "remote", "since", "frames", "bytes", "dropped_frames"]);
        Table(status, "inputs", "Inputs", ["input", "remote", "since", "frames", "bytes", "garbage"], ["input", "remote", "since", "frames", "bytes", "garbage_bytes"]);
        Faults(status);
    }

    private void Head(JsonElement status)
    {
        var ready = status.TryGetProperty("ready", out var value) && value.ValueKind == JsonValueKind.True;
        var state = ready ? "[green]receiving[/]" : "[red]not receiving[/]";
        console.MarkupLine($"{Text(status, "version")}, up {Age(Number(status, "uptime"))}: {state}");
        if (status.TryGetProperty("reasons", out var reasons))
        {
            foreach (var reason in reasons.EnumerateArray())
            {
                console.MarkupLine($"  [red]{Markup.Escape(reason.GetString() ?? "")}[/]");
            }
        }
    }

    private void Radio(JsonElement status)
    {
        if (!status.TryGetProperty("radio", out var radio))
        {
            return;
        }

        var parts = new List<string>();
        AddText(parts, radio, "name", "{0}");
        AddText(parts, radio, "state", "{0}");
        AddNumber(parts, radio, "gain_db", "gain {0:0.0} dB");
        AddNumber(parts, radio, "noise_dbfs", "noise {0:0.0} dBFS");
        AddNumber(parts, radio, "samples_lost", "{0:N0} samples lost");
        AddNumber(parts, radio, "samples_dropped", "{0:N0} dropped");
        if (parts.Count > 0)
        {
            console.MarkupLine("Radio     " + string.Join(", ", parts));
        }
    }

    private void Traffic(JsonElement status)
    {
        if (!status.TryGetProperty("traffic", out var traffic))
        {
            return;
        }

        var parts = new List<string>();
        AddNumber(parts, traffic, "aircraft", "{0:N0} aircraft");
        AddNumber(parts, traffic, "aircraft_with_position", "{0:N0} with position");
        AddNumber(parts, traffic, "messages_per_second", "{0:N1} frames/s");
        AddNumber(parts, traffic, "positions_per_second", "{0:N1} positions/s");
        if (Number(traffic, "max_distance_m") is > 0 and var metres)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"farthest {metres / 1852:0} nmi"));
        }

        AddNumber(parts, traffic, "signal_dbfs", "signal {0:0.0} dBFS");
        console.MarkupLine("Traffic   " + string.Join(", ", parts));
    }

    private void Table(JsonElement status, string key, string title, string[] heads, string[] keys)
    {
        if (!status.TryGetProperty(key, out var rows) || rows.GetArrayLength() == 0)
        {
            return;
        }

        var table = new Table { Title = new TableTitle(title), Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None };
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(head) { Alignment = head is "frames" or "bytes" or "dropped" or "garbage" ? Justify.Right : Justify.Left, NoWrap = true });
        }

        var now = Number(status, "now") ?? 0;
        foreach (var row in rows.EnumerateArray())
        {
            table.AddRow([.. keys.Select(name => Cell(row, name, now))]);
        }

        console.Write(table);
    }

    private static string Cell(JsonElement row, string key, double now) => key == "since" ? Age(now - Number(row, key)) : Text(row, key);

    private void Faults(JsonElement status)
    {
        if (!status.TryGetProperty("faults", out var faults) || faults.GetArrayLength() == 0)
        {
            return;
        }

        console.WriteLine("Last warnings");
        foreach (var fault in faults.EnumerateArray().Take(MostFaults))
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds((long)((Number(fault, "time") ?? 0) * 1000)).ToLocalTime();
            var colour = Text(fault, "level") == "error" ? "red" : "yellow";
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"  {time:yyyy-MM-dd HH:mm:ss}  [{colour}]{Text(fault, "message")}[/]"));
        }
    }

    private static void AddText(List<string> parts, JsonElement element, string key, string format)
    {
        if (Text(element, key) is { Length: > 0 } text)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, format, text));
        }
    }

    private static void AddNumber(List<string> parts, JsonElement element, string key, string format)
    {
        if (Number(element, key) is { } number)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, format, number));
        }
    }

    private static double? Number(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>A value as text that the console takes for text; empty when it is absent.</summary>
    private static string Text(JsonElement element, string key) => element.TryGetProperty(key, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => Markup.Escape(value.GetString()!),
            JsonValueKind.Number => value.GetDouble().ToString("N0", CultureInfo.InvariantCulture),
            _ => "",
        }
        : "";

    private static string Age(double? seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Max(0, seconds ?? 0));
        return span switch
        {
            { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} d {span.Hours} h"),
            { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes} min"),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{span.Seconds} s"),
        };
    }
}
