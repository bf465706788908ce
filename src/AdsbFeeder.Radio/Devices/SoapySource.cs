using System.Globalization;
using System.Runtime.InteropServices;
using AdsbFeeder.Dsp;
using AdsbFeeder.Radio.Soapy;
using RtlSdr.Net;

namespace AdsbFeeder.Radio;

/// <summary>How a radio behind SoapySDR is to be used.</summary>
public sealed record SoapySourceOptions
{
    /// <summary>Which one, as SoapySDR writes it: <c>driver=airspy, serial=0x1234</c>; empty for the first.</summary>
    public string Device { get; init; } = "";

    /// <summary>Samples per second; one of the radio's own.</summary>
    public int RateHertz { get; init; } = 2_400_000;

    /// <summary>Gain, spread over its amplifiers by the module.</summary>
    public GainChoice Gain { get; init; } = GainChoice.Automatic;

    /// <summary>Error of its crystal, parts per million.</summary>
    public int PpmCorrection { get; init; }

    /// <summary>Power for an amplifier on the antenna cable.</summary>
    public bool BiasTee { get; init; }

    /// <summary>Without samples for so long it is opened anew.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>Any radio that SoapySDR has a module for (Airspy, HackRF, SDRplay, Pluto, LimeSDR …) at a rate of its own, as 16-bit samples.</summary>
public sealed class SoapySource(SoapySourceOptions options, TimeProvider time) : RadioSource(options.RateHertz, SampleFormat.Sc16, time)
{
    private const double FrequencyHertz = 1_090_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time = time;
    private SoapyDevice? _device;
    private double _wantedGain = options.Gain.Start;
    private double[] _gains = [];
    private string _greeting = "";

    /// <summary>True when SoapySDR can be loaded.</summary>
    public static bool IsLibraryInstalled => LibSoapy.IsInstalled;

    /// <inheritdoc/>
    public override string Name => options.Device.Length > 0 ? $"the SoapySDR radio {options.Device}" : "the first SoapySDR radio";

    /// <inheritdoc/>
    public override IReadOnlyList<double> GainsDecibels => Volatile.Read(ref _gains);

    /// <inheritdoc/>
    private protected override string Greeting => _greeting;

    /// <summary>How many radios fit a description; all, when it is empty. The library must be installed.</summary>
    public static int Count(string device)
    {
        LibSoapy.SetLogLevel(LibSoapy.LogErrors);
        return SoapyDevice.Count(device);
    }

    /// <inheritdoc/>
    public override void SetGain(double decibels)
    {
        lock (_lock)
        {
            _wantedGain = decibels;
            if (_device is { } device)
            {
                Set(device);
            }
        }
    }

    /// <inheritdoc/>
    private protected override Task RunSessionAsync(SampleTaker taker, CancellationToken stopping) =>
        Task.Factory.StartNew(() => Session(taker, stopping), stopping, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Session(SampleTaker taker, CancellationToken stopping)
    {
        if (!LibSoapy.IsInstalled)
        {
            throw new RadioFaultException(RadioFault.NoLibrary, "SoapySDR is not installed: sudo apt-get install soapysdr0.8-module-all   (or only the module of this radio)");
        }

        if (Count(options.Device) == 0)
        {
            throw new RadioFaultException(RadioFault.Absent, $"{Capital(Name)} is not plugged in, or its module is not installed; `SoapySDRUtil --find` lists what there is. Waiting for it");
        }

        using var device = SoapyDevice.Open(options.Device);
        ReportStarting();
        device.SetSampleRate(options.RateHertz);
        device.SetFrequency(FrequencyHertz);
        device.SetFrequencyCorrection(options.PpmCorrection);
        if (options.BiasTee)
        {
            device.SwitchBiasTeeOn();
        }

        try
        {
            lock (_lock)
            {
                Volatile.Write(ref _gains, [.. device.GainsDecibels]);
                Set(device);
                _device = device;
            }

            _greeting = string.Create(CultureInfo.InvariantCulture, $"Receiving from {device.Hardware} (SoapySDR's driver {device.Driver}, {SampleRate.Format(options.RateHertz)}, gain {Status.GainDecibels:0.0} dB)");
            Stream(device, taker, stopping);
        }
        finally
        {
            lock (_lock)
            {
                _device = null;
            }
        }
    }

    private void Stream(SoapyDevice device, SampleTaker taker, CancellationToken stopping)
    {
        var numbers = new short[2 * device.Start()];
        var losses = new LossEstimator(options.RateHertz);
        var last = _time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            var count = device.Read(numbers, Tick);
            var now = _time.GetTimestamp();
            if (count > 0)
            {
                if (losses.Add(count, now / (double)_time.TimestampFrequency) is > 0 and var lost)
                {
                    taker.OnLoss(lost);
                }

                taker.OnSamples(MemoryMarshal.AsBytes(numbers.AsSpan(0, 2 * count)));
                last = now;
            }
            else if (count is not (0 or LibSoapy.Timeout or LibSoapy.Overflow))
            {
                throw SoapyDevice.Count(options.Device) == 0 ? Unplugged() : new RadioFaultException(RadioFault.Failed, $"{Capital(Name)} has stopped (SoapySDR's error {count}). It is opened anew");
            }
            else if (_time.GetElapsedTime(last) > options.SilenceTimeout)
            {
                throw SoapyDevice.Count(options.Device) == 0 ? Unplugged() : new RadioFaultException(
                    RadioFault.Silent, $"{Capital(Name)} has sent no samples for {options.SilenceTimeout.TotalSeconds:0.#} s. It is opened anew; if it stays so, plug it in again");
            }
        }
    }

    private RadioFaultException Unplugged() => new(RadioFault.Unplugged, $"{Capital(Name)} was unplugged. Waiting for it; nothing needs to be restarted");

    private void Set(SoapyDevice device)
    {
        if (GainChoice.Nearest(_gains, _wantedGain) is { } gain)
        {
            ReportGain(device.SetGain(gain));
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
