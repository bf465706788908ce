using System.Buffers.Binary;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>The OpenSky Network's upload: who we are, where we stand, then Beast frames; extended squitters only until it asks for more.</summary>
internal sealed class OpenSkySpeech : FeedSpeech
{
    private const int SerialTries = 30;

    // About a hundred metres: a receiver on a boat tells its place anew.
    private const double MovedDegrees = 0.001;

    private static readonly TimeSpan SerialPatience = TimeSpan.FromSeconds(2), KeepAliveAfter = TimeSpan.FromMilliseconds(1500);
    private static readonly Version Version = typeof(OpenSkySpeech).Assembly.GetName().Version ?? new Version(0, 0, 0);

    private readonly FeedOptions _options;
    private readonly OutputRule _rule;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<uint> _serial = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _packet = new byte[OpenSkyFraming.MaxPacket];
    private int _packetLength;
    private ReceiverPlace? _told;
    private volatile bool _squittersOnly = true;

    public OpenSkySpeech(FeedOptions options, OutputRule rule, TimeProvider time) => (_options, _rule, _time) = (options, rule, time);

    /// <inheritdoc/>
    public override WireFormat Format => WireFormat.BeastWithoutHeartbeat;

    /// <inheritdoc/>
    public override OutputRule Rule => _rule with { ExtendedSquittersOnly = _squittersOnly };

    /// <inheritdoc/>
    public override TimeSpan Tick => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public override async ValueTask OpenAsync(Link link, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxDue];
        await link.WriteAsync(buffer.AsMemory(0, OpenSkyFraming.WriteDevice(OpenSkyFraming.KindDecoder, Version, buffer)), cancellationToken);
        var serial = _options.Serial?.Value ?? await AskForSerialAsync(link, cancellationToken);
        var length = OpenSkyFraming.WriteSerial(serial, buffer);
        length += WritePlace(buffer.AsSpan(length));
        if (_options.User is { } user)
            length += OpenSkyFraming.WriteUser(user, buffer.AsSpan(length));
        await link.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
    }

    /// <inheritdoc/>
    public override void Hear(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            _packet[_packetLength++] = octet;
            if (_packetLength < OpenSkyFraming.PacketHeader)
                continue;
            var length = BinaryPrimitives.ReadUInt16BigEndian(_packet.AsSpan(2));
            if (length is < OpenSkyFraming.PacketHeader or > OpenSkyFraming.MaxPacket)
                _packetLength = 0;
            else if (_packetLength == length)
            {
                Obey(BinaryPrimitives.ReadUInt16BigEndian(_packet), _packet.AsSpan(OpenSkyFraming.PacketHeader, length - OpenSkyFraming.PacketHeader));
                _packetLength = 0;
            }
        }
    }

    /// <inheritdoc/>
    public override int WriteDue(Span<byte> destination, TimeSpan sinceSent)
    {
        var length = WritePlace(destination);
        if (length > 0 || sinceSent < KeepAliveAfter)
            return length;
        OpenSkyFraming.KeepAlive.CopyTo(destination);
        return OpenSkyFraming.KeepAlive.Length;
    }

    private async Task<uint> AskForSerialAsync(Link link, CancellationToken cancellationToken)
    {
        for (var i = 0; i < SerialTries; i++)
        {
            await link.WriteAsync(OpenSkyFraming.SerialWanted.ToArray(), cancellationToken);
            var pause = Task.Delay(SerialPatience, _time, cancellationToken);
            if (await Task.WhenAny(_serial.Task, pause) == _serial.Task)
            {
                var serial = await _serial.Task;
                _options.Serial?.Store(serial);
                return serial;
            }

            await pause;
        }

        throw new LinkException("it gave us no serial number");
    }

    private int WritePlace(Span<byte> destination)
    {
        if (_options.Place() is not { } place
            || (_told is { } told && Math.Abs(told.Latitude - place.Latitude) < MovedDegrees && Math.Abs(told.Longitude - place.Longitude) < MovedDegrees))
        {
            return 0;
        }

        _told = place;
        return OpenSkyFraming.WritePosition(place, destination);
    }

    private void Obey(int kind, ReadOnlySpan<byte> payload)
    {
        switch (kind, payload.Length)
        {
            case (OpenSkyFraming.SerialKind, 4):
                _serial.TrySetResult(BinaryPrimitives.ReadUInt32BigEndian(payload));
                break;
            case (OpenSkyFraming.FilterKind, 2) when (payload[0] & OpenSkyFraming.ExtendedSquitterOnly) != 0:
                _squittersOnly = (payload[1] & OpenSkyFraming.ExtendedSquitterOnly) != 0;
                break;
        }
    }
}
