using System.Net;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Serving;

/// <summary>Who may change what the service does.</summary>
/// <remarks>A page from elsewhere in a browser of this machine also comes from this machine. So a request that names another origin is refused, and
/// <c>local</c> wants a host name that cannot be another's (a name that was made to lead here would be its own origin). What a proxy forwards is not local.</remarks>
internal static class ControlRule
{
    private static readonly string[] ForwardedHeaders = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    /// <summary>Why a request may change nothing; null when it may.</summary>
    internal static string? Refusal(HttpContext context, ControlAccess access)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)))
        {
            return "A page from elsewhere may not change anything here.";
        }

        return access switch
        {
            ControlAccess.Network => null,
            ControlAccess.Off => "Changes over HTTP are off ([Http] Control = off).",
            _ => IsLocal(context) ? null : "Only this machine may change anything ([Http] Control = local).",
        };
    }

    /// <summary>True for a program or page of this machine itself, not for what a proxy on it passes on.</summary>
    internal static bool IsLocal(HttpContext context)
    {
        var remote = context.Connection.RemoteIpAddress;
        return remote is not null && IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote)
            && !ForwardedHeaders.Any(context.Request.Headers.ContainsKey)
            && (context.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
    }
}
