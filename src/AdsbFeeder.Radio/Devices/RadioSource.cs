using System.Threading.Channels;
using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;
using RtlSdr.Net;

namespace AdsbFeeder.Radio;

/// <summary>What all radios have in common: a loop of sessions, a ring of samples, and a clock that goes on while there are none.</summary>
/// <remarks><code>
///   session (find, open, set, stream) -> ring of blocks -> Read
///      | fault: report it once, wait, again
/// </code>
/// The gap between two sessions is measured with a monotonic clock and counted in samples, as <see cref="IRadioSource.TakeLostSamples"/> tells.</remarks>
public abstract class RadioSource : IRadioSource
{
    /// <summary>Milliseconds of air in a block of the ring.</summary>
    private const int BlockMilliseconds = 25;

    /// <summary>0.4 s: the reader behind it only copies, so this is for pauses of the runtime.</summary>
    private const int RingBlocks = 16;

    /// <summary>So many quick tries after a fault, then slower ones, which spare the journal what librtlsdr prints when opening fails.</summary>
    private const int QuickTries = 30;

    private static readonly TimeSpan QuickRetry = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan SlowRetry = TimeSpan.FromSeconds(2);

    /// <summary>librtlsdr needs up to a second to let go of a dongle that hangs.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    private readonly SampleRing _ring;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SampleTaker _taker;
    private readonly Lock _reporting = new();
    private readonly TimeProvider _time;
    private RadioStatus _status = new(RadioState.Waiting, RadioFault.None, "");
    private Task? _loop;
    private SampleBlock? _block;
    private ReadOnlyMemory<byte> _unread;
    private long _nextSample;
    private long _missing;
    private long _sessions;

