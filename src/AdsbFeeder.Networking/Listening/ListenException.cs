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
        (Place, Setting, Holder) = (options.Place, options.Setting, holder);
    }

    /// <summary>The place that was asked for.</summary>
    public ListenPlace Place { get; }

    /// <summary>The key of the configuration that asked for it.</summary>
    public string Setting { get; }

    /// <summary>Name and number of the process that has the port, where the system tells.</summary>
    public string? Holder { get; }

    private static string Describe(ListenerOptions options, SocketException reason, string? holder)
    {
        var place = options.Place.EndPoint is IPEndPoint ip
            ? string.Create(CultureInfo.InvariantCulture, $"Port {ip.Port} on {ip.Address} ({options.Setting})")
            : $"{options.Place} ({options.Setting})";
        return reason.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"{place} is already in use{(holder is null ? "" : " by " + holder)}.",
            SocketError.AccessDenied when options.Place.Port is null => $"{place} cannot be made: this user may not write to its directory.",
            SocketError.AccessDenied => $"{place} needs privileges: ports below 1024 belong to root.",
            SocketError.AddressNotAvailable => $"{place}: this machine has no such address.",
            _ => $"{place} cannot be opened: {reason.Message}.",
        };
    }
}
