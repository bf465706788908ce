namespace RtlSdr.Net;

/// <summary>A dongle on the bus, not opened.</summary>
/// <param name="Index">Its place in the list, from 0. It changes when dongles come and go; the serial does not.</param>
/// <param name="Name">What librtlsdr calls this USB product, e.g. "Generic RTL2832U OEM".</param>
/// <param name="Manufacturer">From its EEPROM, or null when it could not be read.</param>
/// <param name="Product">From its EEPROM, or null when it could not be read.</param>
/// <param name="Serial">From its EEPROM, or null when it could not be read. Many dongles share "00000001" until set by rtl_eeprom.</param>
/// <param name="Problem">Why it could not be read, mostly <see cref="RtlSdrError.AccessDenied"/>; null when all is well.</param>
public sealed record RtlSdrDeviceInfo(
    int Index, string Name, string? Manufacturer, string? Product, string? Serial, RtlSdrError? Problem);
