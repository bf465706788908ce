namespace AdsbFeeder.Radio;

/// <summary>A radio that comes and goes while the program stays: its <see cref="ISampleSource.Read"/> waits for it for as long as it takes.</summary>
/// <remarks>What one read returns is without a gap. After each read the caller asks <see cref="TakeLostSamples"/>, so that its clock goes on over the gap before.</remarks>
public interface IRadioSource : ISampleSource
{
    /// <summary>What it is doing, from any thread.</summary>
    RadioStatus Status { get; }

    /// <summary>The gains that it can be set to, ascending, dB; empty while they are unknown.</summary>
    IReadOnlyList<double> GainsDecibels { get; }

    /// <summary>Complex samples that are missing right before what the last read returned: lost, dropped, or never sent because the radio was away.</summary>
    long TakeLostSamples();

    /// <summary>Sets the gain, now and after every reconnect. Does nothing to a radio that is away.</summary>
    /// <param name="decibels">The nearest possible one is taken.</param>
    void SetGain(double decibels);

    /// <summary>Called with the new status when state, fault or gain change, on any thread; must be quick.</summary>
    Action<RadioStatus>? Changed { get; set; }
}
