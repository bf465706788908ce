using System.Net;
using AdsbFeeder.Configuration;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Reception;

/// <summary>Opens the TCP ports of the configuration, all or none, and closes them at the end.</summary>
internal sealed partial class PortsService(Settings settings, FanOut fanOut, FrameQueue queue, TimeProvider time, ILoggerFactory loggers) : IHostedService
{
    private static readonly TimeSpan PressurePause = TimeSpan.FromMilliseconds(2);

    private readonly List<IAsyncDisposable> _open = [];
    private readonly List<OutputListener> _outputs = [];
    private readonly List<InputListener> _inputs = [];
    private readonly ILogger _logger = loggers.CreateLogger<PortsService>();

    /// <summary>Everyone who reads from us.</summary>
    internal IEnumerable<ClientStatus> Clients => _outputs.SelectMany(output => output.Clients);

    /// <summary>Everyone who sends to us.</summary>
    internal IEnumerable<InputStatus> Senders => _inputs.SelectMany(input => input.Senders);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var network = settings.Network;
        try
        {
            Output("BeastOutputPort", network.BeastOutputPort, WireFormat.Beast, "Beast");
            Output("AvrOutputPort", network.AvrOutputPort, WireFormat.Avr, "AVR");
            Output("SbsOutputPort", network.SbsOutputPort, WireFormat.Sbs, "SBS");
            Input("AvrInputPort", network.AvrInputPort);
            foreach (var port in network.BeastInputPorts)
            {
                Input("BeastInputPorts", port);
            }
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_open.Select(listener => listener.DisposeAsync().AsTask()));
        _open.Clear();
    }

    private void Output(string key, int port, WireFormat format, string name)
    {
        if (port < 0)
        {
            return;
        }

        var sources = Provenance.Listener | (settings.Network.ForwardMlat ? Provenance.Mlat : Provenance.None);
        var rule = new OutputRule(sources, ModeAc: settings.Receivers.Any(receiver => receiver.Source.ModeAc) && format == WireFormat.Beast);
        var listener = OutputListener.Start(fanOut, format, Options(key, port), rule, loggers.CreateLogger<OutputListener>(), time);
        _open.Add(listener);
        _outputs.Add(listener);
        LogOutput(_logger, name, listener.EndPoint, key);
    }

    private void Input(string key, int port)
    {
        if (port < 0)
        {
            return;
        }

        var listener = InputListener.Start(TakeAsync, InputFormat.Auto, Options(key, port), loggers.CreateLogger<InputListener>(), time);
        _open.Add(listener);
        _inputs.Add(listener);
        LogInput(_logger, listener.EndPoint, key);
    }

    private ListenerOptions Options(string key, int port) => new("Network:" + key, settings.Network.Bind, port) { MaxClients = settings.Network.MaxClients };

    /// <summary>Inputs wait while a client that reads quickly is behind; their senders feel it, and nothing is lost.</summary>
    private async ValueTask TakeAsync(ReadOnlyMemory<ReceivedFrame> frames, CancellationToken cancellation)
    {
        while (fanOut.IsPressed)
        {
            await Task.Delay(PressurePause, time, cancellation);
        }

        await queue.WriteNetworkAsync(frames, cancellation);
    }

    [LoggerMessage(1200, LogLevel.Information, "{Format} output on {EndPoint} ({Key})")]
    private static partial void LogOutput(ILogger logger, string format, EndPoint endPoint, string key);

    [LoggerMessage(1201, LogLevel.Information, "Beast or AVR input on {EndPoint} ({Key})")]
    private static partial void LogInput(ILogger logger, EndPoint endPoint, string key);
}
