using System.Buffers;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>One connection of a feed: takes the stream of the fan-out that the other side wants, and sends it until the connection breaks.</summary>
internal sealed class StreamSession(Link link, FeedSpeech speech, FeedCounters counters, TimeProvider time)
{
    /// <summary>A write that is not taken for this long ends the connection.</summary>
    public static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);

    // Longer than the longest introduction: OpenSky's, with its 30 requests for a number.
    private static readonly TimeSpan OpenLimit = 2 * StallLimit;

    /// <summary>Servers say a few bytes now and then. One that says more within a minute is no such server, and would keep a processor busy.</summary>
    public const int MostHeardInMinute = 1 << 20;

    private static readonly EncodedBlock Wake = new(ReadOnlyMemory<byte>.Empty, 0);

    private Subscription? _subscription;

    /// <summary>Introduces us, says that the link is up, and serves it until it breaks.</summary>
    /// <param name="subscribe">Takes a place in the fan-out, once the other side knows who we are.</param>
    /// <param name="up">Called then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LinkException">Why it ended. It never ends well.</exception>
    public async Task RunAsync(Func<Subscription> subscribe, Action up, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hearing = HearAsync(ending.Token);
        var speaking = SpeakAsync(subscribe, up, ending.Token);
        try
        {
            await await Task.WhenAny(hearing, speaking);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new LinkException(LinkException.Describe(e), e);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(hearing, speaking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SpeakAsync(Func<Subscription> subscribe, Action up, CancellationToken cancellationToken)
    {
        await WithinLimitAsync(token => speech.OpenAsync(link, token), OpenLimit, cancellationToken);
        var lastSent = time.GetTimestamp();
        var due = new byte[FeedSpeech.MaxDue];
        using var subscription = subscribe();
        counters.Follow(subscription);
        Volatile.Write(ref _subscription, subscription);
        using var tick = time.CreateTimer(_ => subscription.Offer(Wake), null, speech.Tick, speech.Tick);
        up();
        try
        {
            while (true)
            {
                subscription.Rule = speech.Rule;
                var block = await subscription.ReadAsync(cancellationToken);
                if (speech.WriteDue(due, time.GetElapsedTime(lastSent)) is var length and > 0)
                    await SendAsync(due.AsMemory(0, length), default);
                if (!block.Bytes.IsEmpty)
                {
                    await SendAsync(block.Bytes, block.Sources);
                    subscription.Sent(block);
                }
            }
        }
        finally
        {
            counters.Follow(null);
        }

        async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, SourceCounts frames)
        {
            await WithinLimitAsync(token => link.WriteAsync(bytes, token), StallLimit, cancellationToken);
            lastSent = time.GetTimestamp();
            counters.Sent(bytes.Length, frames);
        }
    }

    private async ValueTask WithinLimitAsync(Func<CancellationToken, ValueTask> write, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await write(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException("the other side takes nothing any more");
        }
    }

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        var (minute, heard) = (time.GetTimestamp(), 0);
        try
        {
            while (await link.ReadAsync(buffer, cancellationToken) is var read && (read > 0 || link.IsDatagram))
            {
                if (time.GetElapsedTime(minute) >= TimeSpan.FromMinutes(1))
                    (minute, heard) = (time.GetTimestamp(), 0);
                if ((heard += read) > MostHeardInMinute)
                    throw new LinkException("the other side sends more than a mebibyte a minute, but a server has little to say: is Port one that takes frames?");
                speech.Hear(buffer.AsSpan(0, read));
                Volatile.Read(ref _subscription)?.Offer(Wake);   // what is owed now is sent at once
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        throw new LinkException("the other side closed the connection");
    }
}
