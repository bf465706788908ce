using AdsbFeeder.Configuration;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Reception;

/// <summary>One antenna and what hears with it.</summary>
internal sealed class Receiver
{
    private long _frames;
    private long _duplicates;

    /// <summary>A receiver of samples.</summary>
    internal Receiver(int number, string name, SourceSettings settings, IBufferedSource source, ILogger<GainControl> logger, TimeProvider time)
    {
        (Number, Name, Settings, Source, Radio) = (number, name, settings, source, source as IRadio);
        Gain = source is IRadioSource radio ? new GainControl(radio, name, settings.Gain, logger, time) : null;
        Crystal = Radio is null ? null : new CrystalError(source.RateHertz, time.TimestampFrequency);
    }

    /// <summary>A receiver that demodulates by itself.</summary>
    internal Receiver(int number, string name, SourceSettings settings, SerialRadio serial) =>
        (Number, Name, Settings, Serial, Radio) = (number, name, settings, serial, serial);

    /// <summary>Its place among all; 0 is the one whose clock the outputs show.</summary>
    internal int Number { get; }

    /// <summary>Its name in the log, metrics and <c>/api</c>.</summary>
    internal string Name { get; }

    internal SourceSettings Settings { get; }

    /// <summary>Where its samples come from; null when it sends frames.</summary>
    internal IBufferedSource? Source { get; }

    /// <summary>Where its frames come from; null when it sends samples.</summary>
    internal SerialRadio? Serial { get; }

    /// <summary>The device that comes and goes; null for recordings and the simulator.</summary>
    internal IRadio? Radio { get; }

    /// <summary>Its gain; null where there is none to set.</summary>
    internal GainControl? Gain { get; }

    /// <summary>How fast its clock runs; null for recordings and the simulator, whose clock is this computer's.</summary>
    internal CrystalError? Crystal { get; }

    /// <summary>What its demodulator counted.</summary>
    internal ReceptionState State { get; } = new();

    /// <summary>Frames that it heard.</summary>
    internal long Frames => Volatile.Read(ref _frames);

    /// <summary>Among them those that another receiver had brought before.</summary>
    internal long Duplicates => Volatile.Read(ref _duplicates);

    internal void CountFrames(int count) => Interlocked.Add(ref _frames, count);

    internal void CountDuplicate() => Interlocked.Increment(ref _duplicates);
}
