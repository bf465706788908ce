using System.Diagnostics.Metrics;

namespace AdsbFeeder.Reception;

/// <summary>How far behind the slowest client of each output is, for <c>/metrics</c>. What clients were sent and missed is counted where it happens.</summary>
internal sealed class PortMetrics
{
    private readonly Meter _meter;

    public PortMetrics(IMeterFactory meters, PortsService ports)
    {
        _meter = meters.Create("AdsbFeeder.Ports");
        _meter.CreateObservableGauge("adsb_client_queued_blocks", () => Longest(ports), "{block}", "Blocks of frames that wait for the client with the longest queue.");
    }

    private static IEnumerable<Measurement<int>> Longest(PortsService ports) =>
        from client in ports.Clients
        group client.QueuedBlocks by client.Output into queues
        select new Measurement<int>(queues.Max(), new KeyValuePair<string, object?>("output", queues.Key));
}