    /// <summary>Makes the ring for samples of a rate; nothing is opened before the first read.</summary>
    protected RadioSource(int rateHertz, TimeProvider time)
    {
        RateHertz = rateHertz;
        _time = time;
        var blockBytes = (int)((long)rateHertz * BlockMilliseconds / 1000) * Format.BytesPerSample();
        _ring = new SampleRing([.. Enumerable.Range(0, RingBlocks).Select(_ => (Memory<byte>)new byte[blockBytes])]);
        _taker = new SampleTaker(this);
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public SampleFormat Format => SampleFormat.Uc8;

    /// <inheritdoc/>
    public int RateHertz { get; }

    /// <inheritdoc/>
    public FrameSource Provenance => FrameSource.Radio;

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public RadioStatus Status => Volatile.Read(ref _status) with { LostSamples = _taker.LostSamples, AwaySamples = _taker.AwaySamples, DroppedSamples = _ring.DroppedSamples };

    /// <inheritdoc/>
    public abstract IReadOnlyList<double> GainsDecibels { get; }

    /// <inheritdoc/>
    public Action<RadioStatus>? Changed { get; set; }

    /// <summary>Cancelled when the source is disposed.</summary>
    protected CancellationToken Stopping => _stopping.Token;

    /// <inheritdoc/>
    public abstract void SetGain(double decibels);

    /// <inheritdoc/>
    public int Read(Span<byte> buffer)
    {
        if (_stopping.IsCancellationRequested)
        {
            return 0;
        }

        _loop ??= Task.Run(RunAsync);
        if (_unread.IsEmpty && !TakeBlock())
        {
            return 0;
        }

        var count = Math.Min(_unread.Length, buffer.Length);
        _unread.Span[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    /// <inheritdoc/>
    public long TakeLostSamples()
    {
        var missing = _missing;
        _missing = 0;
        return missing;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the session and a waiting read, and gives the radio a moment to be closed in good order.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Cancel();
            _loop?.Wait(ClosingTime);
        }
    }

    /// <summary>Finds, opens and sets the radio, and gives its samples to the taker until it fails; never returns otherwise.</summary>
    /// <exception cref="RadioFaultException">Why it ended; the loop reports it and tries again.</exception>
    private protected abstract Task RunSessionAsync(SampleTaker taker, CancellationToken stopping);

    /// <summary>What to say when samples begin to come.</summary>
    private protected abstract string Greeting { get; }

    /// <summary>Tells a new gain.</summary>
    private protected void ReportGain(double? decibels) => Report(Volatile.Read(ref _status) with { GainDecibels = decibels });

    /// <summary>Tells that the radio was found.</summary>
    private protected void ReportStarting() => Report(Volatile.Read(ref _status) with { State = RadioState.Starting });

    private bool TakeBlock()
    {
        if (_block is { } used)
        {
            _block = null;
            _ring.Release(used);
        }

        try
        {
            var waiting = _ring.ReadAsync(_stopping.Token);
            var block = waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
            _block = block;
            _unread = block.Samples;
            _missing += block.FirstSample - _nextSample;
            _nextSample = block.FirstSample + (block.Samples.Length / Format.BytesPerSample());
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (ChannelClosedException ended)
        {
            return ended.InnerException is { } fault ? throw new IOException($"{Name}: {fault.Message}", fault) : false;
        }
    }

    private async Task RunAsync()
    {
        Exception? unknown = null;
        try
        {
            for (var tries = 0; !_stopping.IsCancellationRequested; tries++)
            {
                var sessions = _sessions;
                try
                {
                    await RunSessionAsync(_taker, _stopping.Token).ConfigureAwait(false);
                }
                catch (RadioFaultException fault)
                {
                    Report(new RadioStatus(RadioState.Waiting, fault.Fault, fault.Message));
                }

                _taker.EndSession();
                tries = sessions == _sessions ? tries : 0;
                var quick = tries < QuickTries || Volatile.Read(ref _status).Fault is RadioFault.Absent or RadioFault.AccessDenied;
                await Task.Delay(quick ? QuickRetry : SlowRetry, _time, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
#pragma warning disable CA1031 // Handed to the reader, whose loop ends the process.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            unknown = fault;
        }

        _ring.Complete(unknown);
    }

    private void BeginSession()
    {
        _sessions++;
        Report(Volatile.Read(ref _status) with { State = RadioState.Receiving, Fault = RadioFault.None, Message = Greeting, Reconnects = _sessions - 1 });
    }

    /// <summary>Keeps the new status and tells it, unless it is the old one in other words.</summary>
    private void Report(RadioStatus status)
    {
        lock (_reporting)
        {
            var before = _status;
            Volatile.Write(ref _status, status with { Reconnects = Math.Max(status.Reconnects, before.Reconnects) });
            if (before.State != status.State || before.Fault != status.Fault || before.GainDecibels != status.GainDecibels)
            {
                Changed?.Invoke(_status);
            }
        }
    }

    /// <summary>Takes samples of one session after the other, never of two at once.</summary>
    private protected sealed class SampleTaker(RadioSource source) : IRtlSdrSampleSink
    {
        private long? _lastSamples;
        private bool _receiving;
        private long _lost;
        private long _away;

        internal long AwaySamples => Volatile.Read(ref _away);

        internal long LostSamples => Volatile.Read(ref _lost);

        /// <inheritdoc/>
        public void OnSamples(ReadOnlySpan<byte> samples)
        {
            var now = source._time.GetTimestamp();
            if (!_receiving)
            {
                _receiving = true;
                if (_lastSamples is { } last)
                {
                    var since = source._time.GetElapsedTime(last, now).TotalSeconds * source.RateHertz;
                    var away = Math.Max(0, (long)since - (samples.Length / 2));
                    Volatile.Write(ref _away, _away + away);
                    source._ring.OnLoss(away);
                }

                source.BeginSession();
            }

            _lastSamples = now;
            source._ring.OnSamples(samples);
        }

        /// <inheritdoc/>
        public void OnLoss(long complexSamples)
        {
            Volatile.Write(ref _lost, _lost + complexSamples);
            source._ring.OnLoss(complexSamples);
        }

        /// <summary>Lets the reader have what came last, and expects a gap.</summary>
        internal void EndSession()
        {
            _receiving = false;
            source._ring.OnLoss(0);
        }
    }
}
