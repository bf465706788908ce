using AdsbFeeder.Configuration;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking;
using AdsbFeeder.Serving;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Reception;

/// <summary>Opens the ports and unix sockets of the configuration, all or none, and closes them at the end.</summary>
internal sealed partial class PortsService(Settings settings, FanOut fanOut, FrameQueue queue, SnapshotStore snapshots, TimeProvider time, ILoggerFactory loggers) : IHostedService
{
    private static readonly TimeSpan PressurePause = TimeSpan.FromMilliseconds(2);

    private readonly List<OutputListener> _outputs = [];
    private readonly List<InputListener> _inputs = [];
    private readonly JsonLinesFormat _json = new(() => snapshots.ToldReceiver);
    private readonly ILogger _logger = loggers.CreateLogger<PortsService>();

    /// <summary>Everyone who reads from us.</summary>
    internal IEnumerable<ClientStatus> Clients => _outputs.SelectMany(output => output.Clients);

    /// <summary>Everyone who sends to us.</summary>
    internal IEnumerable<InputStatus> Senders => _inputs.SelectMany(input => input.Senders);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var plan in ListenerPlan.Of(settings))
            {
                Open(plan);
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
        await Task.WhenAll([.. _outputs.Select(listener => listener.DisposeAsync().AsTask()), .. _inputs.Select(listener => listener.DisposeAsync().AsTask())]);
        _outputs.Clear();
        _inputs.Clear();
    }

    private void Open(ListenerPlan plan)
    {
        var key = plan.Options.Setting.Replace("Network:", "", StringComparison.Ordinal);
        if (plan.Output is { } kind)
        {
            var (format, name) = FormatOf(kind);
            var output = OutputListener.Start(fanOut, format, plan.Options, plan.Rule!, loggers.CreateLogger<OutputListener>(), time);
            _outputs.Add(output);
            LogOutput(_logger, name, new ListenPlace(output.LocalEndPoint), key);
            return;
        }

        var input = InputListener.Start(TakeAsync, plan.Input!.Value, plan.Options, loggers.CreateLogger<InputListener>(), time);
        _inputs.Add(input);
        LogInput(_logger, NameOf(plan.Input.Value), new ListenPlace(input.LocalEndPoint), key);
    }

    private (WireFormat Format, string Name) FormatOf(OutputKind kind) => kind switch
    {
        OutputKind.Beast => (WireFormat.Beast, "Beast"),
        OutputKind.BeastReduced => (WireFormat.Beast, "Reduced Beast"),
        OutputKind.Avr => (WireFormat.Avr, "AVR"),
        OutputKind.AvrWithTime => (WireFormat.AvrWithTime, "Timed AVR"),
        OutputKind.Sbs => (WireFormat.Sbs, "SBS"),
        OutputKind.Vrs => (WireFormat.Vrs, "VRS"),
        _ => (_json, "JSON lines"),
    };

    private static string NameOf(InputFormat format) => format switch
    {
        InputFormat.Beast => "Beast",
        InputFormat.Avr => "AVR",
        InputFormat.Sbs => "SBS",
        InputFormat.SbsJaero => "ADS-C (SBS)",
        InputFormat.BeastMlat => "MLAT results",
        _ => "Beast or AVR",
    };

    /// <summary>Inputs wait while a client that reads quickly is behind; their senders feel it, and nothing is lost.</summary>
    private async ValueTask TakeAsync(ReadOnlyMemory<ReceivedFrame> frames, CancellationToken cancellation)
    {
        while (fanOut.IsPressed)
        {
            await Task.Delay(PressurePause, time, cancellation);
        }

        await queue.WriteNetworkAsync(frames, cancellation);
    }

    [LoggerMessage(1200, LogLevel.Information, "{Format} output on {Place} ({Key})")]
    private static partial void LogOutput(ILogger logger, string format, ListenPlace place, string key);

    [LoggerMessage(1201, LogLevel.Information, "{Format} input on {Place} ({Key})")]
    private static partial void LogInput(ILogger logger, string format, ListenPlace place, string key);
}
