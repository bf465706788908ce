using System.Globalization;
using AdsbFeeder.Dsp;
using RtlSdr.Net;

namespace AdsbFeeder.Radio;

/// <summary>How a dongle is to be used.</summary>
public sealed record RtlSdrSourceOptions
{
    /// <summary>Its serial number; null for any dongle.</summary>
    public string? Serial { get; init; }

    /// <summary>Samples per second.</summary>
    public int RateHertz { get; init; } = 2_400_000;

    /// <summary>Tuner gain.</summary>
    public GainChoice Gain { get; init; } = GainChoice.Automatic;

    /// <summary>Error of its crystal, parts per million.</summary>
    public int PpmCorrection { get; init; }

    /// <summary>Power for an amplifier on the antenna cable.</summary>
    public bool BiasTee { get; init; }

    /// <summary>The converter's own gain control.</summary>
    public bool DigitalAgc { get; init; }

    /// <summary>Without samples for so long the dongle is opened anew.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(1.5);
}

/// <summary>An RTL-SDR dongle that may be pulled, hang, be busy or forbidden, and comes back by its serial number.</summary>
public sealed class RtlSdrSource(RtlSdrSourceOptions options, TimeProvider time) : RadioSource(options.RateHertz, SampleFormat.Uc8, time)
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time = time;
    private RtlSdrDevice? _device;
    private double _wantedGain = options.Gain.Start;
    private double[] _gains = [];
    private string _greeting = "";

    /// <inheritdoc/>
    public override string Name => options.Serial is { } serial ? $"the RTL-SDR dongle with serial number {serial}" : "an RTL-SDR dongle";

    /// <inheritdoc/>
    public override IReadOnlyList<double> GainsDecibels => Volatile.Read(ref _gains);

    /// <inheritdoc/>
    private protected override string Greeting => _greeting;

    /// <inheritdoc/>
    public override void SetGain(double decibels)
    {
        lock (_lock)
        {
            _wantedGain = decibels;
            if (_device is { } device)
            {
                try
                {
                    Set(device);
                }
                catch (RtlSdrException)
                {
                    // The dongle is going away: the stream's end tells why, and the next session sets the gain.
                }
            }
        }
    }

    /// <inheritdoc/>
    private protected override async Task RunSessionAsync(SampleTaker taker, CancellationToken stopping)
    {
        try
        {
            using var device = Open();
            ReportStarting();
            device.Apply(new RtlSdrSettings
            {
                SampleRateHz = (uint)options.RateHertz,
                FrequencyCorrectionPpm = options.PpmCorrection,
                DigitalAgc = options.DigitalAgc,
                BiasTee = options.BiasTee ? true : RtlSdrDevices.CanSwitchBiasTee ? false : null,
                GainTenthsDb = device.GainsTenthsDb.Count > 0 ? device.GainsTenthsDb[^1] : null,
            });
            try
            {
                lock (_lock)
                {
                    Volatile.Write(ref _gains, [.. device.GainsTenthsDb.Select(tenths => tenths / 10.0)]);
                    Set(device);
                    _device = device;
                }

                var gain = device.GainTenthsDb is { } tenths ? string.Create(CultureInfo.InvariantCulture, $"gain {tenths / 10.0:0.0} dB") : "gain left to the tuner";
                _greeting = $"Receiving from the dongle with serial number {device.Info.Serial ?? "(none)"} (tuner {device.Tuner}, {gain})";
                await device.StreamAsync(taker, new RtlSdrStreamOptions { SilenceTimeout = options.SilenceTimeout, Time = _time }, stopping).ConfigureAwait(false);
            }
            finally
            {
                lock (_lock)
                {
                    _device = null;
                }
            }
        }
        catch (RtlSdrException fault)
        {
            throw new RadioFaultException(KindOf(fault.Error), fault.Message);
        }
    }

    /// <summary>Looks for the dongle without touching others, and opens it. librtlsdr prints a line for each dongle that it cannot open, so that is tried last.</summary>
    private RtlSdrDevice Open()
    {
        IReadOnlyList<RtlSdrDeviceInfo> all = RtlSdrDevices.Count == 0 ? [] : RtlSdrDevices.List();
        RtlSdrException? refusal = null;
        foreach (var candidate in all.Where(dongle => dongle.Problem is null && (options.Serial is null || dongle.Serial == options.Serial)))
        {
            try
            {
                return RtlSdrDevice.Open(candidate.Index);
            }
            catch (RtlSdrException fault)
            {
                refusal ??= fault;
            }
        }

        if (refusal is not null)
        {
            throw refusal;
        }

        throw all.FirstOrDefault(dongle => dongle.Problem is not null) is { Problem: { } problem } unread
            ? Unreadable(unread, problem)
            : new RadioFaultException(RadioFault.Absent, Absent(all));
    }

    private static RadioFaultException Unreadable(RtlSdrDeviceInfo dongle, RtlSdrError problem) => problem == RtlSdrError.AccessDenied
        ? new RadioFaultException(
            RadioFault.AccessDenied,
            $"A dongle is plugged in ({dongle.Name}), but this user ({Environment.UserName}) may not open it. `adsbfeeder doctor` tells the commands that allow it; it is tried again all the time")
        : new RadioFaultException(RadioFault.Failed, $"A dongle is plugged in ({dongle.Name}), but it does not answer. Pull it out and plug it in again, if it stays so");

    private string Absent(IReadOnlyList<RtlSdrDeviceInfo> others)
    {
        if (others.Count == 0)
        {
            return "No RTL-SDR dongle is plugged in. Waiting for one; nothing needs to be restarted";
        }

        var serials = string.Join(", ", others.Select(dongle => dongle.Serial ?? "(none)"));
        return $"The dongle with serial number {options.Serial} is not plugged in, only: {serials}. Waiting for it; [Source] Serial chooses another";
    }

    private void Set(RtlSdrDevice device)
    {
        if (GainChoice.Nearest(_gains, _wantedGain) is { } gain)
        {
            ReportGain(device.SetGain((int)Math.Round(gain * 10)) / 10.0);
        }
    }

    private static RadioFault KindOf(RtlSdrError error) => error switch
    {
        RtlSdrError.NoLibrary => RadioFault.NoLibrary,
        RtlSdrError.NotFound => RadioFault.Absent,
        RtlSdrError.AccessDenied => RadioFault.AccessDenied,
        RtlSdrError.Busy => RadioFault.Busy,
        RtlSdrError.Unplugged => RadioFault.Unplugged,
        RtlSdrError.Silent => RadioFault.Silent,
        _ => RadioFault.Failed,
    };
}
