namespace RtlSdr.Net.Tests.Bench;

/// <summary>A test that needs librtlsdr and the emulated dongle; it is skipped, saying so, where they cannot be had.</summary>
public sealed class DongleFactAttribute : FactAttribute
{
    public DongleFactAttribute() => Skip = EmulatedDongle.Missing;
}
