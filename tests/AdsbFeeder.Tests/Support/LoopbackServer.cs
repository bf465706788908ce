using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AdsbFeeder.Tests.Support;

/// <summary>A web server on this machine that answers as a test says, byte for byte: also wrongly, late, or not at all.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<Request, NetworkStream, CancellationToken, Task> _answer;

    internal LoopbackServer(Func<Request, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    internal sealed record Request(int Number, string Head, string Body)
    {
        internal string Line => Head[..Head.IndexOf('\r', StringComparison.Ordinal)];
    }

    internal ConcurrentQueue<Request> Requests { get; } = new();

    internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>A whole answer with a length, after which the connection is closed.</summary>
    internal static async Task SendAsync(NetworkStream stream, string status, byte[] body, string headers = "", CancellationToken cancellation = default)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n"), cancellation);
        await stream.WriteAsync(body, cancellation);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Stop();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    await _answer(request, stream, _stopping.Token);
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client left, or the test is over.
            }
        }
    }

    private async Task<Request?> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            if (text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0)
            {
                var head = text.ToString(0, end + 2);
                var at = head.IndexOf("Content-Length:", StringComparison.OrdinalIgnoreCase);
                var length = at < 0 ? 0 : int.Parse(head.AsSpan(at + 15, head.IndexOf('\r', at) - at - 15), provider: System.Globalization.CultureInfo.InvariantCulture);
                if (text.Length >= end + 4 + length)
                {
                    return new Request(Requests.Count + 1, head, text.ToString(end + 4, length));
                }
            }

            var read = await stream.ReadAsync(buffer, _stopping.Token);
            if (read == 0)
            {
                return null;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }
}
