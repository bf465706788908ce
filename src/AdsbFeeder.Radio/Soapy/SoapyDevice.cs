using System.Globalization;
using System.Runtime.InteropServices;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio.Soapy;

/// <summary>A radio that SoapySDR opened, and its stream of 16-bit samples.</summary>
internal sealed unsafe class SoapyDevice : IDisposable
{
    private const double FullScale = 32768;

    /// <summary>A tuner with steps of a thousandth has no use for them all.</summary>
    private const int MostGains = 200;

    private readonly nint _device;
    private nint _stream;
    private int _shift;

    private SoapyDevice(nint device)
    {
        _device = device;
        Driver = LibSoapy.Take(LibSoapy.DriverKey(device));
        Hardware = LibSoapy.Take(LibSoapy.HardwareKey(device));
        var range = LibSoapy.GetGainRange(device, LibSoapy.Receive, 0);
        GainsDecibels = Gains(range);
    }

    /// <summary>SoapySDR's name of the module.</summary>
    internal string Driver { get; }

    /// <summary>What the module calls the device.</summary>
    internal string Hardware { get; }

    /// <summary>The gains that it can be set to, ascending, dB.</summary>
    internal IReadOnlyList<double> GainsDecibels { get; }

    /// <summary>How many radios fit a description.</summary>
    internal static int Count(string wanted)
    {
        var list = LibSoapy.Enumerate(wanted, out var count);
        LibSoapy.Clear(list, count);
        return (int)count;
    }

    /// <summary>Opens the first radio that fits.</summary>
    /// <exception cref="RadioFaultException">It cannot be opened; the words are the module's.</exception>
    internal static SoapyDevice Open(string wanted)
    {
        var device = LibSoapy.Make(wanted);
        return device != 0 ? new SoapyDevice(device) : throw new RadioFaultException(
            RadioFault.Failed, $"The SoapySDR radio {wanted} is there, but cannot be opened: {Words()}. Another program may use it, or this user may not; it is tried again all the time");
    }

    public void Dispose()
    {
        if (_stream != 0)
        {
            _ = LibSoapy.DeactivateStream(_device, _stream, 0, 0);
            _ = LibSoapy.CloseStream(_device, _stream);
        }

        _ = LibSoapy.Unmake(_device);
    }

    /// <summary>Sets the rate, which must be exact: the clock of the outputs counts samples.</summary>
    /// <exception cref="RadioFaultException">It has no such rate; the message lists those that serve.</exception>
    internal void SetSampleRate(int hertz)
    {
        if (LibSoapy.SetSampleRate(_device, LibSoapy.Receive, 0, hertz) < 0 || Math.Abs(LibSoapy.GetSampleRate(_device, LibSoapy.Receive, 0) - hertz) > 1)
        {
            var rates = LibSoapy.GetSampleRateRange(_device, LibSoapy.Receive, 0, out var count);
            var served = SampleRates.Supported.Where(rate => IsWithin(new ReadOnlySpan<LibSoapy.Range>(rates, (int)count), rate)).Select(SampleRate.Format).ToList();
            LibSoapy.Free(rates);
            throw new RadioFaultException(
                RadioFault.Failed, $"{Hardware} has no rate of {SampleRate.Format(hertz)}. [Source] SampleRate can be {(served.Count > 0 ? string.Join(", ", served) : "none of those that can be demodulated")}");
        }
    }

    /// <exception cref="RadioFaultException">It cannot be tuned.</exception>
    internal void SetFrequency(double hertz)
    {
        if (LibSoapy.SetFrequency(_device, LibSoapy.Receive, 0, hertz, null) < 0)
        {
            throw new RadioFaultException(RadioFault.Failed, string.Create(CultureInfo.InvariantCulture, $"{Hardware} cannot be tuned to {hertz / 1e6} MHz: {Words()}"));
        }
    }

    /// <summary>Not every radio can; then its crystal is good enough.</summary>
    internal void SetFrequencyCorrection(int partsPerMillion)
    {
        if (partsPerMillion != 0)
        {
            _ = LibSoapy.SetFrequencyCorrection(_device, LibSoapy.Receive, 0, partsPerMillion);
        }
    }

