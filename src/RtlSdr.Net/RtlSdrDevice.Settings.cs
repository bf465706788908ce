using RtlSdr.Net.Native;

namespace RtlSdr.Net;

/// <content>Everything that is set before or while samples flow. Each throws <see cref="RtlSdrException"/> when the dongle refuses.</content>
public sealed partial class RtlSdrDevice
{
    private bool _digitalAgc;
    private bool _biasTee;

    /// <summary>The frequency in the middle of the received band, Hz; 0 before it is first set.</summary>
    public uint CenterFrequencyHz
    {
        get => Read(LibRtlSdr.GetCenterFrequency);
        set => Do("rtlsdr_set_center_freq", dongle => LibRtlSdr.SetCenterFrequency(dongle, value));
    }

    /// <summary>
    /// Complex samples a second: 225,001 to 300,000 or 900,001 to 3,200,000; above 2,560,000 most dongles lose some.
    /// Reads back as the rate that the dongle really makes. It cannot be changed while samples are streamed.
    /// </summary>
    public uint SampleRateHz
    {
        get => Read(LibRtlSdr.GetSampleRate);
        set
        {
            if (value is not ((> 225_000 and <= 300_000) or (> 900_000 and <= 3_200_000)))
                throw new ArgumentOutOfRangeException(nameof(value), value, "The RTL2832U makes 225001-300000 or 900001-3200000 samples a second.");
            if (_streaming)
                throw new InvalidOperationException("The sample rate cannot be changed while samples are streamed.");
            Do("rtlsdr_set_sample_rate", dongle => LibRtlSdr.SetSampleRate(dongle, value));
        }
    }

    /// <summary>The error of the dongle's crystal that is corrected, in parts per million.</summary>
    public int FrequencyCorrectionPpm
    {
        get => Read(LibRtlSdr.GetFrequencyCorrection);
        set => Do("rtlsdr_set_freq_correction", dongle =>
            LibRtlSdr.GetFrequencyCorrection(dongle) == value ? 0 : LibRtlSdr.SetFrequencyCorrection(dongle, value)); // the same again is refused
    }

    /// <summary>The tuner gain in force, in tenths of a dB; null while the tuner chooses.</summary>
    public int? GainTenthsDb { get; private set; }

    /// <summary>The digital gain control of the RTL2832U, behind the converter. It is off at first and does pulses no good.</summary>
    public bool DigitalAgc
    {
        get => _digitalAgc;
        set
        {
            Do("rtlsdr_set_agc_mode", dongle => LibRtlSdr.SetAgcMode(dongle, value ? 1 : 0));
            _digitalAgc = value;
        }
    }

    /// <summary>
    /// Power for an amplifier on the antenna cable (GPIO 0). It may stay on when the dongle is closed.
    /// <see cref="RtlSdrDevices.CanSwitchBiasTee"/> tells beforehand whether this librtlsdr knows how.
    /// </summary>
    public bool BiasTee
    {
        get => _biasTee;
        set
        {
            if (!RtlSdrDevices.CanSwitchBiasTee)
            {
                throw new RtlSdrException(
                    RtlSdrError.Failed,
                    "This librtlsdr is too old to switch the bias tee (rtlsdr_set_bias_tee is missing): install version 0.6 or later.");
            }

            Do("rtlsdr_set_bias_tee", dongle => LibRtlSdr.SetBiasTee(dongle, value ? 1 : 0));
            _biasTee = value;
        }
    }

    /// <summary>Sets the tuner gain to the nearest that there is, and returns it, in tenths of a dB. Ends the tuner's own gain control.</summary>
    public int SetGain(int tenthsDb)
    {
        var nearest = Nearest(GainsTenthsDb, tenthsDb);
        Do("rtlsdr_set_tuner_gain_mode", dongle => LibRtlSdr.SetTunerGainMode(dongle, 1));
        Do("rtlsdr_set_tuner_gain", dongle => LibRtlSdr.SetTunerGain(dongle, nearest));
        GainTenthsDb = nearest;
        return nearest;
    }

    /// <summary>Lets the tuner choose its gain.</summary>
    public void UseTunerAgc()
    {
        Do("rtlsdr_set_tuner_gain_mode", dongle => LibRtlSdr.SetTunerGainMode(dongle, 0));
        GainTenthsDb = null;
    }

    /// <summary>Sets the width of the tuner's filter, Hz; 0 lets it follow the sample rate.</summary>
    public void SetTunerBandwidth(uint hertz) =>
        Do("rtlsdr_set_tuner_bandwidth", dongle => LibRtlSdr.SetTunerBandwidth(dongle, hertz));

    /// <summary>Sets tuning beside the wanted frequency, against the spike in the middle; R820T and R828D do not need it and refuse.</summary>
    public void SetOffsetTuning(bool on) =>
        Do("rtlsdr_set_offset_tuning", dongle => LibRtlSdr.SetOffsetTuning(dongle, on ? 1 : 0));

    /// <summary>Makes sure that samples come through the tuner, not from the converter's own pins. Does nothing when they do.</summary>
    public void DisableDirectSampling() => Do("rtlsdr_set_direct_sampling", dongle =>
        LibRtlSdr.GetDirectSampling(dongle) == 0 ? 0 : LibRtlSdr.SetDirectSampling(dongle, 0));

    /// <summary>Sends an 8-bit counter instead of samples, with which <see cref="TestCounter"/> finds every loss. Ends <see cref="DigitalAgc"/>.</summary>
    public void SetTestMode(bool on)
    {
        Do("rtlsdr_set_testmode", dongle => LibRtlSdr.SetTestMode(dongle, on ? 1 : 0));
        _digitalAgc = false;
    }

    internal static int Nearest(IReadOnlyList<int> gains, int wanted) =>
        gains.Count == 0 ? wanted : gains.MinBy(gain => Math.Abs((long)gain - wanted));

    private T Read<T>(Func<DongleHandle, T> get)
    {
        lock (_control)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return get(_dongle);
        }
    }

    /// <summary>librtlsdr keeps no order among threads that set things: we do.</summary>
    private void Do(string call, Func<DongleHandle, int> set)
    {
        lock (_control)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var result = set(_dongle);
            if (result < 0)
                throw Failure(call, result);
        }
    }
}
