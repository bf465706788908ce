using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdsbFeeder.Networking;

/// <summary>A port cannot be listened on. The message is one line for the owner of the machine; the exit code is 69 (unavailable).</summary>
public sealed class ListenException : Exception
{
    internal ListenException(ListenerOptions options, SocketException reason, string? holder)
        : base(Describe(options, reason, holder), reason)
    {
        (Address, Port, Setting, Holder) = (options.Address, options.Port, options.Setting, holder);
    }

    /// <summary>The address that was asked for.</summary>
    public IPAddress Address { get; }

    /// <summary>The port that was asked for.</summary>
    public int Port { get; }

    /// <summary>The key of the configuration that asked for it.</summary>
    public string Setting { get; }

    /// <summary>Name and number of the process that has the port, where the system tells.</summary>
    public string? Holder { get; }

    private static string Describe(ListenerOptions options, SocketException reason, string? holder)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"Port {options.Port} on {options.Address} ({options.Setting})");
        return reason.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"{place} is already in use{(holder is null ? "" : " by " + holder)}.",
            SocketError.AccessDenied => $"{place} needs privileges: ports below 1024 belong to root.",
            SocketError.AddressNotAvailable => $"{place}: this machine has no such address.",
            _ => $"{place} cannot be opened: {reason.Message}.",
        };
    }
}
