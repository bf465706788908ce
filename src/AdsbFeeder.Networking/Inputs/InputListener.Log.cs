using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Networking;

internal static partial class InputListenerLog
{
    [LoggerMessage(3200, LogLevel.Warning, "{Input}: {Remote} sends hardly anything but garbage, more than {Limit} bytes of it, and is cut off.")]
    public static partial void SenderCutOff(this ILogger logger, string input, string remote, long limit);

    [LoggerMessage(3201, LogLevel.Information, "{Input}: {Garbage} of {Bytes} bytes from {Remote} belonged to none of its {Frames} frames.")]
    public static partial void SenderSentGarbage(this ILogger logger, string input, string remote, long garbage, long bytes, long frames);
}
