using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>Follows a receiver that moves: asks gpsd where it is, for as long as it lives.</summary>
/// <remarks>When gpsd goes away or loses its satellites the last place stays; a receiver that knows roughly where it is beats one that does not.</remarks>
public sealed class GpsdClient : IAsyncDisposable
{
    // gpsd_json(5) promises lines of at most 10,240 bytes.
    private const int LongestLine = 64 * 1024;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly LinkTarget _target;
    private readonly Action<ReceiverPlace> _moved;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly LinkDamping _damping;
    private readonly LinkDialer _dialer;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;
    private bool _toldDown, _toldPlace;
    private long _places, _garbage;

    private GpsdClient(LinkTarget target, Action<ReceiverPlace> moved, ILogger logger, TimeProvider time)
    {
        (_target, _moved, _logger, _time) = (target, moved, logger, time);
        _damping = new LinkDamping(time, Random.Shared);
        _dialer = new LinkDialer(new LinkOptions([target]), time);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Places that gpsd told.</summary>
    public long Places => Interlocked.Read(ref _places);

    /// <summary>Lines that were no JSON.</summary>
    public long GarbageLines => Interlocked.Read(ref _garbage);

    /// <summary>Connects, and calls <paramref name="moved"/> with each place until disposed.</summary>
    public static GpsdClient Start(LinkTarget target, Action<ReceiverPlace> moved, ILogger<GpsdClient> logger, TimeProvider time) => new(target, moved, logger, time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            string reason;
            long? upAt = null;
            try
            {
                await using var link = await _dialer.DialAsync(0, _ending.Token);
                upAt = _time.GetTimestamp();
                await link.WriteAsync(GpsdReport.Watch.ToArray(), _ending.Token);
                await FollowAsync(link);
                reason = "it closed the connection";
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is LinkException or IOException or System.Net.Sockets.SocketException)
            {
                reason = LinkException.Describe(e);
            }

            var pause = upAt is { } at ? _damping.Lost(_time.GetElapsedTime(at)) : _damping.Failed();
            if (!_toldDown)
                _logger.GpsdLost(_target, reason);
            (_toldDown, _toldPlace) = (true, false);
            await Task.Delay(pause, _time, _ending.Token);
        }
    }

    private async Task FollowAsync(Link link)
    {
        var pipe = new Pipe();
        while (true)
        {
            using (var silence = new CancellationTokenSource(Silence, _time))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, _ending.Token))
            {
                try
                {
                    var read = await link.ReadAsync(pipe.Writer.GetMemory(4096), either.Token);
                    if (read == 0)
                        return;
                    pipe.Writer.Advance(read);
                }
                catch (OperationCanceledException) when (!_ending.IsCancellationRequested)
                {
                    // gpsd reports every second while a receiver is plugged in; asked again it says what it has.
                    await link.WriteAsync(GpsdReport.Watch.ToArray(), _ending.Token);
                    continue;
                }
            }

            await pipe.Writer.FlushAsync(_ending.Token);
            pipe.Reader.TryRead(out var result);
            var rest = Take(result.Buffer);
            pipe.Reader.AdvanceTo(rest.Start, rest.End);
            if (rest.Length > LongestLine)
                throw new LinkException("what it sends are no lines of gpsd");
        }
    }

    private ReadOnlySequence<byte> Take(ReadOnlySequence<byte> bytes)
    {
        while (bytes.PositionOf((byte)'\n') is { } end)
        {
            var line = bytes.Slice(0, end);
            bytes = bytes.Slice(bytes.GetPosition(1, end));
            if (!GpsdReport.TryRead(line.IsSingleSegment ? line.FirstSpan : line.ToArray(), out var place))
                Interlocked.Increment(ref _garbage);
            if (place is null)
                continue;
            Interlocked.Increment(ref _places);
            if (!_toldPlace)
                _logger.GpsdFollowed(_target);
            (_toldPlace, _toldDown) = (true, false);
            _moved(place);
        }

        return bytes;
    }
}
