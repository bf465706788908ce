using AdsbFeeder.Serving;

namespace AdsbFeeder.Feeding;

/// <summary>Who is told the addresses and programs of clients and senders: this machine, and whoever knows the control token. To others, who may see the map, they are no business.</summary>
internal static class PeerRule
{
    internal static bool Allows(HttpContext context, ControlToken token) => ControlRule.IsLocal(context) || token.Allows(context.Request.Headers.Authorization);
}
