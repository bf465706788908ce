using System.Diagnostics.Metrics;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>Each receiver by its name, for <c>/metrics</c>. Those with <c>radio</c> in their names are of devices that come and go.</summary>
internal sealed class ReceiverMetrics
{
    private readonly Meter _meter;
    private readonly Receivers _receivers;

    public ReceiverMetrics(IMeterFactory meters, Receivers receivers)
    {
        _meter = meters.Create("AdsbFeeder.Radio");
        _receivers = receivers;
        if (receivers.All.Any(receiver => receiver.Radio is not null))
        {
            AddRadios();
        }

        if (receivers.All.Count > 0)
        {
            Counter("adsb_receiver_frames_total", "{frame}", "Frames that the receiver heard.", receiver => receiver.Frames);
            Counter("adsb_receiver_duplicates_total", "{frame}", "Among them those that another receiver had heard as well, and that were dropped.", receiver => receiver.Duplicates);
            Counter("adsb_receiver_samples_total", "{sample}", "Complex samples taken from the receiver.", receiver => receiver.State.Statistics.Samples);
            Gauge("adsb_receiver_noise_dbfs", "dBFS", "Noise in the sampled band relative to full scale.", receiver =>
                receiver.State.Statistics is { Samples: > 0, NoiseFloorDbfs: var noise } && double.IsFinite(noise) ? noise : null);
            Gauge("adsb_receiver_arrival_noise_seconds", "s", "Root mean square error that noise makes in times of arrival from 12 dB up, as halves of late frames tell; there after some hundred frames.", receiver =>
                receiver.State.Statistics is { Samples: > 0, ArrivalNoiseNanoseconds: var nanoseconds } && double.IsFinite(nanoseconds) ? nanoseconds * 1e-9 : null);
            Gauge("adsb_receiver_stray_carriers", "{carrier}", "Steady carriers beside the traffic that are being taken out of the samples: oscillators, other services.", receiver =>
                receiver.State.Statistics is { Samples: > 0 } counted ? counted.StrayCarriers : null);
            Gauge("adsb_receiver_filter_learned", null, "1 while the filter is one that this receiver's noise and pulses taught, 0 while it is the designed one.", receiver =>
                receiver.State.Statistics is { Samples: > 0 } counted ? counted.IsFilterLearned ? 1 : 0 : null);
        }
    }

    private void AddRadios()
    {
        Gauge("adsb_radio_receiving", null, "1 while the radio is there and receives.", receiver => receiver.Radio is { } radio ? radio.Status.State == RadioState.Receiving ? 1 : 0 : null);
        _meter.CreateObservableGauge("adsb_radio_state", States, null, "1 for what the radio is doing, or why it does not receive; 0 for all else.");
        Gauge("adsb_radio_gain_db", "dB", "Gain of the tuner, dB.", receiver => receiver.Radio?.Status.GainDecibels);
        Gauge("adsb_radio_clock_error_ppm", "ppm", "How much too fast the radio's crystal runs against this computer's clock, parts per million; there after two minutes without lost samples.", receiver => receiver.Crystal?.Ppm is { } ppm ? Math.Round(ppm, 1) : null);
        Counter("adsb_radio_reconnects_total", "{reconnect}", "How often the radio came back after it was gone.", receiver => receiver.Radio?.Status.Reconnects);
        Counter("adsb_radio_samples_lost_total", "{sample}", "Complex samples that USB or the network lost.", receiver => receiver.Radio?.Status.LostSamples);
        Counter("adsb_radio_samples_dropped_total", "{sample}", "Complex samples dropped because the processor was too slow.", receiver => receiver.Source?.DroppedSamples);
    }

    private void Gauge(string name, string? unit, string help, Func<Receiver, double?> read) => _meter.CreateObservableGauge(name, () => Read(read), unit, help);

    private void Counter(string name, string? unit, string help, Func<Receiver, double?> read) => _meter.CreateObservableCounter(name, () => Read(read), unit, help);

    private IEnumerable<Measurement<double>> Read(Func<Receiver, double?> read)
    {
        foreach (var receiver in _receivers.All)
        {
            if (read(receiver) is { } value)
            {
                yield return new Measurement<double>(value, new KeyValuePair<string, object?>("receiver", receiver.Name));
            }
        }
    }

    private IEnumerable<Measurement<int>> States()
    {
        foreach (var receiver in _receivers.All.Where(receiver => receiver.Radio is not null))
        {
            var status = receiver.Radio!.Status;
            foreach (var (name, state, fault) in Names)
            {
                yield return new Measurement<int>(
                    status.State == state && status.Fault == fault ? 1 : 0, new KeyValuePair<string, object?>("receiver", receiver.Name), new KeyValuePair<string, object?>("state", name));
            }
        }
    }

    /// <summary>What a status is called in metrics and JSON.</summary>
    internal static string NameOf(RadioStatus status) => Array.Find(Names, row => row.State == status.State && row.Fault == status.Fault).Name ?? "starting";

    private static readonly (string Name, RadioState State, RadioFault Fault)[] Names =
    [
        ("receiving", RadioState.Receiving, RadioFault.None),
        ("absent", RadioState.Waiting, RadioFault.Absent),
        ("unplugged", RadioState.Waiting, RadioFault.Unplugged),
        ("access_denied", RadioState.Waiting, RadioFault.AccessDenied),
        ("busy", RadioState.Waiting, RadioFault.Busy),
        ("silent", RadioState.Waiting, RadioFault.Silent),
        ("failed", RadioState.Waiting, RadioFault.Failed),
        ("no_library", RadioState.Waiting, RadioFault.NoLibrary),
        ("unreachable", RadioState.Waiting, RadioFault.Unreachable),
    ];
}
