using AdsbFeeder.ModeS;

namespace AdsbFeeder.Dsp;

/// <summary>Samples to frames.</summary>
/// <remarks><code>
///   bytes ─► FrontEnd ─► Detection ─► BurstDecoder: SoftBits ─► SoftDecoder ─► Acceptance ─► Timing ─► frame
///            amplitudes   peaks       soft bits                 best frame     learns         when
/// </code>
/// Not for several threads. The outcome depends on the samples alone, not on how they were cut into calls. Frames appear up to two blocks (about 6 ms)
/// after their last sample.</remarks>
public sealed class Demodulator
{
    /// <summary>Fine steps from the peak of the first pulse to the end of bit 56: 64 µs less half a pulse.</summary>
    private const int PeakToTick = 768 - 3;

    /// <summary>Where in the window the search starts: room to look back.</summary>
    private const int Lead = 32;

    private const int NoiseEvery = 8;

    /// <summary>Inside a burst that was decoded only a preamble this much stronger is looked at.</summary>
    private const float StrongerInside = 0.7f;

    /// <summary>A preamble with one this many times stronger on its heels is the stronger one's sidelobe, or lost.</summary>
    private const float Shadow = 2;

    private readonly DemodulatorOptions _options;
    private readonly Effort _effort;
    private readonly FrontEnd _frontEnd;
    private readonly NoiseFloor _noise = new();
    private readonly Detection _detection;
    private readonly RecentAddresses _addresses = new();
    private readonly Expectations _expectations = new();
    private readonly Acceptance _acceptance;
    private readonly BurstDecoder _decoder;
    private readonly Crowding _crowding;
    private readonly Timing _timing;
    private readonly ArrivalNoise _arrivalNoise;
    private readonly PulseLearning? _learning;
    private readonly FilterLearning? _filterLearning;
    private readonly SecondLook? _secondLook;
    private bool _isSecond;
    private readonly int _up;
    private readonly int _down;
    private DemodulatorStatistics _statistics;
    private long _nextSample;
    private int _busyUntil;
    private float _busyAmplitude;
    private float _threshold;
    private readonly ModeAcDetector? _modeAc;
    private readonly int[] _burstsFrom = new int[256];
    private readonly int[] _burstsTo = new int[256];
    private int _bursts;
    private int _modeAcUntil;

    /// <summary>A demodulator for one stream.</summary>
    /// <exception cref="ArgumentException">The rate is not served; the message lists those that are.</exception>
    public Demodulator(DemodulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!SampleRates.IsSupported(options.SampleRate))
        {
            throw new ArgumentException(SampleRates.Refusal(options.SampleRate), nameof(options));
        }

