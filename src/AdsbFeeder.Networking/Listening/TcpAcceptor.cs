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
    private readonly HostCounts _hosts;
    private readonly Lock _entering = new();
    private int _clients;
    private bool _full, _hostFull, _stranger;

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
        NetworkingMetrics.BeginListener(_tag);
        _hosts = new HostCounts(options.MaxClientsPerHost);
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
        EndPoint? remote;
        try
        {
            remote = socket.RemoteEndPoint;
        }
        catch (SocketException)
        {
            // It has gone already.
            socket.Dispose();
            return;
        }

        if (!TryEnter(remote))
        {
            NetworkingMetrics.RefusedConnections.Add(1, _tag);
            socket.Dispose();
            return;
        }

        NetworkingMetrics.Connections.Add(1, _tag);
        var task = Task.Run(() => ServeAsync(socket, remote));
        _serving[task] = true;
        task.ContinueWith(x => _serving.TryRemove(x, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    // Of refusals in a row one line tells: those who try again every second shall not fill the log.
    private bool TryEnter(EndPoint? remote)
    {
        lock (_entering)
        {
            if (!_options.HasProxyHeader && !_options.Allow.Allows(remote))
            {
                if (!_stranger)
                    _logger.NotAllowed(_options.Setting, Peers.Describe(remote), _options.Allow.ToString());
                _stranger = true;
                return false;
            }

            if (_clients >= _options.MaxClients)
            {
                if (!_full)
                    _logger.TooManyClients(_options.Setting, _options.MaxClients);
                _full = true;
                return false;
            }

            if (!_hosts.TryEnter(remote))
            {
                if (!_hostFull)
                    _logger.TooManyOfHost(_options.Setting, _options.MaxClientsPerHost, Peers.Describe(remote));
                _hostFull = true;
                return false;
            }

            _clients++;
            NetworkingMetrics.OpenConnections.Add(1, _tag);
            _full = _hostFull = _stranger = false;
            return true;
        }
    }

    private async Task ServeAsync(Socket socket, EndPoint? remote)
    {
        var name = Peers.Describe(remote);
        try
        {
            TcpListening.Prepare(socket);
            _logger.ClientConnected(_options.Setting, name);
            await _serve(socket, _ending.Token);
            _logger.ClientLeft(_options.Setting, name, "closed");
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or InvalidDataException)
        {
            _logger.ClientLeft(_options.Setting, name, e.Message);
        }
        catch (Exception e)
        {
            _logger.ServingFailed(e, _options.Setting, name);
        }
        finally
        {
            lock (_entering)
            {
                _clients--;
                NetworkingMetrics.OpenConnections.Add(-1, _tag);
                _hosts.Leave(remote);
            }

            socket.Dispose();
        }
    }
}
