using System.Diagnostics.Metrics;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>What the radio is doing, for <c>/metrics</c> and stats.json. Without a radio that comes and goes it says nothing.</summary>
internal sealed class RadioMetrics : IDisposable
{
    private readonly Meter _meter = new("AdsbFeeder.Radio");

    public RadioMetrics(IServiceProvider services)
    {
        Radio = services.GetService<ISampleSource>() as IRadioSource;
        if (Radio is not { } radio)
        {
            return;
        }

        _meter.CreateObservableGauge("adsb_radio_receiving", () => radio.Status.State == RadioState.Receiving ? 1 : 0, null, "1 while samples come from the radio.");
        _meter.CreateObservableGauge("adsb_radio_state", () => States(radio.Status), null, "1 for what the radio is doing, or why it does not receive; 0 for all else.");
        _meter.CreateObservableGauge("adsb_radio_gain_db", () => radio.Status.GainDecibels ?? 0, null, "Gain of the tuner, dB.");
        _meter.CreateObservableCounter("adsb_radio_reconnects_total", () => radio.Status.Reconnects, null, "How often the radio came back after it was gone.");
        _meter.CreateObservableCounter("adsb_radio_samples_lost_total", () => radio.Status.LostSamples, null, "Complex samples that USB or the network lost.");
    }

    /// <summary>The radio; null when samples come from elsewhere.</summary>
    internal IRadioSource? Radio { get; }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<int>> States(RadioStatus status)
    {
        foreach (var (name, state, fault) in Names)
        {
            yield return new Measurement<int>(status.State == state && status.Fault == fault ? 1 : 0, new KeyValuePair<string, object?>("state", name));
        }
    }

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