        _options = options;
        (_up, _down) = SampleRates.Ratio(options.SampleRate);
        _frontEnd = new FrontEnd(options.Format, options.SampleRate, Effort.Of(options.Mode).HalfWindow);
        _detection = new Detection(_frontEnd.BlockSteps);
        var prior = new FramePrior(_addresses);
        _acceptance = new Acceptance(_addresses, prior, _expectations);
        var effort = _effort = Effort.Of(options.Mode);
        _crowding = new Crowding(effort.CrowdedFrom, effort.CrowdedFull);
        _decoder = new BurstDecoder(new SoftDecoder(_addresses, prior, _expectations, effort.Flippable, options.Repair ? effort.Flips : 0, effort.FlipsOfAddressParity), new CoherentBits(_frontEnd, effort.CoherentRounds), effort);
        _timing = new Timing(_frontEnd);
        _arrivalNoise = new ArrivalNoise(_frontEnd);
        _learning = effort.Coherent ? new PulseLearning(_frontEnd) : null;
        _filterLearning = effort.Coherent ? new FilterLearning(_frontEnd, _timing) : null;
        _secondLook = effort.LooksTwice ? new SecondLook(_frontEnd) : null;
        _modeAc = options.ModeAc ? new ModeAcDetector() : null;
    }

    /// <summary>Called, where somebody measures, with the best frame of every burst and the fine step at which it starts, whether it is believed or not.</summary>
    internal Action<SoftDecoder.Verdict, long>? Judged { get; set; }

    /// <summary>Whether a filter that was learned is in the place of the designed one.</summary>
    internal bool IsFilterLearned => _filterLearning?.IsUsed == true;

    /// <summary>What was done so far.</summary>
    public DemodulatorStatistics Statistics => _statistics;

    /// <summary>Takes samples in and appends the frames that they complete.</summary>
    public void Process(ReadOnlySpan<byte> samples, FrameBuffer frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        while (_frontEnd.TryFill(ref samples))
        {
            _nextSample += _frontEnd.BlockSamples;
            Search(frames, _frontEnd.BlockSamples);
        }
    }

    /// <summary>Brings out what the last samples hold. The stream may go on afterwards, but nothing spans the cut.</summary>
    public void Flush(FrameBuffer frames) => Restart(frames, 0);

    /// <summary>The source lost samples: the clock moves on by as many, and nothing spans the gap. Frames before it are brought out.</summary>
    public void Discontinuity(long lostSamples, FrameBuffer frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lostSamples);
        _statistics.LostSamples += lostSamples;
        Restart(frames, lostSamples);
    }

    private void Restart(FrameBuffer frames, long lost)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var next = _nextSample + _frontEnd.Pending + lost;
        var samples = _frontEnd.Pending;
        _frontEnd.FillWithSilence();
        Search(frames, samples);
        _frontEnd.FillWithSilence();
        Search(frames, 0);
        _frontEnd.Reset(next);
        _nextSample = next;
        (_busyUntil, _bursts, _modeAcUntil) = (0, 0, 0);
    }

    /// <summary>Looks for bursts in the newest block, of which only the first <paramref name="samples"/> are not padding.</summary>
    private void Search(FrameBuffer frames, int samples)
    {
        _statistics.Samples += samples;
        var before = frames.Count;
        if (samples == _frontEnd.BlockSamples && _filterLearning?.Advance() == true)
        {
            _learning!.Restart();
        }

        MeasureNoise((int)((long)samples * _up / _down));
        var sigma = _noise.Sigma;
        _statistics.NoiseFloorDbfs = 10 * Math.Log10(2 * sigma * sigma);
        _statistics.ArrivalNoiseNanoseconds = _arrivalNoise.Nanoseconds;
        _statistics.StrayCarriers = _frontEnd.StrayCarriers;
        _statistics.IsFilterLearned = IsFilterLearned;
        var windowTick = TickOf(_frontEnd.WindowSample, out var fraction);
        if (_addresses.Sweep(windowTick))
        {
            _expectations.Sweep(windowTick);
        }

        var louder = 1 + _effort.LouderWhenCrowded * _crowding.Share;
        _threshold = _effort.LeastPreamble * louder * sigma;
        _frontEnd.Gate.Listen(2 * sigma * sigma, 1 + (_effort.LeastEnergy - 1) * louder * louder);
        _decoder.MoreEvidence = _effort.MoreWhenCrowded * _crowding.Share;
        _decoder.Louder = louder;
        var examined = _decoder.Examined;
        var granule = _frontEnd.GranuleSteps;
        var granules = (_frontEnd.BlockSteps + Lead - 1) / granule + 1;
        for (var first = 0; first < granules; first++)
        {
            if (!_frontEnd.Gate.IsOpen(first))
            {
                continue;
            }

            var last = first + 1;
            while (last < granules && _frontEnd.Gate.IsOpen(last))
            {
                last++;
            }

            Search(frames, Math.Max(0, first * granule - Lead), Math.Min(_frontEnd.BlockSteps, last * granule - Lead), windowTick, fraction);
            first = last;
        }

        _crowding.Add(_decoder.Examined - examined, _frontEnd.BlockSteps);
        if (_secondLook is not null)
        {
            LookAgain(_secondLook, frames, windowTick, fraction);
        }

        if (_modeAc is not null)
        {
            SearchModeAc(frames, windowTick, fraction);
        }

        frames.Order(before);
        _busyUntil = Math.Max(0, _busyUntil - _frontEnd.BlockSteps);
        _decoder.Advance(_frontEnd.BlockSteps);
        _frontEnd.Advance();
    }

    /// <summary>Looks for bursts that start at some steps of the search.</summary>
    private void Search(FrameBuffer frames, int from, int to, long windowTick, double fraction)
    {
        _frontEnd.Make(from + Lead - Detection.PeakHalfWidth, to + Lead + Detection.PeakHalfWidth + Detection.Ahead + PreambleKernel.Reach);
        _detection.Score(_frontEnd.Amplitudes.AsSpan(Lead - Detection.PeakHalfWidth), from, to);
        var sigma = _noise.Sigma;
        for (var step = NextPeak(from, to); step >= 0; step = NextPeak(step + 1, to))
        {
            _statistics.Preambles++;
            var place = step + Lead;
            if (_detection.IsShadow(step, Shadow))
            {
                continue;
            }

            var now = windowTick + place;
            if (!_decoder.TryDecode(_frontEnd, place, _detection[step], sigma, now, out var verdict))
            {
                continue;
            }

            _statistics.Bursts++;
            if (Judged is not null && float.IsFinite(verdict.Score))
            {
                Judged(verdict, now);
            }

            if (verdict.Score < Acceptance.LeastScore || verdict.Margin < Acceptance.LeastMargin)
            {
                _ = float.IsNegativeInfinity(verdict.Score) ? _statistics.RejectedNoFrame++
                    : verdict.Score < Acceptance.LeastScore ? _statistics.RejectedUnlikely++ : _statistics.RejectedAmbiguous++;
                continue;
            }

            if (verdict.Word.Format == 11 && !_acceptance.BelievesCode(verdict, _decoder.EndDisturbance()))
            {
                _statistics.RejectedAmbiguous++;
                continue;
            }

            if (_isSecond && _secondLook!.IsKnown(verdict.Word, _decoder.Start))
            {
                continue;
            }

            _acceptance.Learn(verdict, now);
            var (peak, amplitude) = _timing.Refine(_decoder.FineStart, verdict.Word, verdict.Length, _frontEnd.IsUneven);
            var power = PowerOf(amplitude, sigma);
            var snr = SnrDecibels(power, sigma);
            Put(frames, verdict, peak + windowTick + fraction, power, snr);
            _arrivalNoise.Add(peak, verdict.Word, verdict.Length, snr);
            if (!_isSecond)
            {
                _learning?.Add(peak, verdict.Word, verdict.Length, amplitude, sigma);
                _filterLearning?.Add(peak, verdict.Word, verdict.Length, amplitude, sigma);
            }

            _secondLook?.Note(peak, verdict.Word, verdict.Length);
            _busyUntil = (int)peak + (16 + 2 * verdict.Length) * PreambleKernel.Chip - 30;
            _busyAmplitude = amplitude;
            if (_modeAc is not null && _bursts < _burstsFrom.Length)
            {
                (_burstsFrom[_bursts], _burstsTo[_bursts++]) = (_decoder.Start - ModeAcDetector.Reach, _busyUntil);
            }
        }
    }

    /// <summary>The next peak of the preamble score, inside a burst that was decoded the next much stronger one; -1 when there is none.</summary>
    private int NextPeak(int from, int to)
    {
        var free = Math.Min(to, _busyUntil - Lead);
        var stronger = from < free ? _detection.Next(from, free, Math.Max(_threshold, StrongerInside * _busyAmplitude)) : -1;
        return stronger >= 0 ? stronger : _detection.Next(Math.Max(from, free), to, _threshold);
    }

    /// <summary>Takes the bursts that were decoded out of the samples and searches what they covered.</summary>
    private void LookAgain(SecondLook second, FrameBuffer frames, long windowTick, double fraction)
    {
        var busyUntil = _busyUntil;
        _isSecond = true;
        if (second.TakeOut(_noise.Sigma))
        {
            while (second.TryNext(out var from, out var to))
            {
                _busyUntil = 0;
                Search(frames, Math.Max(0, from - Lead), Math.Min(_frontEnd.BlockSteps, to - Lead), windowTick, fraction);
            }
        }

        _isSecond = false;
        _busyUntil = busyUntil;
        second.Clear();
    }

    /// <summary>Looks for Mode A/C replies where no Mode S burst was decoded.</summary>
    private void SearchModeAc(FrameBuffer frames, long windowTick, double fraction)
    {
        const float halfPulse = 2.7f;
        var sigma = _noise.Sigma;
        var to = Lead + _frontEnd.BlockSteps;
        _frontEnd.Make(0, to + ModeAcDetector.Reach);
        for (var place = Math.Max(Lead, _modeAcUntil); _modeAc!.TryFind(_frontEnd.Amplitudes, ref place, to, sigma); place++)
        {
            var burst = _bursts - 1;
            while (burst >= 0 && (place < _burstsFrom[burst] || place >= _burstsTo[burst]))
            {
                burst--;
            }

            if (burst >= 0)
            {
                continue;
            }

            Span<byte> bytes = [(byte)(_modeAc.Code >> 8), (byte)_modeAc.Code];
            var amplitude = _modeAc.Amplitude;
            var power = PowerOf(amplitude, sigma);
            frames.Add(Received(new Frame(bytes), windowTick + fraction + _modeAc.End - halfPulse, power, SnrDecibels(power, sigma), 0));
            _statistics.ModeAcReplies++;
            _modeAcUntil = place = (int)_modeAc.End;
        }

        _modeAcUntil = Math.Max(0, _modeAcUntil - _frontEnd.BlockSteps);
        KeepBursts();
    }

    /// <summary>Bursts that reach into the next search move with the window.</summary>
    private void KeepBursts()
    {
        var kept = 0;
        for (var n = 0; n < _bursts; n++)
        {
            if (_burstsTo[n] > _frontEnd.BlockSteps)
            {
                (_burstsFrom[kept], _burstsTo[kept]) = (_burstsFrom[n] - _frontEnd.BlockSteps, _burstsTo[n] - _frontEnd.BlockSteps);
                kept++;
            }
        }

        _bursts = kept;
    }

    /// <summary>One granule in so many tells the noise.</summary>
    private void MeasureNoise(int steps)
    {
        for (var at = 0; at < steps; at += NoiseEvery * _frontEnd.GranuleSteps)
        {
            var (from, count) = (_frontEnd.HistorySteps + at, Math.Min(_frontEnd.GranuleSteps, steps - at));
            _frontEnd.Make(from, from + count);
            _noise.Add(_frontEnd.Amplitudes.AsSpan(from, count));
        }

        _noise.Close();
    }

    private void Put(FrameBuffer frames, in SoftDecoder.Verdict verdict, double peakTick, float power, float snr)
    {
        Span<byte> bytes = stackalloc byte[Frame.LongLength];
        bytes = bytes[..(verdict.Length / 8)];
        verdict.Word.Write(bytes);
        var received = Received(new Frame(bytes), peakTick + PeakToTick, power, snr, verdict.Flips);
        if (verdict.Flips > 0)
        {
            verdict.Heard.Write(bytes);
            received = received with { Unrepaired = new Frame(bytes) };
        }

        frames.Add(received);
        _statistics.Frames++;
        _statistics.FramesByFormat[verdict.Word.Format]++;
        _statistics.FramesByRepairedBits[Math.Min(verdict.Flips, 7)]++;
        _statistics.SignalPowerSum += power;
        _statistics.SignalPowerPeak = Math.Max(_statistics.SignalPowerPeak, power);
        _statistics.StrongSignals += power > 0.5f ? 1 : 0;
        _statistics.KnownAddresses = _addresses.Count;
    }

    private ReceivedFrame Received(in Frame frame, double tick, float power, float snr, int flips)
    {
        var nanoseconds = tick * (1e9 / SampleRates.FineRate);
        return new ReceivedFrame(
            frame,
            ((long)Math.Round(tick) + _options.StartTicks) & 0xFFFF_FFFF_FFFF,
            _options.StartUnixMilliseconds + (long)(nanoseconds * 1e-6),
            _options.Source)
        {
            SignalPower = Math.Min(1, power),
            SnrDecibels = snr,
            TimeOfArrivalNanoseconds = nanoseconds,
            RepairedBits = (byte)flips,
        };
    }

    /// <summary>Power of pulses relative to full scale, without the noise on them.</summary>
    private float PowerOf(float amplitude, float sigma)
    {
        var gain = _frontEnd.Pulse.Gain;
        return MathF.Max(amplitude * amplitude - 2 * sigma * sigma, 0.1f * amplitude * amplitude) / (gain * gain);
    }

    private static float SnrDecibels(float power, float sigma) => 10 * MathF.Log10(power / (2 * sigma * sigma));

    /// <summary>The fine step since the start of the stream at which a sample lies, whole and fraction.</summary>
    private long TickOf(long sample, out double fraction)
    {
        var (whole, rest) = Math.DivRem(sample * _up, _down);
        if (rest < 0)
        {
            (whole, rest) = (whole - 1, rest + _down);
        }

        fraction = (double)rest / _down;
        return whole;
    }
}
