namespace AdsbFeeder.Radio;

/// <summary>A receiver that comes and goes while the program stays.</summary>
public interface IRadio
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>What it is doing, from any thread.</summary>
    RadioStatus Status { get; }

    /// <summary>Called with the new status when state, fault or gain change, on any thread; must be quick.</summary>
    Action<RadioStatus>? Changed { get; set; }
}

/// <summary>A radio that gives samples: its <see cref="ISampleSource.Read"/> waits for it for as long as it takes.</summary>
public interface IRadioSource : IBufferedSource, IRadio
{
    /// <inheritdoc cref="IRadio.Name"/>
    new string Name { get; }

    /// <summary>The gains that it can be set to, ascending, dB; empty while they are unknown.</summary>
    IReadOnlyList<double> GainsDecibels { get; }

    /// <summary>Sets the gain, now and after every reconnect. Does nothing to a radio that is away.</summary>
    /// <param name="decibels">The nearest possible one is taken.</param>
    void SetGain(double decibels);
}
