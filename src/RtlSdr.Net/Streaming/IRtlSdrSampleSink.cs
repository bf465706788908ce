namespace RtlSdr.Net;

/// <summary>Takes samples as they come.</summary>
public interface IRtlSdrSampleSink
{
    /// <summary>
    /// Takes one transfer: interleaved I and Q, one unsigned byte each, 127.5 being zero. The memory is valid until this returns: copy what is to stay.
    /// Calls never overlap, but may come from different threads. They must be quick (while all transfers wait, samples are lost),
    /// may throw (which ends the stream with that exception), and must not call the device, except to dispose it.
    /// </summary>
    public void OnSamples(ReadOnlySpan<byte> samples);

    /// <summary>
    /// Tells, before the samples that follow the gap, that about so many complex samples were lost. Found by the clock
    /// (<see cref="LossEstimator"/>), so small gaps escape it.
    /// </summary>
    public void OnLoss(long complexSamples)
    {
    }
}

/// <summary>Takes one transfer of samples; see <see cref="IRtlSdrSampleSink.OnSamples"/>.</summary>
public delegate void RtlSdrSampleHandler(ReadOnlySpan<byte> samples);
