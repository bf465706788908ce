using System.Net;
using System.Text.Json;
using AdsbFeeder.Networking;
using AdsbFeeder.Reception;

namespace AdsbFeeder.Serving;

/// <summary>Clients and senders of the ports, as <c>/api/status</c> and <c>/api/feeds</c> tell of them.</summary>
internal static class ConnectionsJson
{
    /// <summary>Writes both lists.</summary>
    /// <param name="json">Within an object.</param>
    /// <param name="ports">Whose connections.</param>
    /// <param name="senders">What the second list is called.</param>
    /// <param name="withPeers">Whether to tell who they are: address and program.</param>
    internal static void Write(Utf8JsonWriter json, PortsService ports, string senders, bool withPeers)
    {
        var clients = ports.Clients.ToList();
        var inputs = ports.Senders.ToList();
        var programs = withPeers ? SocketOwners.Of([.. clients.Select(client => client.Remote).Concat(inputs.Select(sender => sender.Remote)).OfType<IPEndPoint>()]) : null;
        json.WriteStartArray("clients");
        foreach (var client in clients)
        {
            json.WriteStartObject();
            json.WriteString("port", client.Setting);
            json.WriteString("output", client.Output);
            Peer(json, client.Remote, programs);
            json.WriteNumber("since", client.Since.UnixSeconds());
            json.WriteNumber("bytes", client.Bytes);
            json.WriteNumber("frames", client.Frames.Total);
            json.WriteNumber("dropped_frames", client.DroppedFrames);
            json.WriteNumber("queued_blocks", client.QueuedBlocks);
            json.WriteString("settings", client.Settings);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(senders);
        foreach (var sender in inputs)
        {
            json.WriteStartObject();
            json.WriteString("port", sender.Input);
            json.WriteString("input", sender.Input);
            Peer(json, sender.Remote, programs);
            json.WriteNumber("since", sender.Since.UnixSeconds());
            json.WriteNumber("bytes", sender.Bytes);
            json.WriteNumber("frames", sender.Frames);
            json.WriteNumber("garbage_bytes", sender.GarbageBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Peer(Utf8JsonWriter json, EndPoint remote, IReadOnlyDictionary<IPEndPoint, string>? programs)
    {
        if (programs is null)
        {
            return;
        }

        json.WriteString("remote", remote.ToString());
        if (remote is IPEndPoint address && programs.TryGetValue(address, out var program))
        {
            json.WriteString("program", program);
        }
    }
}
