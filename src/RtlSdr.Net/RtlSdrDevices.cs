using System.Runtime.InteropServices;
using System.Text;
using RtlSdr.Net.Native;

namespace RtlSdr.Net;

/// <summary>The dongles on this machine.</summary>
public static class RtlSdrDevices
{
    /// <summary>Tells whether librtlsdr could be loaded. All else here throws <see cref="RtlSdrError.NoLibrary"/> when not.</summary>
    public static bool IsLibraryInstalled => LibraryLocator.Handle != 0;

    /// <summary>The name under which librtlsdr was found, or null.</summary>
    public static string? LibraryName => LibraryLocator.LoadedName;

    /// <summary>Tells whether this librtlsdr can switch a bias tee; before 0.6 none can.</summary>
    public static bool CanSwitchBiasTee => LibraryLocator.Exports("rtlsdr_set_bias_tee");

    /// <summary>Counts the dongles that are plugged in. Opens none.</summary>
    public static int Count
    {
        get
        {
            LibRtlSdr.Require();
            return (int)LibRtlSdr.GetDeviceCount();
        }
    }

    /// <summary>
    /// Lists the dongles that are plugged in, with their names. Each is opened for a moment, which disturbs no program that streams from it.
    /// One that may not be opened is listed with its <see cref="RtlSdrDeviceInfo.Problem"/>.
    /// </summary>
    /// <exception cref="RtlSdrException"><see cref="RtlSdrError.NoLibrary"/>.</exception>
    public static IReadOnlyList<RtlSdrDeviceInfo> List()
    {
        var count = Count;
        var list = new List<RtlSdrDeviceInfo>(count);
        for (var i = 0; i < count; i++)
            list.Add(Describe(i));
        return list;
    }

    /// <summary>Returns the index of the first dongle with this serial, or null. Compared exactly, as the EEPROM has it.</summary>
    public static int? IndexOf(string serial)
    {
        ArgumentNullException.ThrowIfNull(serial);
        return List().FirstOrDefault(d => d.Serial == serial)?.Index;
    }

    /// <summary>
    /// Completes when a dongle with this serial (null: any) is plugged in, asking every <paramref name="interval"/> (default 0.5 s). It also completes
    /// with one whose serial may not be read, so that opening it tells why.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    /// <exception cref="RtlSdrException"><see cref="RtlSdrError.NoLibrary"/>.</exception>
    public static async Task<RtlSdrDeviceInfo> WaitForAsync(
        string? serial, TimeSpan? interval = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var list = Count > 0 ? List() : []; // counting touches no device
            if ((list.FirstOrDefault(d => serial is null || d.Serial == serial) ?? list.FirstOrDefault(d => d.Problem is not null)) is { } found)
                return found;
            await Task.Delay(interval ?? TimeSpan.FromSeconds(0.5), time ?? TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }

    private static unsafe RtlSdrDeviceInfo Describe(int index)
    {
        // 256 bytes each, as rtl-sdr.h demands.
        var text = stackalloc byte[3 * LibRtlSdr.StringSize];
        byte* manufacturer = text, product = text + LibRtlSdr.StringSize, serial = text + 2 * LibRtlSdr.StringSize;
        new Span<byte>(text, 3 * LibRtlSdr.StringSize).Clear();

        var name = Text(LibRtlSdr.GetDeviceName((uint)index)) ?? "";
        var result = LibRtlSdr.GetDeviceUsbStrings((uint)index, manufacturer, product, serial);
        return result == 0
            ? new RtlSdrDeviceInfo(index, name, Text(manufacturer), Text(product), Text(serial), null)
            : new RtlSdrDeviceInfo(index, name, null, null, null, UsbErrors.KindOf(result));
    }

    /// <summary>A C string; null for none or an empty one. The bytes may be anything, as EEPROMs hold.</summary>
    internal static unsafe string? Text(byte* chars)
    {
        if (chars == null || *chars == 0)
            return null;
        return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(chars));
    }
}
