using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>Opens a link: asks for the addresses of each host anew and tries them all, one after the other.</summary>
internal sealed class LinkDialer(LinkOptions options, TimeProvider time)
{
    // Most addresses of one name that are tried; a name server that answers with thousands wins nothing.
    private const int MaxAddresses = 8;

    // tcp(7): bytes that are not acknowledged for this long end the connection. Left alone the kernel repeats them for a quarter of an hour.
    private const int TcpUserTimeout = 18, UnacknowledgedMilliseconds = 60_000;

    /// <summary>Opens a link to the first address that takes it.</summary>
    /// <param name="rotation">Where to begin: 0 with the first host and address; each further number one step on, so that a host that takes and drops everybody does not keep us.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LinkException">None took it; the message names them with their reasons.</exception>
    public async Task<Link> DialAsync(int rotation, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        for (var i = 0; i < options.Targets.Count; i++)
        {
            var target = options.Targets[(i + rotation) % options.Targets.Count];
            if (await TryHostAsync(target, rotation / options.Targets.Count, faults, cancellationToken) is { } link)
                return link;
        }

        throw new LinkException(string.Join("; ", faults));
    }

    private async Task<Link?> TryHostAsync(LinkTarget target, int rotation, List<string> faults, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(target, faults, cancellationToken);
        string? last = null;
        for (var i = 0; i < addresses.Length; i++)
        {
            var address = addresses[(i + rotation) % addresses.Length];
            try
            {
                return await ConnectAsync(target, new IPEndPoint(address, target.Port), cancellationToken);
            }
            catch (Exception e) when (e is SocketException or IOException or LinkException)
            {
                last = $"{(address.ToString() == target.Host ? target : string.Create(CultureInfo.InvariantCulture, $"{target} ({address})"))}: {LinkException.Describe(e)}";
            }
        }

        if (last is not null)
            faults.Add(addresses.Length == 1 ? last : string.Create(CultureInfo.InvariantCulture, $"{last} (the last of {addresses.Length} addresses)"));
        return null;
    }

    private async Task<IPAddress[]> ResolveAsync(LinkTarget target, List<string> faults, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(target.Host, out var literal))
            return [literal];
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // The resolver of the C library cannot be interrupted; WaitAsync leaves it behind.
            var addresses = await options.Resolve(target.Host, either.Token).WaitAsync(either.Token);
            if (addresses.Length == 0)
                faults.Add($"{target.Host}: no such name");
            return addresses.Length > MaxAddresses ? addresses[..MaxAddresses] : addresses;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            faults.Add($"{target.Host}: the name server does not answer");
        }
        catch (SocketException e)
        {
            faults.Add($"{target.Host}: {LinkException.Words(e.SocketErrorCode, e.Message)}");
        }

        return [];
    }

    private async Task<Link> ConnectAsync(LinkTarget target, IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var datagrams = options.Transport == FeedTransport.Udp;
        var socket = new Socket(endPoint.AddressFamily, datagrams ? SocketType.Dgram : SocketType.Stream, datagrams ? ProtocolType.Udp : ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint, either.Token);
            if (datagrams)
                return new Link(socket, null, target);

            // The kernel may give a port of our own as source and connect it to itself when nobody listens there.
            if (Equals(socket.LocalEndPoint, socket.RemoteEndPoint))
                throw new SocketException((int)SocketError.ConnectionRefused);
            TcpListening.Prepare(socket);
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption((int)ProtocolType.Tcp, TcpUserTimeout, BitConverter.GetBytes(UnacknowledgedMilliseconds));
            var stream = new NetworkStream(socket, ownsSocket: true);
            return new Link(socket, options.Transport == FeedTransport.Tls ? await LinkTls.SecureAsync(stream, target.Host, options, either.Token) : stream, target);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new LinkException(string.Create(CultureInfo.InvariantCulture, $"no answer within {options.ConnectTimeout.TotalSeconds:0} s"));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
