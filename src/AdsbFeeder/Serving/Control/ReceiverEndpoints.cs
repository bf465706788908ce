using System.Buffers;
using System.Text.Json;
using AdsbFeeder.Configuration;
using AdsbFeeder.Radio;
using AdsbFeeder.Reception;

namespace AdsbFeeder.Serving;

/// <summary><c>/api/receivers</c> tells what each receiver does, <c>/api/gain</c> tells and sets its gain.</summary>
internal sealed class ReceiverEndpoints(Receivers receivers, Settings settings)
{
    private const string Rule = "\"auto\", \"max\", or dB such as 49.6";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ReceiverEndpoints>();
        routes.MapGet("/api/receivers", endpoints.TellAsync);
        routes.MapGet("/api/gain", endpoints.TellGainAsync);
        routes.MapMethods("/api/gain", [HttpMethods.Put, HttpMethods.Post], endpoints.SetGainAsync);
    }

    private Task TellAsync(HttpContext context) => SendAsync(context, json =>
    {
        json.WriteStartArray("receivers"u8);
        foreach (var receiver in receivers.All)
        {
            json.WriteStartObject();
            WriteReceiver(json, receiver);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private Task TellGainAsync(HttpContext context) => SendAsync(context, json =>
    {
        json.WriteStartArray("receivers"u8);
        foreach (var receiver in receivers.All)
        {
            if (receiver.Gain is { } gain)
            {
                WriteGain(json, receiver.Name, gain.Report);
            }
        }

        json.WriteEndArray();
    });

    private async Task SetGainAsync(HttpContext context)
    {
        if (ControlRule.Refusal(context, settings.Http.Control) is { } refusal)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, refusal);
            return;
        }

        var (receiver, choice, fault) = await ReadAsync(context);
        if (fault is not null)
        {
            await RefuseAsync(context, receiver is null && choice is not null ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, fault);
            return;
        }

        receiver!.Gain!.Choose(choice!.Value, $"asked for by {context.Connection.RemoteIpAddress} through /api/gain, until the next start");
        await SendAsync(context, json =>
        {
            json.WriteStartArray("receivers"u8);
            WriteGain(json, receiver.Name, receiver.Gain.Report);
            json.WriteEndArray();
        });
    }

    /// <summary>The wish is in the query or in a JSON object: <c>gain</c> and, where there are several receivers, <c>receiver</c>.</summary>
    private async Task<(Receiver? Receiver, GainChoice? Choice, string? Fault)> ReadAsync(HttpContext context)
    {
        string? gain = context.Request.Query["gain"], name = context.Request.Query["receiver"];
        if (gain is null)
        {
            try
            {
                using var body = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = 2 }, context.RequestAborted);
                gain = Text(body.RootElement, "gain");
                name ??= Text(body.RootElement, "receiver");
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)   // the latter for a string that is no UTF-8
            {
                return (null, null, $"The body must be JSON such as {{\"gain\": 49.6}}; gain is {Rule}.");
            }
        }

        if (gain is null || !GainChoice.TryParse(gain, out var choice))
        {
            return (null, null, $"'gain' is {(gain is null ? "missing" : $"'{gain}'")} but must be {Rule}.");
        }

        var able = receivers.All.Where(receiver => receiver.Gain is not null).ToList();
        var receiver = name is null && able.Count == 1 ? able[0] : able.Find(one => one.Name.Equals(name ?? Settings.FirstReceiver, StringComparison.OrdinalIgnoreCase));
        return receiver is not null ? (receiver, choice, null)
            : able.Count == 0 ? (null, choice, "No receiver here has a gain that can be set.")
            : (null, choice, $"'receiver' must be one of {string.Join(", ", able.Select(one => one.Name))}.");
    }

    private static string? Text(JsonElement root, string key) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(key, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => value.ToString(),
        }
        : null;

    private static void WriteReceiver(Utf8JsonWriter json, Receiver receiver)
    {
        json.WriteString("receiver"u8, receiver.Name);
        json.WriteString("source"u8, receiver.Radio?.Name ?? receiver.Source?.Name);
        if (receiver.Radio?.Status is { } status)
        {
            json.WriteString("state"u8, ReceiverMetrics.NameOf(status));
            json.WriteString("message"u8, status.Message);
            json.WriteNumber("reconnects"u8, status.Reconnects);
            json.WriteNumber("samples_lost"u8, status.LostSamples);
            json.WriteNumber("samples_away"u8, status.AwaySamples);
        }

        if (receiver.Source is { } source)
        {
            var statistics = receiver.State.Statistics;
            json.WriteNumber("sample_rate"u8, source.RateHertz);
            json.WriteNumber("samples"u8, statistics.Samples);
            json.WriteNumber("samples_dropped"u8, source.DroppedSamples);
            if (statistics.Samples > 0 && double.IsFinite(statistics.NoiseFloorDbfs))
            {
                json.WriteNumber("noise_dbfs"u8, Math.Round(statistics.NoiseFloorDbfs, 1));
            }
        }

        json.WriteNumber("frames"u8, receiver.Frames);
        json.WriteNumber("duplicates"u8, receiver.Duplicates);
        if (receiver.Gain?.Report is { } gain)
        {
            json.WriteString("gain"u8, gain.Choice.ToString());
            WriteDecibels(json, gain.Decibels);
            json.WriteString("gain_reason"u8, gain.Explanation);
        }
    }

    private static void WriteGain(Utf8JsonWriter json, string name, GainReport gain)
    {
        json.WriteStartObject();
        json.WriteString("receiver"u8, name);
        json.WriteString("gain"u8, gain.Choice.ToString());
        WriteDecibels(json, gain.Decibels);
        json.WriteBoolean("settled"u8, gain.IsSettled);
        json.WriteString("reason"u8, gain.Explanation);
        json.WriteStartArray("possible_db"u8);
        foreach (var possible in gain.Possible)
        {
            json.WriteNumberValue(Math.Round(possible, 1));
        }

        json.WriteEndArray();
        json.WriteStartArray("history"u8);
        foreach (var decision in gain.History)
        {
            json.WriteStartObject();
            json.WriteNumber("time"u8, decision.UnixMilliseconds / 1000.0);
            WriteDecibels(json, decision.Decibels);
            json.WriteString("reason"u8, decision.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDecibels(Utf8JsonWriter json, double? decibels)
    {
        if (decibels is { } known)
        {
            json.WriteNumber("gain_db"u8, Math.Round(known, 1));
        }
    }

    private static async Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        await JsonResponse.SendAsync(context, output.WrittenMemory);
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
