using RtlSdr.Net.Native;
using RtlSdr.Net.Streaming;

namespace RtlSdr.Net;

/// <content>Samples, as a stream or one piece at a time.</content>
public sealed partial class RtlSdrDevice
{
    private bool _streaming;

    /// <summary>What the running stream has done so far, or else the last one.</summary>
    public RtlSdrStreamStatistics Statistics => _stream?.Statistics ?? default;

    /// <summary>Sets everything at once; the sample rate first, for the rest depends on it.</summary>
    public void Apply(RtlSdrSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        DisableDirectSampling();
        SampleRateHz = settings.SampleRateHz;
        FrequencyCorrectionPpm = settings.FrequencyCorrectionPpm;
        SetTunerBandwidth(settings.TunerBandwidthHz);
        CenterFrequencyHz = settings.CenterFrequencyHz;
        if (settings.GainTenthsDb is { } gain)
            SetGain(gain);
        else
            UseTunerAgc();
        DigitalAgc = settings.DigitalAgc;
        if (settings.BiasTee is { } biasTee)
            BiasTee = biasTee;
    }

    /// <summary>
    /// Streams samples to a sink, on a thread of its own, until cancelled. No memory is allocated while it runs. The dongle can stream again after it
    /// was cancelled, but not after it failed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the device disposed.</exception>
    /// <exception cref="RtlSdrException">
    /// <see cref="RtlSdrError.Unplugged"/>, <see cref="RtlSdrError.Silent"/> or, when transfers failed for another reason, <see cref="RtlSdrError.Failed"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">It streams already, or the sample rate has not been set.</exception>
    public Task StreamAsync(IRtlSdrSampleSink sink, RtlSdrStreamOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = Begin(sink, options ?? new RtlSdrStreamOptions());
        var thread = new Thread(() => Complete(done, stream, cancellation))
        {
            IsBackground = true,
            Name = $"rtlsdr {Info.Serial}",
            Priority = ThreadPriority.AboveNormal,
        };
        thread.Start();
        return done.Task;
    }

    /// <summary>Streams samples to a handler; see the overload.</summary>
    /// <inheritdoc cref="StreamAsync(IRtlSdrSampleSink, RtlSdrStreamOptions?, CancellationToken)"/>
    public Task StreamAsync(RtlSdrSampleHandler handler, RtlSdrStreamOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return StreamAsync(new HandlerSink(handler), options, cancellation);
    }

    /// <summary>
    /// Reads one piece of samples, waiting for it, and returns its length in bytes. What comes between two calls is lost, and a dongle that
    /// hangs is waited for until it is unplugged: this is for tools and tests; programs stream.
    /// </summary>
    /// <param name="buffer">The caller's, a multiple of 512 bytes long.</param>
    /// <exception cref="RtlSdrException"><see cref="RtlSdrError.Unplugged"/> or <see cref="RtlSdrError.Failed"/>.</exception>
    /// <exception cref="InvalidOperationException">It streams.</exception>
    public unsafe int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0 || buffer.Length % 512 != 0)
            throw new ArgumentException("USB transfers are multiples of 512 bytes.", nameof(buffer));
        if (_streaming)
            throw new InvalidOperationException("The dongle is streaming.");
        ObjectDisposedException.ThrowIf(_disposed, this);
        fixed (byte* first = buffer)
        {
            var result = LibRtlSdr.ReadSync(_dongle, first, buffer.Length, out var read);
            return result == 0 ? read : throw (result == UsbErrors.NoDevice
                ? RtlSdrException.Unplugged(_which, result)
                : Failure("rtlsdr_read_sync", result));
        }
    }

    /// <summary>Empties the dongle's buffer. It must be done once before <see cref="Read"/>; a stream does it itself.</summary>
    public void ResetBuffer() => Do("rtlsdr_reset_buffer", LibRtlSdr.ResetBuffer);

    private SampleStream Begin(IRtlSdrSampleSink sink, RtlSdrStreamOptions options)
    {
        options.Check();
        lock (_control)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_streaming)
                throw new InvalidOperationException("The dongle is streaming already.");
            if (SampleRateHz == 0)
                throw new InvalidOperationException("Set the sample rate before streaming.");
            ResetBuffer();
            _streaming = true;
            return _stream = new SampleStream(_dongle, sink, options, SampleRateHz);
        }
    }

    private void Complete(TaskCompletionSource done, SampleStream stream, CancellationToken cancellation)
    {
        Exception? failure;
        try
        {
            using (cancellation.UnsafeRegister(static state => ((SampleStream)state!).Stop(), stream))
                failure = Explain(stream, stream.Run());
        }
        catch (Exception e) // an exception may not leave the thread
        {
            failure = e;
        }

        lock (_control)
            _streaming = false;
        if (failure is null or ObjectDisposedException)
            done.SetCanceled(cancellation.IsCancellationRequested ? cancellation : new CancellationToken(canceled: true));
        else
            done.SetException(failure);
    }

    /// <summary>
    /// Why a stream has ended; null for because it was asked to. librtlsdr's own result says little: it is that of the last of many cancellations.
    /// </summary>
    private Exception? Explain(SampleStream stream, int result)
    {
        if (stream.Failure is { } thrown)
            return thrown;
        if (stream.StopWasRequested && stream.Silence is null)
            return null;
        if (!IsPresent && !_disposed)
            return RtlSdrException.Unplugged(_which, result);
        return stream.Silence is { } silence
            ? RtlSdrException.Silent(_which, silence)
            : RtlSdrException.Failed(_which, "rtlsdr_read_async", result);
    }

    private sealed class HandlerSink(RtlSdrSampleHandler handler) : IRtlSdrSampleSink
    {
        public void OnSamples(ReadOnlySpan<byte> samples) => handler(samples);
    }
}
