using System.Globalization;
using RtlSdr.Net.Native;
using RtlSdr.Net.Streaming;

namespace RtlSdr.Net;

/// <summary>
/// An open dongle. Settings may be changed from any thread, also while it streams, but not from inside a sample handler.
/// After <see cref="RtlSdrError.Unplugged"/> or <see cref="RtlSdrError.Silent"/> nothing but disposing it makes sense; then open it anew.
/// </summary>
public sealed partial class RtlSdrDevice : IDisposable
{
    private readonly DongleHandle _dongle;
    private readonly Lock _control = new();
    private readonly string _which;
    private readonly bool _hasNames;
    private SampleStream? _stream;
    private bool _disposed;

    private RtlSdrDevice(DongleHandle dongle, RtlSdrDeviceInfo info)
    {
        _dongle = dongle;
        Info = info;
        _which = Describe(info);
        _hasNames = IsAnswering(dongle);
        Tuner = (RtlSdrTuner)LibRtlSdr.GetTunerType(dongle);
        GainsTenthsDb = ReadGains(dongle);
    }

    /// <summary>The dongle's names, as read when it was opened.</summary>
    public RtlSdrDeviceInfo Info { get; }

    /// <summary>The tuner chip that answered.</summary>
    public RtlSdrTuner Tuner { get; }

    /// <summary>The tuner gains that can be set, ascending, in tenths of a dB: 29 of them from 0 to 496 on an R820T.</summary>
    public IReadOnlyList<int> GainsTenthsDb { get; }

    /// <summary>Asks the dongle for its names, and tells whether it answered; false means it is gone.</summary>
    public bool IsPresent
    {
        get
        {
            lock (_control)
                return !_disposed && (!_hasNames || IsAnswering(_dongle));
        }
    }

    /// <summary>Opens a dongle by its place in <see cref="RtlSdrDevices.List"/>, with its tuner found and everything else at librtlsdr's defaults.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="requireTuner">Whether a dongle whose tuner does not answer is refused. librtlsdr would open it for direct sampling.</param>
    /// <exception cref="RtlSdrException">Any <see cref="RtlSdrError"/> but <see cref="RtlSdrError.Silent"/>.</exception>
    public static RtlSdrDevice Open(int index, bool requireTuner = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var devices = RtlSdrDevices.List();
        if (index >= devices.Count)
            throw RtlSdrException.NotFound($"dongle number {index.ToString(CultureInfo.InvariantCulture)}", devices.Count);
        return Open(devices[index], requireTuner);
    }

    /// <summary>Opens the first dongle with this serial number, as the EEPROM has it.</summary>
    /// <inheritdoc cref="Open(int, bool)"/>
    public static RtlSdrDevice Open(string serial, bool requireTuner = true)
    {
        ArgumentNullException.ThrowIfNull(serial);
        var devices = RtlSdrDevices.List();
        if (devices.FirstOrDefault(d => d.Serial == serial) is { } found)
            return Open(found, requireTuner);

        // It may be one of those whose serial we were not allowed to read: then that is the news.
        if (devices.FirstOrDefault(d => d.Problem == RtlSdrError.AccessDenied) is { } denied)
            throw RtlSdrException.AccessDenied($"{Describe(denied)} to see whether its serial number is {serial}", UsbErrors.Access);
        throw RtlSdrException.NotFound($"dongle with the serial number {serial}", devices.Count);
    }

    /// <summary>Ends the stream, if there is one, and closes the dongle. Called in a sample handler it returns at once; the stream closes it.</summary>
    public void Dispose()
    {
        SampleStream? stream;
        lock (_control)
        {
            if (_disposed)
                return;
            _disposed = true;
            stream = _stream;
        }

        stream?.StopAndWait();
        _dongle.Dispose();
    }

    private static RtlSdrDevice Open(RtlSdrDeviceInfo info, bool requireTuner)
    {
        var result = LibRtlSdr.Open(out var dongle, (uint)info.Index);
        if (result != 0 || dongle.IsInvalid)
        {
            dongle.Dispose();
            throw OpenFailure(info, result);
        }

        try
        {
            var device = new RtlSdrDevice(dongle, info);
            if (device.Tuner == RtlSdrTuner.Unknown && requireTuner)
                throw device.Failure("the search for a tuner", 0);
            return device;
        }
        catch
        {
            dongle.Dispose();
            throw;
        }
    }

    private static RtlSdrException OpenFailure(RtlSdrDeviceInfo info, int result)
    {
        var which = Describe(info);
        if (result == 0) // librtlsdr's way to say that the kernel driver could not be detached
            result = UsbErrors.Busy;
        return UsbErrors.KindOf(result) switch
        {
            RtlSdrError.AccessDenied => RtlSdrException.AccessDenied(which, result),
            RtlSdrError.Busy => RtlSdrException.Busy(which, result, UsbOwner.Describe(info.Serial)),
            RtlSdrError.Unplugged => RtlSdrException.Unplugged(which, result),
            _ when RtlSdrDevices.Count <= info.Index => RtlSdrException.Unplugged(which, result),
            _ => RtlSdrException.Failed(which, "rtlsdr_open", result),
        };
    }

    private static string Describe(RtlSdrDeviceInfo info) => info.Serial is { } serial
        ? $"the dongle with serial number {serial}"
        : $"dongle number {info.Index.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>librtlsdr reports success whether or not the strings could be read, but leaves them empty when the dongle is gone.</summary>
    private static unsafe bool IsAnswering(DongleHandle dongle)
    {
        var text = stackalloc byte[3 * LibRtlSdr.StringSize];
        byte* manufacturer = text, product = text + LibRtlSdr.StringSize, serial = text + 2 * LibRtlSdr.StringSize;
        return LibRtlSdr.GetUsbStrings(dongle, manufacturer, product, serial) == 0
            && (*manufacturer != 0 || *product != 0 || *serial != 0);
    }

    private static unsafe int[] ReadGains(DongleHandle dongle)
    {
        var count = LibRtlSdr.GetTunerGains(dongle, null);
        if (count <= 0)
            return [];
        var gains = new int[count];
        fixed (int* first = gains)
            count = LibRtlSdr.GetTunerGains(dongle, first);
        Array.Sort(gains);
        return count == gains.Length ? gains : [];
    }

    private RtlSdrException Failure(string call, int result) =>
        _hasNames && !IsAnswering(_dongle) ? RtlSdrException.Unplugged(_which, result) : RtlSdrException.Failed(_which, call, result);
}
