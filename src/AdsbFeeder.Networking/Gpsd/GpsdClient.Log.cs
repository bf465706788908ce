using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

internal static partial class GpsdClientLog
{
    [LoggerMessage(3400, LogLevel.Information, "The receiver's place comes from gpsd at {Target}")]
    public static partial void GpsdFollowed(this ILogger logger, LinkTarget target);

    [LoggerMessage(3401, LogLevel.Warning, "gpsd at {Target} tells no place ({Reason}); the last one stays, and it is tried again")]
    public static partial void GpsdLost(this ILogger logger, LinkTarget target, string reason);
}