    /// <summary>Switches the power on the antenna cable on.</summary>
    /// <exception cref="RadioFaultException">How this driver calls it is not known, or it refused.</exception>
    internal void SwitchBiasTeeOn()
    {
        var (key, value) = Driver.ToUpperInvariant() switch
        {
            "RTLSDR" or "AIRSPY" => ("biastee", "true"),
            "HACKRF" => ("bias_tx", "true"),
            "SDRPLAY" => ("biasT_ctrl", "true"),
            _ => throw new RadioFaultException(RadioFault.Failed, $"[Source] BiasTee is on, but SoapySDR's driver {Driver} has none that is known here"),
        };
        if (LibSoapy.WriteSetting(_device, key, value) < 0)
        {
            throw new RadioFaultException(RadioFault.Failed, $"The bias tee of {Hardware} cannot be switched on: {Words()}");
        }
    }

    /// <summary>Sets the gain and returns what it became.</summary>
    internal double SetGain(double decibels)
    {
        _ = LibSoapy.SetGainMode(_device, LibSoapy.Receive, 0, 0); // a radio without a gain control of its own refuses
        _ = LibSoapy.SetGain(_device, LibSoapy.Receive, 0, decibels);
        return LibSoapy.GetGain(_device, LibSoapy.Receive, 0);
    }

    /// <summary>Begins to stream.</summary>
    /// <returns>How many samples to read at once.</returns>
    /// <exception cref="RadioFaultException">It does not.</exception>
    internal int Start()
    {
        // A radio with 12 bits may hand them over in 16 as they are.
        var native = LibSoapy.Take(LibSoapy.GetNativeStreamFormat(_device, LibSoapy.Receive, 0, out var fullScale));
        _shift = native == "CS16" && fullScale is >= 1 and < FullScale ? (int)Math.Round(Math.Log2(FullScale / fullScale)) : 0;
        nuint channel = 0;
        _stream = LibSoapy.SetupStream(_device, LibSoapy.Receive, "CS16", &channel, 1, null);
        if (_stream == 0 || LibSoapy.ActivateStream(_device, _stream, 0, 0, 0) < 0)
        {
            throw new RadioFaultException(RadioFault.Failed, $"{Hardware} does not stream: {Words()}. It is tried again all the time");
        }

        return (int)Math.Clamp(LibSoapy.GetStreamMtu(_device, _stream), 1024, 1 << 18);
    }

    /// <summary>Waits for samples: their number, or a code of SoapySDR below 0.</summary>
    internal int Read(Span<short> numbers, TimeSpan patience)
    {
        fixed (short* first = numbers)
        {
            void* buffer = first;
            var count = LibSoapy.ReadStream(_device, _stream, &buffer, (nuint)(numbers.Length / 2), out _, out _, new CLong((int)patience.TotalMicroseconds));
            if (_shift > 0)
            {
                foreach (ref var number in numbers[..(2 * Math.Max(0, count))])
                {
                    number <<= _shift;
                }
            }

            return count;
        }
    }

    private static List<double> Gains(LibSoapy.Range range)
    {
        var step = range.Step > 0 && (range.Maximum - range.Minimum) / range.Step <= MostGains ? range.Step : Math.Max(1, (range.Maximum - range.Minimum) / MostGains);
        var gains = new List<double>();
        for (var gain = range.Minimum; gain < range.Maximum - (step / 2); gain += step)
        {
            gains.Add(gain);
        }

        gains.Add(range.Maximum);
        return gains;
    }

    private static bool IsWithin(ReadOnlySpan<LibSoapy.Range> ranges, double rate)
    {
        foreach (var range in ranges)
        {
            if (rate >= range.Minimum - 1 && rate <= range.Maximum + 1)
            {
                return true;
            }
        }

        return false;
    }

    private static string Words() => Marshal.PtrToStringUTF8((nint)LibSoapy.LastError()) is { Length: > 0 } words ? words.TrimEnd('.') : "the module does not say why";
}
