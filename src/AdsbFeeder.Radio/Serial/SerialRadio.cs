using System.Globalization;
using AdsbFeeder.Radio.Serial;

namespace AdsbFeeder.Radio;

/// <summary>Which receiver is on a serial port.</summary>
public enum SerialReceiverKind
{
    /// <summary>jetvision's Mode-S Beast.</summary>
    Beast,

    /// <summary>GNS HULC, whose messages are framed as a Beast's.</summary>
    Hulc,
}

/// <summary>How a receiver on a serial port is to be used.</summary>
public sealed record SerialRadioOptions
{
    /// <summary>What it is.</summary>
    public required SerialReceiverKind Kind { get; init; }

    /// <summary>Device file of the port.</summary>
    public required string Path { get; init; }

    /// <summary>Speed; null for the receiver's own.</summary>
    public int? BaudRate { get; init; }

    /// <summary>Let it send Mode A/C replies too.</summary>
    public bool ModeAc { get; init; }

    /// <summary>Without a byte for so long it counts as silent. In an empty sky a Beast sends nothing, so this is long.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Takes the bytes of a receiver that demodulates by itself, on its thread.</summary>
public interface ISerialSink
{
    /// <summary>Bytes in order; the memory is used again.</summary>
    void OnBytes(ReadOnlySpan<byte> bytes);

    /// <summary>The connection ended: what comes next does not continue what came.</summary>
    void OnGap();
}

/// <summary>A receiver on a serial port that may be pulled and comes back by itself.</summary>
/// <remarks>Settings of a Beast are two bytes and a letter, 1A '1' c, as jetvision documents them: upper case is the switch on. Binary format,
/// every downlink format, 12 MHz time, parity checked, handshake, repair of single bits.</remarks>
public sealed class SerialRadio(SerialRadioOptions options, TimeProvider time) : IRadio
{
    private const int BeastBaud = 3_000_000;
    private const int HulcBaud = 921_600;
    private const int ReadBytes = 16384;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly SessionLoop _sessions = new(time);

    /// <inheritdoc/>
    public string Name => options.Kind == SerialReceiverKind.Beast ? $"Mode-S Beast on {options.Path}" : $"GNS HULC on {options.Path}";

    /// <inheritdoc/>
    public RadioStatus Status => _sessions.Status;

    /// <inheritdoc/>
    public Action<RadioStatus>? Changed
    {
        get => _sessions.Changed;
        set => _sessions.Changed = value;
    }

    private int Baud => options.BaudRate ?? (options.Kind == SerialReceiverKind.Beast ? BeastBaud : HulcBaud);

    /// <summary>Gives what it sends to the sink until cancelled, through everything that happens to the port.</summary>
    /// <exception cref="Exception">What the sink threw.</exception>
    public async Task RunAsync(ISerialSink sink, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var unknown = await _sessions.RunAsync(
            cancellation => Task.Factory.StartNew(() => Session(sink, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default), sink.OnGap, stopping).ConfigureAwait(false);
        if (unknown is not null)
        {
            throw unknown;
        }
    }

    private void Session(ISerialSink sink, CancellationToken stopping)
    {
        using var port = SerialPort.Open(options.Path, Baud);
        _sessions.ReportStarting();
        port.Write(Settings());
        var buffer = new byte[ReadBytes];
        var receiving = false;
        var last = time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            var count = port.Read(buffer, Tick);
            if (count > 0)
            {
                if (!receiving)
                {
                    receiving = true;
                    _sessions.ReportReceiving(string.Create(CultureInfo.InvariantCulture, $"Receiving from the {Name}, {Baud} baud"));
                }

                last = time.GetTimestamp();
                sink.OnBytes(buffer.AsSpan(0, count));
            }
            else if (time.GetElapsedTime(last) > options.SilenceTimeout)
            {
                throw new RadioFaultException(RadioFault.Silent, $"The {Name} has sent nothing for {options.SilenceTimeout.TotalSeconds:0} s. Check its antenna, and that its speed is {Baud} baud. It is set up anew");
            }
        }
    }

    private byte[] Settings()
    {
        if (options.Kind != SerialReceiverKind.Beast)
        {
            return [];
        }

        var letters = options.ModeAc ? "CdfgHiJ" : "CdfgHij";
        return [.. letters.SelectMany(letter => (byte[])[0x1A, (byte)'1', (byte)letter])];
    }
}
