namespace RtlSdr.Net;

/// <summary>What stands between the program and the dongle. Each needs another cure, so a program may act on it.</summary>
public enum RtlSdrError
{
    /// <summary>Something else; the message has librtlsdr's call and result.</summary>
    Failed,

    /// <summary>librtlsdr is not installed.</summary>
    NoLibrary,

    /// <summary>No dongle has this index or serial number.</summary>
    NotFound,

    /// <summary>The user may not open the USB device.</summary>
    AccessDenied,

    /// <summary>Another program, or the kernel's television driver, holds the dongle.</summary>
    Busy,

    /// <summary>The dongle was pulled out, or reset itself, while it was open. Dispose it and open it again.</summary>
    Unplugged,

    /// <summary>The dongle is there but has stopped sending samples. Dispose it and open it again; replugging may be needed.</summary>
    Silent,
}
