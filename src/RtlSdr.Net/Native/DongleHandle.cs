using Microsoft.Win32.SafeHandles;

namespace RtlSdr.Net.Native;

/// <summary>
/// librtlsdr's handle of an open dongle. Each call holds it, so that it is closed only once the last call (a stream above all) has returned.
/// </summary>
internal sealed class DongleHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public DongleHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle() => LibRtlSdr.Close(handle) == 0;
}
