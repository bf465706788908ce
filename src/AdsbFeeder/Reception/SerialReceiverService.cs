using System.Buffers;
using AdsbFeeder.ModeS;
using AdsbFeeder.Networking;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>The frames of a receiver that demodulates by itself, from its serial port to the merger.</summary>
internal sealed partial class SerialReceiverService(
    Receiver receiver, SerialRadio serial, FrameMerger merger, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SerialReceiverService> logger)
    : VitalService(lifetime, logger)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stopping)
    {
        LogListening(_logger, receiver.Name, serial.Name);
        using var watch = new RadioWatch(serial, logger, time);
        await serial.RunAsync(new SerialFrames(receiver, merger, time, stopping), stopping);
    }

    [LoggerMessage(1104, LogLevel.Information, "Receiver {Receiver} listens to the {Source}")]
    private static partial void LogListening(ILogger logger, string receiver, string source);
}

/// <summary>Bytes of a serial port to frames.</summary>
internal sealed class SerialFrames(Receiver receiver, FrameMerger merger, TimeProvider time, CancellationToken stopping) : ISerialSink
{
    private readonly ReceivedFrame[] _frames = new ReceivedFrame[512];
    private readonly byte[] _bytes = new byte[64 * 1024];
    private InputParser _parser = new(InputFormat.Beast);
    private int _length;

    /// <summary>Bytes that belonged to no frame.</summary>
    internal long GarbageBytes { get; private set; }

    /// <inheritdoc/>
    public void OnBytes(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, _bytes.Length - _length)];
            part.CopyTo(_bytes.AsSpan(_length));
            _length += part.Length;
            bytes = bytes[part.Length..];
            Parse();
        }
    }

    /// <inheritdoc/>
    public void OnGap()
    {
        GarbageBytes += _parser.GarbageBytes + _length;
        (_parser, _length) = (new InputParser(InputFormat.Beast), 0);
    }

    private void Parse()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var unread = new ReadOnlySequence<byte>(_bytes, 0, _length);
        int count;
        do
        {
            count = _parser.Read(ref unread, _frames, now);
            foreach (ref var frame in _frames.AsSpan(0, count))
            {
                // It is our own antenna, whatever the wire format says.
                frame = frame with { Source = FrameSource.Radio };
            }

            merger.Take(receiver, _frames.AsSpan(0, count), now, stopping);
        }
        while (count == _frames.Length);

        unread.CopyTo(_bytes);   // towards the front, so the ranges may overlap without harm
        _length = (int)unread.Length;
    }
}
