using System.Net.Sockets;

namespace AdsbFeeder.Networking.Tests.Listening;

public class TcpAcceptorTests
{
    [Fact]
    public async Task No_failure_of_accept_stops_the_listener()
    {
        var time = new ManualTime();
        var log = new LogBook<TcpAcceptorTests>();
        using var socket = TcpListening.Open(Samples.AnyPort);
        var calls = 0;
        var served = 0;
        await using var acceptor = new TcpAcceptor(
            Samples.AnyPort,
            token => Interlocked.Increment(ref calls) <= 5 ? throw new SocketException((int)SocketError.TooManyOpenSockets) : socket.AcceptAsync(token),
            (_, _) =>
            {
                Interlocked.Increment(ref served);
                return Task.CompletedTask;
            },
            time,
            log);

        await Peer.Until(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return Volatile.Read(ref calls) == 6;
            },
            "it tries a sixth time");
        using var peer = Peer.Connect((System.Net.IPEndPoint)socket.LocalEndPoint!);
        await Peer.Until(() => served == 1, "the client is served");

        Assert.Equal(1, log.Count(3100));
    }

    [Fact]
    public void A_machine_that_is_gone_is_noticed_within_two_minutes()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        TcpListening.Prepare(socket);

        int Tcp(SocketOptionName name) => (int)socket.GetSocketOption(SocketOptionLevel.Tcp, name)!;
        Assert.NotEqual(0, (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
        Assert.InRange(Tcp(SocketOptionName.TcpKeepAliveTime) + Tcp(SocketOptionName.TcpKeepAliveInterval) * Tcp(SocketOptionName.TcpKeepAliveRetryCount), 30, 120);
    }

    [Fact]
    public async Task It_pauses_between_failures()
    {
        var time = new ManualTime();
        var calls = 0;
        await using var acceptor = new TcpAcceptor(
            Samples.AnyPort,
            _ =>
            {
                Interlocked.Increment(ref calls);
                throw new SocketException((int)SocketError.TooManyOpenSockets);
            },
            (_, _) => Task.CompletedTask,
            time,
            new LogBook<TcpAcceptorTests>());

        await Peer.Until(() => Volatile.Read(ref calls) == 1, "the first failure");
        await Task.Delay(30);

        Assert.Equal(1, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task A_bug_in_serving_one_client_is_logged_and_hurts_no_other()
    {
        var log = new LogBook<TcpAcceptorTests>();
        using var socket = TcpListening.Open(Samples.AnyPort);
        await using var acceptor = new TcpAcceptor(
            Samples.AnyPort, socket.AcceptAsync, (_, _) => throw new InvalidOperationException("a bug"), TimeProvider.System, log);

        using var first = Peer.Connect((System.Net.IPEndPoint)socket.LocalEndPoint!);
        Assert.True(first.IsClosedByOther());
        using var second = Peer.Connect((System.Net.IPEndPoint)socket.LocalEndPoint!);
        Assert.True(second.IsClosedByOther());

        await Peer.Until(() => log.Count(3104) == 2, "both are logged");
    }
}
