using System.Diagnostics.Metrics;

namespace AdsbFeeder.Networking;

/// <summary>What listeners, clients and inputs count. The names are those of <c>/metrics</c>.</summary>
public static class NetworkingMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "AdsbFeeder.Networking";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Frames encoded for an output, once however many clients it has; by output and source (radio, network, mlat, simulation).</summary>
    internal static readonly Counter<long> OutputFrames = Meter.CreateCounter<long>("adsb_output_frames_total", "{frame}", "Frames encoded for an output.");

    /// <summary>Frames that an output did not get because of where they came from; by output and source.</summary>
    internal static readonly Counter<long> WithheldFrames =
        Meter.CreateCounter<long>("adsb_output_withheld_frames_total", "{frame}", "Frames withheld from an output because of their source.");

    /// <summary>Frames of other receivers that were not new; by verdict (copy, returned).</summary>
    internal static readonly Counter<long> RepeatedFrames =
        Meter.CreateCounter<long>("adsb_input_repeated_frames_total", "{frame}", "Frames of other receivers that were copies of one that another had sent already, or came back to where they had been.");

    /// <summary>Frames accepted by the sockets of clients, for each of them; by output.</summary>
    internal static readonly Counter<long> ClientFrames = Meter.CreateCounter<long>("adsb_client_sent_frames_total", "{frame}", "Frames sent to clients, counted for each client.");

    /// <summary>Bytes accepted by the sockets of clients; by output. Feeds count their own.</summary>
    internal static readonly Counter<long> ClientBytes = Meter.CreateCounter<long>("adsb_client_sent_bytes_total", "By", "Bytes sent to clients.");

    /// <summary>From the antenna to the socket, of the earliest frame of our own radio in each block that a client or feed took; by output. A millisecond is the finest that frames' times know.</summary>
    internal static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "adsb_frame_latency_seconds", "s", "Time from the antenna until a client's socket had taken the frame; the oldest frame of each block.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10] });

    /// <summary>Frames that clients missed because they read too slowly; by output.</summary>
    internal static readonly Counter<long> ClientDroppedFrames =
        Meter.CreateCounter<long>("adsb_client_dropped_frames_total", "{frame}", "Frames dropped for clients that read too slowly.");

    /// <summary>Connections that are open; by listener.</summary>
    internal static readonly UpDownCounter<long> OpenConnections = Meter.CreateUpDownCounter<long>("adsb_listener_clients", "{connection}", "Connections that are open.");

    /// <summary>Connections accepted; by listener.</summary>
    internal static readonly Counter<long> Connections = Meter.CreateCounter<long>("adsb_listener_connections_total", "{connection}", "Connections accepted.");

    /// <summary>Connections closed at once because the listener had as many as it may; by listener.</summary>
    internal static readonly Counter<long> RefusedConnections =
        Meter.CreateCounter<long>("adsb_listener_refused_connections_total", "{connection}", "Connections refused because of the limit.");

    /// <summary>Failures of accept(), such as too many open files; by listener.</summary>
    internal static readonly Counter<long> AcceptErrors = Meter.CreateCounter<long>("adsb_listener_accept_errors_total", "{error}", "Failures to accept a connection.");

    /// <summary>Frames read from an input, heartbeats not counted; by input.</summary>
    internal static readonly Counter<long> InputFrames = Meter.CreateCounter<long>("adsb_input_frames_total", "{frame}", "Frames read from an input.");

    /// <summary>Bytes read from an input; by input.</summary>
    internal static readonly Counter<long> InputBytes = Meter.CreateCounter<long>("adsb_input_received_bytes_total", "By", "Bytes read from an input.");

    /// <summary>Bytes of an input that belong to no frame; by input.</summary>
    internal static readonly Counter<long> InputGarbage = Meter.CreateCounter<long>("adsb_input_garbage_bytes_total", "By", "Bytes of an input that belong to no frame.");

    // A series that begins with its first event hides that event from rate() and increase(): so each begins with 0, where it is known that it may come.

    /// <summary>Begins what is counted of a listener.</summary>
    internal static void BeginListener(KeyValuePair<string, object?> listener)
    {
        OpenConnections.Add(0, listener);
        foreach (var counter in (ReadOnlySpan<Counter<long>>)[Connections, RefusedConnections, AcceptErrors])
            counter.Add(0, listener);
    }

    /// <summary>Begins what is counted of a client.</summary>
    internal static void BeginClient(KeyValuePair<string, object?> output)
    {
        foreach (var counter in (ReadOnlySpan<Counter<long>>)[ClientFrames, ClientBytes, ClientDroppedFrames])
            counter.Add(0, output);
    }

    /// <summary>Begins what is counted of an input.</summary>
    internal static void BeginInput(KeyValuePair<string, object?> input)
    {
        foreach (var counter in (ReadOnlySpan<Counter<long>>)[InputFrames, InputBytes, InputGarbage])
            counter.Add(0, input);
    }
}
