using System.Buffers;
using System.Text;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>beast_reduce_plus: reduced Beast behind the receiver's UUID, with answers to the pings by which a network measures the way to us.</summary>
/// <remarks><code>
///   we      1A E4 | 36 characters of the UUID, filled up with 'f'      1A 57 4F  ("WO", pings wanted)      5 heartbeats
///   they    1A 50 | 24 bits of their clock, ms                         1A 57 53  ("WS", slow down)
///   we      1A 50 | the same and the ms since it came, before the next frames
/// </code>
/// A wish to slow down doubles the interval of reduction for 15 s. In each body 1A is doubled.</remarks>
internal sealed class ReducePlusSpeech : FeedSpeech
{
    /// <summary>So many characters has a UUID with its hyphens, and so many are sent.</summary>
    public const int UuidLength = 36;

    private const int Greetings = 5;
    private const uint ClockMask = 0xFFFFFF;

    private static readonly TimeSpan SlowDownFor = TimeSpan.FromSeconds(15);

    private readonly string _uuid;
    private readonly OutputRule _rule, _slowRule;
    private readonly FeedCounters _counters;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly byte[] _unread = new byte[ClientCommands.BufferBytes];
    private int _unreadLength;
    private uint? _ping;
    private long _pingAt, _slowUntil = long.MinValue;

    public ReducePlusSpeech(string uuid, OutputRule rule, FeedCounters counters, TimeProvider time)
    {
        (_uuid, _rule, _counters, _time) = (uuid, rule, counters, time);
        _slowRule = rule with
        {
            Reduce = rule.Reduce is { } reduce ? reduce with { Interval = TimeSpan.FromTicks(Math.Min(2 * reduce.Interval.Ticks, Reduction.LongestInterval.Ticks)) } : null,
        };
    }

    /// <inheritdoc/>
    public override WireFormat Format => WireFormat.Beast;

    /// <inheritdoc/>
    public override OutputRule Rule => _time.GetTimestamp() < Volatile.Read(ref _slowUntil) ? _slowRule : _rule;

    /// <summary>What is said first.</summary>
    public static byte[] Greeting(string uuid) =>
    [
        0x1A, 0xE4, .. Encoding.ASCII.GetBytes(uuid.PadRight(UuidLength, 'f')),
        0x1A, (byte)'W', (byte)'O',
        .. Enumerable.Repeat(BeastWriter.Heartbeat.ToArray(), Greetings).SelectMany(x => x),
    ];

    /// <inheritdoc/>
    public override ValueTask OpenAsync(Link link, CancellationToken cancellationToken) => link.WriteAsync(Greeting(_uuid), cancellationToken);

    /// <inheritdoc/>
    public override void Hear(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, _unread.Length - _unreadLength);
            bytes[..taken].CopyTo(_unread.AsSpan(_unreadLength));
            bytes = bytes[taken..];
            var input = new SequenceReader<byte>(new ReadOnlySequence<byte>(_unread, 0, _unreadLength + taken));
            OperationStatus status;
            while ((status = BeastCommands.TryRead(ref input, out var command)) != OperationStatus.NeedMoreData)
            {
                if (status == OperationStatus.Done)
                    Obey(command);
            }

            _unreadLength = (int)input.Remaining;
            _unread.AsSpan((int)input.Consumed, _unreadLength).CopyTo(_unread);
        }
    }

    /// <inheritdoc/>
    public override int WriteDue(Span<byte> destination, TimeSpan sinceSent)
    {
        uint answer;
        lock (_lock)
        {
            if (_ping is not { } ping)
                return 0;
            answer = (ping + (uint)_time.GetElapsedTime(_pingAt).TotalMilliseconds) & ClockMask;
            _ping = null;
        }

        _counters.PingAnswered();
        return BeastWriter.WritePing(answer, destination);
    }

    private void Obey(in BeastFrame command)
    {
        switch (command.Kind)
        {
            case BeastFrameKind.Ping:
                lock (_lock)
                    (_ping, _pingAt) = ((uint)command.Value, _time.GetTimestamp());
                break;
            case BeastFrameKind.Wish when command.Value == 'S':
                Volatile.Write(ref _slowUntil, _time.GetTimestamp() + (long)(SlowDownFor.TotalSeconds * _time.TimestampFrequency));
                _counters.SlowedDown();
                break;
        }
    }
}
