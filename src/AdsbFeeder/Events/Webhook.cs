using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace AdsbFeeder.Events;

/// <summary>Posts events to one URL, in order, and again when that fails.</summary>
/// <remarks><code>
///   200 to 299                                done
///   408, 425, 429, 500 and above, no answer   again after 1, 2, 4, ... at most 60 s, each times 0.5 to 1.5; Retry-After is heeded up to 5 minutes
///   307, 308 to the same computer and port    followed, three times at most
///   anything else                             given up: another try would not do better
/// </code>
/// An event is given up after ten minutes, and the oldest when 256 wait. Nobody waits for a server: each URL has a queue of its own.</remarks>
internal sealed partial class Webhook(Uri address, HttpClient http, TimeProvider time, Random random, ILogger logger)
{
    internal const int MostWaiting = 256;

    /// <summary>A server that takes longer than this to answer does not.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MostRedirects = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private long _delivered;
    private long _dropped;
    private bool _isFailing;

    /// <summary>Events that the server took.</summary>
    internal long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Events that were given up.</summary>
    internal long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Where, without what may be a secret: paths and queries of webhooks are keys.</summary>
    internal string Place { get; } = address.GetLeftPart(UriPartial.Authority);

    /// <summary>Puts an event in the queue; never waits.</summary>
    internal void Tell(ReadOnlyMemory<byte> body)
    {
        var waiting = new Waiting(body, time.GetTimestamp());
        while (!_queue.Writer.TryWrite(waiting))
        {
            if (_queue.Reader.TryRead(out _))
            {
                Drop("the queue is full");
            }
        }
    }

    /// <summary>Delivers until it is stopped.</summary>
    internal async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var waiting in _queue.Reader.ReadAllAsync(stopping))
        {
            await DeliverAsync(waiting, stopping);
        }
    }

    private async Task DeliverAsync(Waiting waiting, CancellationToken stopping)
    {
        for (var pause = FirstPause; ; pause = Min(pause * 2, LongestPause))
        {
            var answer = await PostAsync(waiting.Body, stopping);
            if (answer.Done)
            {
                Interlocked.Increment(ref _delivered);
                if (_isFailing)
                {
                    LogWorks(logger, Place);
                }

                _isFailing = false;
                return;
            }

            if (!answer.MayTryAgain || time.GetElapsedTime(waiting.Since) > Life)
            {
                Drop(answer.Reason);
                return;
            }

            Complain(answer.Reason);
            var wait = answer.RetryAfter is { } after ? Min(after, LongestRetryAfter) : pause * (0.5 + random.NextDouble());
            await Task.Delay(wait, time, stopping);
        }
    }

    private async Task<Answer> PostAsync(ReadOnlyMemory<byte> body, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var timer = time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), patience, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            var target = address;
            for (var redirects = 0; ; redirects++)
            {
                using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = content };
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || redirects == MostRedirects
                    || response.Headers.Location is not { } location || new Uri(target, location) is not { } next
                    || Uri.Compare(next, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
                {
                    return Answer.Of(response, time);
                }

                target = next;
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new Answer(false, true, $"no answer for {Patience.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new Answer(false, true, fault.InnerException?.Message ?? fault.Message);
        }
    }

    private void Drop(string reason)
    {
        Interlocked.Increment(ref _dropped);
        Complain(reason);
    }

    /// <summary>Once, until it works again.</summary>
    private void Complain(string reason)
    {
        if (!_isFailing)
        {
            LogFails(logger, Place, reason);
        }

        _isFailing = true;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private readonly record struct Waiting(ReadOnlyMemory<byte> Body, long Since);

    private readonly record struct Answer(bool Done, bool MayTryAgain, string Reason, TimeSpan? RetryAfter = null)
    {
        internal static Answer Of(HttpResponseMessage response, TimeProvider time)
        {
            var code = (int)response.StatusCode;
            var after = response.Headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - time.GetUtcNow() : null;
            var elsewhere = code is >= 300 and < 400 ? ", and redirects to elsewhere are not followed" : "";
            return new Answer(response.IsSuccessStatusCode, code is 408 or 425 or 429 or >= 500, $"it answers {code}{elsewhere}", after is { } time2 && time2 > TimeSpan.Zero ? time2 : null);
        }
    }

    [LoggerMessage(1318, LogLevel.Warning, "The webhook at {Place} fails: {Reason}")]
    private static partial void LogFails(ILogger logger, string place, string reason);

    [LoggerMessage(1319, LogLevel.Information, "The webhook at {Place} works again")]
    private static partial void LogWorks(ILogger logger, string place);
}
