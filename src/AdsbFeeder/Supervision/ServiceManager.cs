using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AdsbFeeder.Supervision;

/// <summary>Datagrams to the service manager that started us, as sd_notify(3) describes them; without one it says nothing.</summary>
/// <remarks><code>
///   READY=1            all ports are open
///   STATUS=text        a line for systemctl status
///   WATCHDOG=1         still alive; due within half of WATCHDOG_USEC
///   STOPPING=1         on the way out
/// </code>
/// The socket is named by NOTIFY_SOCKET; a leading @ means the abstract namespace of Linux.</remarks>
internal sealed class ServiceManager : IDisposable
{
    private readonly Socket? _socket;

    private ServiceManager(Socket? socket, TimeSpan? watchdog) => (_socket, WatchdogPeriod) = (socket, watchdog);

    /// <summary>True when there is somebody to tell.</summary>
    internal bool IsThere => _socket is not null;

    /// <summary>How often the manager wants to hear from us; null when it does not watch.</summary>
    internal TimeSpan? WatchdogPeriod { get; }

    /// <summary>The manager that the environment names, if it does.</summary>
    internal static ServiceManager FromEnvironment() => Create(
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"));

    internal static ServiceManager Create(string? path, string? watchdogMicroseconds, string? watchdogProcess)
    {
        if (string.IsNullOrEmpty(path))
        {
            return new ServiceManager(null, null);
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        }
        catch (SocketException)
        {
            socket.Dispose();
            return new ServiceManager(null, null);
        }

        var ours = watchdogProcess is null || watchdogProcess == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var watchdog = ours && long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : (TimeSpan?)null;
        return new ServiceManager(socket, watchdog);
    }

    /// <summary>Tells it; a manager that does not listen is not waited for.</summary>
    /// <param name="lines">Assignments, as above.</param>
    internal void Tell(params ReadOnlySpan<string> lines)
    {
        if (_socket is null)
        {
            return;
        }

        try
        {
            _socket.Send(Encoding.UTF8.GetBytes(string.Join('\n', lines!)));
        }
        catch (SocketException)
        {
            // Its queue is full or it is gone. The next one will tell.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();
}
