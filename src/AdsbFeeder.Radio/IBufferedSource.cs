namespace AdsbFeeder.Radio;

/// <summary>A source that does not wait for its reader: samples lie in a ring, and those for which there is no room are dropped and counted.</summary>
/// <remarks>What one read returns is without a gap. After each read the caller asks <see cref="TakeLostSamples"/>, so that its clock goes on over the gap before.</remarks>
public interface IBufferedSource : ISampleSource
{
    /// <summary>Complex samples that are missing right before what the last read returned: lost, dropped, or never sent because the radio was away.</summary>
    long TakeLostSamples();

    /// <summary>Complex samples dropped because they were read too slowly.</summary>
    long DroppedSamples { get; }

    /// <summary>How long ago the last sample of the block came from which the last read took its samples.</summary>
    TimeSpan Age { get; }
}
