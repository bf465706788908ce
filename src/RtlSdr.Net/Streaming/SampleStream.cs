using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RtlSdr.Net.Native;

namespace RtlSdr.Net.Streaming;

/// <summary>One run of rtlsdr_read_async: from its start on a thread of its own to the reason of its end.</summary>
/// <remarks>
/// librtlsdr forgets a cancellation that comes before it has begun, and waits forever for transfers that failed. So one timer repeats
/// the cancellation until the call has returned, and is the watchdog too.
/// </remarks>
internal sealed class SampleStream
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);

    private readonly DongleHandle _dongle;
    private readonly IRtlSdrSampleSink _sink;
    private readonly RtlSdrStreamOptions _options;
    private readonly LossEstimator _losses;
    private readonly Lock _ending = new();
    private readonly TaskCompletionSource _ended = new();
    private long _lastTransfer;
    private volatile bool _stop;
    private bool _returned;
    private int _handlerThread;
    private long _bytes, _transfers, _shortTransfers, _lostSamples, _gaps;

    internal SampleStream(DongleHandle dongle, IRtlSdrSampleSink sink, RtlSdrStreamOptions options, double sampleRate)
    {
        _dongle = dongle;
        _sink = sink;
        _options = options;
        _losses = new LossEstimator(sampleRate);
    }

    /// <summary>What the sink or the silence hook threw, or null.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>How long the dongle had been silent when the watchdog gave up, or null.</summary>
    internal TimeSpan? Silence { get; private set; }

    internal bool StopWasRequested => _stop;

    /// <summary>Each number is whole; together they may straddle a transfer.</summary>
    internal RtlSdrStreamStatistics Statistics => new(
        Volatile.Read(ref _bytes),
        Volatile.Read(ref _transfers),
        Volatile.Read(ref _shortTransfers),
        Volatile.Read(ref _lostSamples),
        Volatile.Read(ref _gaps));

    /// <summary>Streams until stopped or failed; returns what librtlsdr returned. Does not throw.</summary>
    internal unsafe int Run()
    {
        var self = GCHandle.Alloc(this);
        _lastTransfer = _options.Time.GetTimestamp();
        using var timer = _options.Time.CreateTimer(static state => ((SampleStream)state!).Tick(), this, s_tick, s_tick);
        try
        {
            return _stop
                ? 0
                : LibRtlSdr.ReadAsync(
                    _dongle, &OnTransfer, GCHandle.ToIntPtr(self), (uint)_options.BufferCount, (uint)_options.BufferBytes);
        }
        finally
        {
            lock (_ending)
                _returned = true;
            self.Free();
            _ended.SetResult();
        }
    }

    /// <summary>Asks for the end. May be called at any time and from anywhere.</summary>
    internal void Stop()
    {
        _stop = true;
        Cancel();
    }

    /// <summary>Asks for the end and waits for it, unless called by the sink, which would wait for itself.</summary>
    internal void StopAndWait()
    {
        Stop();
        if (Volatile.Read(ref _handlerThread) != Environment.CurrentManagedThreadId)
            _ended.Task.Wait();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnTransfer(byte* samples, uint length, nint context)
    {
        var stream = (SampleStream)GCHandle.FromIntPtr(context).Target!;
        try
        {
            stream.Take(new ReadOnlySpan<byte>(samples, (int)length));
        }
        catch (Exception e) // must not reach librtlsdr
        {
            stream.Failure ??= e;
            stream.Stop();
        }
    }

    private void Take(ReadOnlySpan<byte> samples)
    {
        if (_stop)
            return;
        var now = _options.Time.GetTimestamp();
        Volatile.Write(ref _lastTransfer, now);
        var lost = _losses.Add(samples.Length / 2, now / (double)_options.Time.TimestampFrequency);
        Count(samples.Length, lost);

        Volatile.Write(ref _handlerThread, Environment.CurrentManagedThreadId);
        if (lost > 0)
            _sink.OnLoss(lost);
        if (samples.Length > 0)
            _sink.OnSamples(samples);
        Volatile.Write(ref _handlerThread, 0);
    }

    private void Count(int bytes, long lost)
    {
        Volatile.Write(ref _bytes, _bytes + bytes);
        Volatile.Write(ref _transfers, _transfers + 1);
        if (bytes < _options.BufferBytes)
            Volatile.Write(ref _shortTransfers, _shortTransfers + 1);
        if (lost > 0)
        {
            Volatile.Write(ref _lostSamples, _lostSamples + lost);
            Volatile.Write(ref _gaps, _gaps + 1);
        }
    }

    private void Tick()
    {
        if (_stop)
        {
            Cancel();
            return;
        }

        var silence = _options.Time.GetElapsedTime(Volatile.Read(ref _lastTransfer));
        if (_options.SilenceTimeout <= TimeSpan.Zero || silence < _options.SilenceTimeout)
            return;
        if (GoesOnWaiting(silence))
        {
            Volatile.Write(ref _lastTransfer, _options.Time.GetTimestamp());
            return;
        }

        Silence = silence;
        Stop();
    }

    private bool GoesOnWaiting(TimeSpan silence)
    {
        try
        {
            return _options.OnSilence?.Invoke(silence) == true;
        }
        catch (Exception e) // would end the process, on a timer's thread
        {
            Failure ??= e;
            return false;
        }
    }

    private void Cancel()
    {
        lock (_ending)
        {
            if (_returned)
                return;
            try
            {
                _ = LibRtlSdr.CancelAsync(_dongle); // refused while it has not begun: the next tick asks again
            }
            catch (ObjectDisposedException)
            {
                // The sink has disposed the device, which asked for the end first.
            }
        }
    }
}
