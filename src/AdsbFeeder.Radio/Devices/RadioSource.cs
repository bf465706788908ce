using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;
using RtlSdr.Net;

namespace AdsbFeeder.Radio;

/// <summary>What all radios have in common: a loop of sessions, a ring of samples, and a clock that goes on while there are none.</summary>
/// <remarks><code>
///   session (find, open, set, stream) -> ring of blocks -> Read
///      | fault: report it once, wait, again
/// </code>
/// The gap between two sessions is measured with a monotonic clock and counted in samples, as <see cref="IBufferedSource.TakeLostSamples"/> tells.</remarks>
public abstract class RadioSource : IRadioSource
{
    /// <summary>librtlsdr needs up to a second to let go of a dongle that hangs.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly RingReader _reader;
    private readonly SampleTaker _taker;
    private readonly SessionLoop _sessions;
    private readonly TimeProvider _time;
    private Task? _loop;

    /// <summary>Makes the ring for samples of a rate and format; nothing is opened before the first read.</summary>
    protected RadioSource(int rateHertz, SampleFormat format, TimeProvider time)
    {
        RateHertz = rateHertz;
        Format = format;
        _time = time;
        _reader = new RingReader(rateHertz, format);
        _sessions = new SessionLoop(time);
        _taker = new SampleTaker(this);
    }

    /// <inheritdoc cref="IRadio.Name"/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public SampleFormat Format { get; }

    /// <inheritdoc/>
    public int RateHertz { get; }

    /// <inheritdoc/>
    public FrameSource Provenance => FrameSource.Radio;

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public RadioStatus Status => _sessions.Status with { LostSamples = _taker.LostSamples, AwaySamples = _taker.AwaySamples, DroppedSamples = DroppedSamples };

    /// <inheritdoc/>
    public abstract IReadOnlyList<double> GainsDecibels { get; }

    /// <inheritdoc/>
    public Action<RadioStatus>? Changed
    {
        get => _sessions.Changed;
        set => _sessions.Changed = value;
    }

    /// <inheritdoc/>
    public long DroppedSamples => _reader.Ring.DroppedSamples;

    /// <inheritdoc/>
    public TimeSpan Age => _reader.Age;

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
        return _reader.Read(buffer, _stopping.Token);
    }

    /// <inheritdoc/>
    public long TakeLostSamples() => _reader.TakeLostSamples();

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

    /// <inheritdoc cref="SessionLoop.ReportGain"/>
    private protected void ReportGain(double? decibels) => _sessions.ReportGain(decibels);

    /// <inheritdoc cref="SessionLoop.ReportStarting"/>
    private protected void ReportStarting() => _sessions.ReportStarting();

    private async Task RunAsync() =>
        _reader.Ring.Complete(await _sessions.RunAsync(stopping => RunSessionAsync(_taker, stopping), _taker.EndSession, _stopping.Token).ConfigureAwait(false));

    /// <summary>Takes samples of one session after the other, never of two at once.</summary>
    private protected sealed class SampleTaker(RadioSource source) : IRtlSdrSampleSink
    {
        private readonly int _bytesPerSample = source.Format.BytesPerSample();
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
                    var away = Math.Max(0, (long)since - (samples.Length / _bytesPerSample));
                    Volatile.Write(ref _away, _away + away);
                    source._reader.Ring.OnLoss(away);
                }

                source._sessions.ReportReceiving(source.Greeting);
            }

            _lastSamples = now;
            source._reader.Ring.OnSamples(samples);
        }

        /// <inheritdoc/>
        public void OnLoss(long complexSamples)
        {
            Volatile.Write(ref _lost, _lost + complexSamples);
            source._reader.Ring.OnLoss(complexSamples);
        }

        /// <summary>Lets the reader have what came last, and expects a gap.</summary>
        internal void EndSession()
        {
            _receiving = false;
            source._reader.Ring.OnLoss(0);
        }
    }
}
