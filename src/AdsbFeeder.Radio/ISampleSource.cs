using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Radio;

/// <summary>Where samples come from. One thread reads; any thread may dispose, which ends a waiting read.</summary>
public interface ISampleSource : IDisposable
{
    /// <summary>What it is, for people: a file name, a dongle's serial, the simulator.</summary>
    string Name { get; }

    /// <summary>Format of the bytes.</summary>
    SampleFormat Format { get; }

    /// <summary>Samples per second.</summary>
    int RateHertz { get; }

    /// <summary>What frames from these samples are marked with.</summary>
    FrameSource Provenance { get; }

    /// <summary>True when samples come at the pace of the clock, so that a block's end is now.</summary>
    bool IsLive { get; }

    /// <summary>Fills a part of the buffer, waiting for at least one byte; 0 at the end.</summary>
    /// <exception cref="IOException">The source failed.</exception>
    int Read(Span<byte> buffer);
}
