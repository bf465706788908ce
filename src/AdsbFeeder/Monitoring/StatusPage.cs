using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdsbFeeder.Configuration;
using AdsbFeeder.Events;
using AdsbFeeder.Radio;
using AdsbFeeder.Reception;
using AdsbFeeder.Registry;
using AdsbFeeder.Serving;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Monitoring;

/// <summary><c>/api/status</c>: the state of the service in one JSON document (docs/monitoring.md names the keys).</summary>
internal sealed partial class StatusPage(
    Readiness readiness, SnapshotStore snapshots, StatisticsHistory statistics, Receivers receivers, PortsService ports, RecentFaults faults,
    Settings settings, AircraftRegistry registry, ZoneBook zones, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>The document.</summary>
    /// <param name="withPeers">Whether to tell who clients and senders are, and what addresses are in warnings.</param>
    internal ReadOnlyMemory<byte> Write(bool withPeers)
    {
        var output = new ArrayBufferWriter<byte>(1 << 12);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("version", DataEndpoints.Version);
            json.WriteNumber("now", time.GetUtcNow().UnixSeconds());
            json.WriteNumber("uptime", Math.Round(time.GetElapsedTime(_started).TotalSeconds, 1));
            Ready(json);
            Setup(json);
            Radio(json);
            Traffic(json);
            Process(json);
            ConnectionsJson.Write(json, ports, "inputs", withPeers);
            Faults(json, withPeers);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private void Ready(Utf8JsonWriter json)
    {
        var reasons = readiness.Reasons();
        json.WriteBoolean("ready", reasons.Count == 0);
        json.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
    }

    /// <summary>What is set up and what is not, for the page that welcomes a new owner.</summary>
    private void Setup(Utf8JsonWriter json)
    {
        json.WriteStartObject("setup");
        json.WriteStartArray("sources");
        foreach (var receiver in settings.Receivers)
        {
            json.WriteStringValue(receiver.Source.Type.ToString().ToLowerInvariant());
        }

        json.WriteEndArray();
        json.WriteBoolean("place", snapshots.Current?.ReceiverLocation is not null);
        json.WriteNumber("feeds", settings.Feeds.Count(feed => feed.Enabled));
        json.WriteBoolean("database", registry.Current is not null);
        json.WriteNumber("zones", zones.Current.Count);
        json.WriteBoolean("local_only", IPAddress.IsLoopback(settings.Http.Bind));
        json.WriteEndObject();
    }

    private void Radio(Utf8JsonWriter json)
    {
        json.WriteStartObject("radio");
        if (receivers.First?.Radio is { } device)
        {
            var status = device.Status;
            json.WriteString("name", device.Name);
            json.WriteString("state", status.State switch { RadioState.Receiving => "receiving", RadioState.Starting => "starting", _ => "waiting" });
            json.WriteString("message", status.Message);
            json.WriteOptional("gain_db", status.GainDecibels);
            json.WriteOptional("clock_error_ppm", receivers.First.Crystal?.Ppm is { } ppm ? Math.Round(ppm, 1) : null);
            json.WriteNumber("reconnects", status.Reconnects);
            json.WriteNumber("samples_lost", status.LostSamples);
            json.WriteNumber("samples_dropped", status.DroppedSamples);
        }

        if (receivers.First?.Gain?.Report is { } gain)
        {
            json.WriteString("gain", gain.Choice.ToString());
            json.WriteString("gain_reason", gain.Explanation);
        }

        json.WriteNumber("samples", receivers.Sum(counted => counted.Samples));
        var noise = receivers.First?.State.Statistics is { Samples: > 0 } counted ? counted.NoiseFloorDbfs : double.NaN;
        json.WriteOptional("noise_dbfs", double.IsFinite(noise) ? Math.Round(noise, 1) : null);
        json.WriteEndObject();
    }

    private void Traffic(Utf8JsonWriter json)
    {
        var snapshot = snapshots.Current ?? TrackingSnapshot.Empty;
        json.WriteStartObject("traffic");
        json.WriteNumber("aircraft", snapshot.Aircraft.Length);
        json.WriteNumber("aircraft_with_position", snapshot.CountWithPosition());
        json.WriteNumber("messages", snapshot.Messages);
        if (statistics.LastMinute is { Seconds: > 0 } minute)
        {
            json.WriteNumber("messages_per_second", Math.Round(minute.PerSecond(TrackerCounter.Messages), 1));
            json.WriteNumber("positions_per_second", Math.Round(minute.PerSecond(TrackerCounter.Positions), 1));
            json.WriteNumber("max_distance_m", Math.Round(minute.MaxDistanceMetres));
            json.WriteOptional("signal_dbfs", minute.Local.AcceptedAll > 0 ? Power.Decibels(minute.Local.SignalPowerSum / minute.Local.AcceptedAll) : null);
            json.WriteNumber("strong_signals", minute.Local.StrongSignals);
        }

        json.WriteEndObject();
    }

    private static void Process(Utf8JsonWriter json)
    {
        json.WriteStartObject("process");
        json.WriteNumber("id", Environment.ProcessId);
        json.WriteNumber("cpu_seconds", Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 2));
        json.WriteNumber("resident_bytes", Environment.WorkingSet);
        json.WriteEndObject();
    }

    private void Faults(Utf8JsonWriter json, bool withPeers)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults.Newest)
        {
            json.WriteStartObject();
            json.WriteNumber("time", fault.Time.UnixSeconds());
            json.WriteString("level", fault.Level == LogLevel.Warning ? "warning" : "error");
            json.WriteString("message", withPeers ? fault.Message : Addresses().Replace(fault.Message, "(address)"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Four numbers with dots; or an IPv6 address, in brackets or not, which has three colons or two in a row: 12:34:56 is a time.
    [GeneratedRegex(@"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9A-Fa-f.%\w]*:[0-9A-Fa-f:.%\w]*\](?::\d+)?|(?<![\w:])(?:(?:[0-9A-Fa-f]{1,4}:){3,7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:]*::[0-9A-Fa-f:.]*)(?![\w:])")]
    private static partial Regex Addresses();
}
