using AdsbFeeder.Networking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Configuration;

/// <summary>One place to listen, and what for: an output or an input.</summary>
/// <param name="Options">Where, and for whom.</param>
/// <param name="Output">What clients get; null for an input.</param>
/// <param name="Input">What senders send; null for an output.</param>
/// <param name="Rule">Which frames leave; null for an input.</param>
internal sealed record ListenerPlan(ListenerOptions Options, OutputKind? Output, InputFormat? Input, OutputRule? Rule)
{
    /// <summary>All that the configuration asks for.</summary>
    internal static IEnumerable<ListenerPlan> Of(Settings settings)
    {
        var network = settings.Network;
        (string Key, OutputKind Kind, int Port)[] outputs =
        [
            ("BeastOutputPort", OutputKind.Beast, network.BeastOutputPort),
            ("BeastReducedOutputPort", OutputKind.BeastReduced, network.BeastReducedOutputPort),
            ("AvrOutputPort", OutputKind.Avr, network.AvrOutputPort),
            ("SbsOutputPort", OutputKind.Sbs, network.SbsOutputPort),
            ("JsonOutputPort", OutputKind.Json, network.JsonOutputPort),
            ("VrsOutputPort", OutputKind.Vrs, network.VrsOutputPort),
        ];
        (string Key, InputFormat Format, int[] Ports)[] inputs =
        [
            ("AvrInputPort", InputFormat.Auto, [network.AvrInputPort]),
            ("BeastInputPorts", InputFormat.Auto, network.BeastInputPorts),
            ("MlatInputPort", InputFormat.BeastMlat, [network.MlatInputPort]),
            ("SbsInputPort", InputFormat.Sbs, [network.SbsInputPort]),
        ];
        foreach (var (key, kind, port) in outputs)
        {
            foreach (var place in Places(network, port))
            {
                yield return new ListenerPlan(Usual(network, "Network:" + key, place), kind, null, UsualRule(settings, kind));
            }
        }

        foreach (var (key, format, ports) in inputs)
        {
            foreach (var place in ports.SelectMany(port => Places(network, port)))
            {
                yield return new ListenerPlan(Usual(network, "Network:" + key, place), null, format, null);
            }
        }

        foreach (var plan in settings.Listeners.SelectMany(listener => Of(settings, listener)))
        {
            yield return plan;
        }
    }

    private static IEnumerable<ListenerPlan> Of(Settings settings, ListenSettings listener)
    {
        if (listener.At is null || !ListenPlace.TryParse(listener.At, settings.Network.Bind, out var places))
        {
            yield break;
        }

        foreach (var place in places)
        {
            var usual = Usual(settings.Network, $"Listen:{listener.Name}", place);
            var options = usual with
            {
                Allow = listener.Allow ?? usual.Allow,
                MaxClients = listener.MaxClients ?? usual.MaxClients,
                MaxClientsPerHost = listener.MaxClientsPerHost ?? usual.MaxClientsPerHost,
                HasProxyHeader = listener.Proxy,
            };
            yield return new ListenerPlan(options, listener.Output, listener.Input, listener.Output is { } kind ? OwnRule(settings, listener, kind) : null);
        }
    }

    private static IReadOnlyList<ListenPlace> Places(NetworkSettings network, int port) => port < 0 ? [] : ListenPlace.At(network.Bind, port);

    private static ListenerOptions Usual(NetworkSettings network, string key, ListenPlace place) =>
        new(key, place) { MaxClients = network.MaxClients, MaxClientsPerHost = network.MaxClientsPerHost, Allow = network.Allow };

    /// <summary>JSON and VRS are pictures of the sky, where each aircraft says where its place came from; SBS carries what came as SBS.</summary>
    private static OutputRule UsualRule(Settings settings, OutputKind kind)
    {
        var sources = Provenance.Listener
            | (settings.Network.ForwardMlat || kind is OutputKind.Json ? Provenance.Mlat : Provenance.None)
            | (kind is OutputKind.Json or OutputKind.Sbs ? Provenance.Sbs : Provenance.None);
        return new OutputRule(sources, ModeAc: settings.Receivers.Any(receiver => receiver.Source.ModeAc) && kind == OutputKind.Beast)
        {
            PositionInterval = TimeSpan.FromSeconds(kind == OutputKind.Json ? settings.Network.JsonIntervalSeconds : 0),
            Reduce = kind == OutputKind.BeastReduced ? new Reduction(TimeSpan.FromSeconds(settings.Network.ReduceIntervalSeconds)) : null,
        };
    }

    private static OutputRule OwnRule(Settings settings, ListenSettings listener, OutputKind kind)
    {
        var usual = UsualRule(settings, kind);
        return usual with
        {
            Sources = listener.Sources ?? usual.Sources,
            ModeAc = usual.ModeAc || listener.ModeAc,
            Verbatim = listener.Verbatim,
            ReceiverIds = listener.ReceiverIds,
            PositionInterval = listener.JsonIntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : usual.PositionInterval,
            Reduce = usual.Reduce is null ? null : new Reduction(TimeSpan.FromSeconds(listener.ReduceIntervalSeconds ?? settings.Network.ReduceIntervalSeconds))
            {
                MaxDistanceNauticalMiles = listener.MaxDistanceNmi is { } distance ? Math.Abs(distance) : null,
                OnlyWithPosition = listener.MaxDistanceNmi < 0,
                MaxAltitudeFeet = listener.MaxAltitudeFeet,
                KeepForMlat = listener.OptimizeForMlat,
            },
        };
    }
}
