using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

/// <summary>Accepts connections for as long as it lives, serves each in its own task, and lets no failure of accept() stop it.</summary>
internal sealed class TcpAcceptor : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(1);

    private readonly ListenerOptions _options;
    private readonly Func<CancellationToken, ValueTask<Socket>> _accept;
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly KeyValuePair<string, object?> _tag;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private readonly Task _accepting;
    private int _clients;
    private bool _full;

    /// <param name="options">Where, and how many.</param>
    /// <param name="accept">Waits for a connection; the socket's own method but for tests.</param>
    /// <param name="serve">Serves a connection until it ends; owns the socket.</param>
    /// <param name="time">For pauses after failures.</param>
    /// <param name="logger">For states.</param>
    public TcpAcceptor(
        ListenerOptions options, Func<CancellationToken, ValueTask<Socket>> accept, Func<Socket, CancellationToken, Task> serve, TimeProvider time, ILogger logger)
    {
        (_options, _accept, _serve, _time, _logger) = (options, accept, serve, time, logger);
        _tag = new("listener", options.Setting);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Stops accepting, ends every connection and waits for them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _accepting;
        await Task.WhenAll(_serving.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var pause = TimeSpan.Zero;
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var socket = await _accept(_ending.Token);
                pause = TimeSpan.Zero;
                Start(socket);
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Out of file descriptors or memory, or a client that left before we came: the listener outlives them all.
                NetworkingMetrics.AcceptErrors.Add(1, _tag);
                if (pause == TimeSpan.Zero)
                    _logger.AcceptFailed(_options.Setting, e.Message);
                pause = pause == TimeSpan.Zero ? FirstPause : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
                await Task.Delay(pause, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Start(Socket socket)
    {
        if (Volatile.Read(ref _clients) >= _options.MaxClients)
        {
            socket.Dispose();
            NetworkingMetrics.RefusedConnections.Add(1, _tag);
            if (!_full)
                _logger.TooManyClients(_options.Setting, _options.MaxClients);
            _full = true;
            return;
        }

        _full = false;
        Interlocked.Increment(ref _clients);
        NetworkingMetrics.Connections.Add(1, _tag);
        var task = Task.Run(() => ServeAsync(socket));
        _serving[task] = true;
        task.ContinueWith(x => _serving.TryRemove(x, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket)
    {
        EndPoint? remote = null;
        try
        {
            remote = socket.RemoteEndPoint; // throws when the client has gone already
            TcpListening.Prepare(socket);
            _logger.ClientConnected(_options.Setting, remote);
            await _serve(socket, _ending.Token);
            _logger.ClientLeft(_options.Setting, remote, "closed");
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException)
        {
            _logger.ClientLeft(_options.Setting, remote, e.Message);
        }
        catch (Exception e)
        {
            _logger.ServingFailed(e, _options.Setting, remote);
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
            socket.Dispose();
        }
    }
}
