using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio;

/// <summary>How an rtl_tcp server is to be used.</summary>
public sealed record RtlTcpSourceOptions
{
    /// <summary>Name or address of the computer that it runs on.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 1234;

    /// <summary>Samples per second.</summary>
    public int RateHertz { get; init; } = 2_400_000;

    /// <summary>Tuner gain.</summary>
    public GainChoice Gain { get; init; } = GainChoice.Automatic;

    /// <summary>Error of its crystal, parts per million.</summary>
    public int PpmCorrection { get; init; }

    /// <summary>Power for an amplifier on the antenna cable.</summary>
    public bool BiasTee { get; init; }

    /// <summary>The converter's own gain control.</summary>
    public bool DigitalAgc { get; init; }

    /// <summary>Without samples for so long the connection is made anew.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>A dongle on another computer, behind rtl_tcp.</summary>
/// <remarks><code>
///   server: "RTL0" | u32 tuner | u32 number of gains, big-endian, once; then I and Q as unsigned bytes without end
///   client: u8 command | u32 value, big-endian: 01 frequency, 02 rate, 03 manual gain, 05 ppm, 08 digital AGC, 0d gain by its number, 0e bias tee
/// </code></remarks>
public sealed class RtlTcpSource(RtlTcpSourceOptions options, TimeProvider time) : RadioSource(options.RateHertz, SampleFormat.Uc8, time)
{
    private const int GreetingBytes = 12;
    private const int ReadBytes = 65536;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>What an R820T has between its 29 gain steps, dB, as rtl_test prints it; the protocol only tells how many there are.</summary>
    private static readonly double[] R820T =
    [
        0.0, 0.9, 1.4, 2.7, 3.7, 7.7, 8.7, 12.5, 14.4, 15.7, 16.6, 19.7, 20.7, 22.9, 25.4, 28.0, 29.7, 32.8, 33.8, 36.4, 37.2, 38.6, 40.2, 42.1, 43.4, 43.9, 44.5, 48.0, 49.6,
    ];

    private readonly Lock _lock = new();
    private Socket? _socket;
    private double _wantedGain = options.Gain.Start;
    private uint _gainCount;
    private double[] _gains = [];

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"rtl_tcp on {options.Host}:{options.Port}");

    /// <inheritdoc/>
    public override IReadOnlyList<double> GainsDecibels => Volatile.Read(ref _gains);

    /// <inheritdoc/>
    private protected override string Greeting => $"Receiving from {Name}";

    /// <inheritdoc/>
    public override void SetGain(double decibels)
    {
        lock (_lock)
        {
            _wantedGain = decibels;
            if (_socket is { } socket)
            {
                try
                {
                    SendGain(socket);
                }
                catch (SocketException)
                {
                    // The connection is ending; the next one sets it.
                }
            }
        }
    }

    /// <inheritdoc/>
    private protected override async Task RunSessionAsync(SampleTaker taker, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = 2000 };
        try
        {
            patience.CancelAfter(ConnectTimeout);
            await socket.ConnectAsync(options.Host, options.Port, patience.Token).ConfigureAwait(false);
            ReportStarting();
            await BeginAsync(socket, patience.Token).ConfigureAwait(false);
            await TakeAsync(socket, taker, patience).ConfigureAwait(false);
        }
        catch (SocketException) when (_socket is not null)
        {
            throw Ended();
        }
        catch (SocketException fault)
        {
            throw new RadioFaultException(RadioFault.Unreachable, $"{Name} cannot be reached: {fault.Message}. It is tried again all the time");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested && _socket is null)
        {
            throw new RadioFaultException(RadioFault.Unreachable, $"{Name} does not answer. It is tried again all the time");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new RadioFaultException(RadioFault.Silent, $"{Name} sends nothing. Connecting again; if that does not help, look at the dongle there");
        }
        finally
        {
            lock (_lock)
            {
                _socket = null;
            }
        }
    }

    private async Task BeginAsync(Socket socket, CancellationToken patience)
    {
        var greeting = new byte[GreetingBytes];
        for (var count = 0; count < GreetingBytes;)
        {
            var more = await socket.ReceiveAsync(greeting.AsMemory(count), patience).ConfigureAwait(false);
            count += more > 0 ? more : throw Ended();
        }

        if (!greeting.AsSpan(0, 4).SequenceEqual("RTL0"u8))
        {
            throw new RadioFaultException(RadioFault.Failed, $"{Name}: what answers there is not rtl_tcp");
        }

        lock (_lock)
        {
            _gainCount = BinaryPrimitives.ReadUInt32BigEndian(greeting.AsSpan(8));
            Volatile.Write(ref _gains, _gainCount == R820T.Length ? R820T : []);
            Send(socket, 0x02, (uint)options.RateHertz);
            Send(socket, 0x05, (uint)options.PpmCorrection);
            Send(socket, 0x01, 1_090_000_000);
            Send(socket, 0x08, options.DigitalAgc ? 1u : 0);
            Send(socket, 0x0e, options.BiasTee ? 1u : 0);
            SendGain(socket);
            _socket = socket;
        }
    }

    private async Task TakeAsync(Socket socket, SampleTaker taker, CancellationTokenSource patience)
    {
        var buffer = new byte[ReadBytes];
        var kept = 0;
        while (true)
        {
            patience.CancelAfter(options.SilenceTimeout);
            var count = await socket.ReceiveAsync(buffer.AsMemory(kept), patience.Token).ConfigureAwait(false);
            if (count == 0)
            {
                throw Ended();
            }

            // TCP may cut between I and Q.
            count += kept;
            kept = count & 1;
            if (count > kept)
            {
                taker.OnSamples(buffer.AsSpan(0, count - kept));
                buffer[0] = buffer[count - 1];
            }
        }
    }

    private RadioFaultException Ended() =>
        new(RadioFault.Unreachable, $"{Name} ended the connection; it serves only one program at a time. Connecting again");

    private void SendGain(Socket socket)
    {
        Send(socket, 0x03, 1);
        if (GainChoice.Nearest(_gains, _wantedGain) is { } gain)
        {
            Send(socket, 0x0d, (uint)Array.IndexOf(_gains, gain));
            ReportGain(gain);
        }
        else if (double.IsFinite(_wantedGain))
        {
            Send(socket, 0x04, (uint)(int)Math.Round(_wantedGain * 10));
            ReportGain(_wantedGain);
        }
        else if (_gainCount > 0)
        {
            Send(socket, 0x0d, _gainCount - 1);
        }
    }

    private static void Send(Socket socket, byte command, uint value)
    {
        Span<byte> bytes = stackalloc byte[5];
        bytes[0] = command;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], value);
        socket.Send(bytes);
    }
}
