namespace RtlSdr.Net.Native;

/// <summary>What librtlsdr's results mean where they are libusb's: in opening a dongle and in reading from it.</summary>
internal static class UsbErrors
{
    internal const int Access = -3;
    internal const int NoDevice = -4;
    internal const int Busy = -6;

    internal static RtlSdrError KindOf(int result) => result switch
    {
        Access => RtlSdrError.AccessDenied,
        NoDevice => RtlSdrError.Unplugged,
        Busy => RtlSdrError.Busy,
        _ => RtlSdrError.Failed,
    };
}
