using System.Runtime.InteropServices;

namespace RtlSdr.Net.Native;

/// <summary>The functions of librtlsdr that we call; see rtl-sdr.h. Results below 0 are errors, often libusb's.</summary>
internal static unsafe partial class LibRtlSdr
{
    internal const string Name = "rtlsdr";

    /// <summary>Every string of librtlsdr's is written to a buffer of this size.</summary>
    internal const int StringSize = 256;

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_device_count")]
    internal static partial uint GetDeviceCount();

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_device_name")]
    internal static partial byte* GetDeviceName(uint index);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_device_usb_strings")]
    internal static partial int GetDeviceUsbStrings(uint index, byte* manufacturer, byte* product, byte* serial);

    [LibraryImport(Name, EntryPoint = "rtlsdr_open")]
    internal static partial int Open(out DongleHandle dongle, uint index);

    [LibraryImport(Name, EntryPoint = "rtlsdr_close")]
    internal static partial int Close(nint dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_usb_strings")]
    internal static partial int GetUsbStrings(DongleHandle dongle, byte* manufacturer, byte* product, byte* serial);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_tuner_type")]
    internal static partial int GetTunerType(DongleHandle dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_center_freq")]
    internal static partial int SetCenterFrequency(DongleHandle dongle, uint hertz);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_center_freq")]
    internal static partial uint GetCenterFrequency(DongleHandle dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_freq_correction")]
    internal static partial int SetFrequencyCorrection(DongleHandle dongle, int ppm);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_freq_correction")]
    internal static partial int GetFrequencyCorrection(DongleHandle dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_sample_rate")]
    internal static partial int SetSampleRate(DongleHandle dongle, uint hertz);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_sample_rate")]
    internal static partial uint GetSampleRate(DongleHandle dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_tuner_gains")]
    internal static partial int GetTunerGains(DongleHandle dongle, int* gains);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_tuner_gain_mode")]
    internal static partial int SetTunerGainMode(DongleHandle dongle, int manual);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_tuner_gain")]
    internal static partial int SetTunerGain(DongleHandle dongle, int tenthsDb);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_tuner_gain")]
    internal static partial int GetTunerGain(DongleHandle dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_tuner_bandwidth")]
    internal static partial int SetTunerBandwidth(DongleHandle dongle, uint hertz);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_agc_mode")]
    internal static partial int SetAgcMode(DongleHandle dongle, int on);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_direct_sampling")]
    internal static partial int SetDirectSampling(DongleHandle dongle, int on);

    [LibraryImport(Name, EntryPoint = "rtlsdr_get_direct_sampling")]
    internal static partial int GetDirectSampling(DongleHandle dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_offset_tuning")]
    internal static partial int SetOffsetTuning(DongleHandle dongle, int on);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_testmode")]
    internal static partial int SetTestMode(DongleHandle dongle, int on);

    [LibraryImport(Name, EntryPoint = "rtlsdr_set_bias_tee")]
    internal static partial int SetBiasTee(DongleHandle dongle, int on);

    [LibraryImport(Name, EntryPoint = "rtlsdr_reset_buffer")]
    internal static partial int ResetBuffer(DongleHandle dongle);

    [LibraryImport(Name, EntryPoint = "rtlsdr_read_sync")]
    internal static partial int ReadSync(DongleHandle dongle, byte* buffer, int length, out int read);

    [LibraryImport(Name, EntryPoint = "rtlsdr_read_async")]
    internal static partial int ReadAsync(
        DongleHandle dongle, delegate* unmanaged[Cdecl]<byte*, uint, nint, void> callback, nint context, uint buffers, uint length);

    [LibraryImport(Name, EntryPoint = "rtlsdr_cancel_async")]
    internal static partial int CancelAsync(DongleHandle dongle);

    /// <summary>Loads the library if that has not been done.</summary>
    /// <exception cref="RtlSdrException"><see cref="RtlSdrError.NoLibrary"/>.</exception>
    internal static void Require()
    {
        if (LibraryLocator.Handle == 0)
            throw RtlSdrException.NoLibrary(LibraryLocator.Candidates);
    }

    static LibRtlSdr() =>
        NativeLibrary.SetDllImportResolver(
            typeof(LibRtlSdr).Assembly, static (name, _, _) => name == Name ? LibraryLocator.Handle : 0);
}
