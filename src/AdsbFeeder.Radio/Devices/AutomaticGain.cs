using System.Globalization;

namespace AdsbFeeder.Radio;

/// <summary>Looks for the tuner gain with which most frames are decoded, by trying.</summary>
/// <remarks>
/// <list type="number">
/// <item>It begins at the top. While the scale is grossly overrun it goes down a rung (about 4 dB) every two seconds.</item>
/// <item>Then it compares its rung (A) with others (B) in turns A B B A, so that traffic that grows or wanes counts alike for both. Each turn has
/// a second to settle and two that count, in dense air one. A plain difference ends it after A B.</item>
/// <item>B wins when it decodes more frames than chance explains (two standard deviations of a Poisson count, and 3 %). At a draw the lower gain wins where many frames are
/// close to clipping: it has room for the next aircraft that is closer.</item>
/// <item>No rung is tried twice, so it ends, after less than a minute as a rule. It begins again when noise or strong frames have changed for good.</item>
/// </list>
/// </remarks>
public sealed class AutomaticGain
{
    /// <summary>Rungs are at least so far apart: a smaller step changes too few frames to be seen in seconds.</summary>
    private const double RungDecibels = 3;

    /// <summary>A tenth of all samples clipped is not bursts (their duty is a few per cent) but noise or a neighbour.</summary>
    private const double GrossClipping = 0.1;

    /// <summary>Noise so high leaves bursts no room.</summary>
    private const double GrossNoiseDbfs = -12;

    private const int Turns = 4;
    private const int LongTurnSeconds = 3;
    private const int ShortTurnSeconds = 2;

    /// <summary>In dense air a second tells enough, and there are more gains to compare, as its strong frames are clipped.</summary>
    private const long DenseFrames = 250;

    /// <summary>Fewer frames in both halves of a trial prove nothing.</summary>
    private const long LeastFrames = 20;

    /// <summary>At a draw the lower gain wins when more than this share of the frames is strong.</summary>
    private const double StrongShare = 0.1;

    /// <summary>Other air: the noise moved so far, for so long.</summary>
    private const double NoiseStepDecibels = 4;

    private const double StrongStep = 0.25;
    private const int StepSeconds = 15;

    /// <summary>Without enough frames it asks again after this time.</summary>
    private const int RetrySeconds = 600;

    private readonly double[] _rungs;
    private readonly bool[] _tried;
    private readonly Half _a = new();
    private readonly Half _b = new();
    private int _at;
    private int _against = -1;
    private int _second;
    private int _turnSeconds = LongTurnSeconds;
    private int _overruns;
    private int _changed;
    private int _settledSeconds;
    private bool _settled;
    private bool _hungry;
    private double _settledNoise = double.NaN;
    private double _settledStrong;

    /// <summary>Begins at the highest of these gains.</summary>
    /// <param name="gainsDecibels">Ascending, at least one.</param>
    public AutomaticGain(IReadOnlyList<double> gainsDecibels)
    {
        var rungs = new List<double> { gainsDecibels[^1] };
        foreach (var gain in gainsDecibels.Reverse())
        {
            if (rungs[^1] - gain >= RungDecibels)
            {
                rungs.Add(gain);
            }
        }

        rungs.Reverse();
        _rungs = [.. rungs];
        _tried = new bool[_rungs.Length];
        _at = _rungs.Length - 1;
        _tried[_at] = true;
        Explanation = Text($"gain {Gain:0.0} dB to begin with");
    }

    /// <summary>The gain that is best so far, dB; during a trial another may be in force.</summary>
    public double Gain => _rungs[_at];

    /// <summary>True when there is nothing left to try.</summary>
    public bool IsSettled => _settled;

    /// <summary>Why the gain is what it is, for people.</summary>
    public string Explanation { get; private set; }

    /// <summary>Takes a second of reception.</summary>
    /// <returns>The gain to set now; null to leave it.</returns>
    public double? Observe(in GainObservation second)
    {
        if (IsOverrun(second))
        {
            return StepDown(second);
        }

        if (_settled)
        {
            return Watch(second);
        }

        return _against < 0 ? BeginTrial(second) : Count(second);
    }

    /// <summary>Samples were missing: a trial under way is worth nothing and begins anew.</summary>
    /// <returns>The gain to set now; null to leave it.</returns>
    public double? Interrupt()
    {
        if (_against < 0)
        {
            return null;
        }

        _against = -1;
        return Gain;
    }

    /// <summary>Two seconds in a row, at the gain of choice and not that of a trial.</summary>
    private bool IsOverrun(in GainObservation second)
    {
        var own = _against < 0 || Turn(_second) is 0 or 3;
        var overrun = own && _at > 0 && (second.ClippedShare > GrossClipping || second.NoiseDbfs > GrossNoiseDbfs);
        _overruns = overrun ? _overruns + 1 : 0;
        return _overruns >= 2;
    }

    private double StepDown(in GainObservation second)
    {
        _overruns = 0;
        _against = -1;
        _settled = false;
        _at--;
        _tried[_at] = true;
        for (var above = _at + 1; above < _rungs.Length; above++)
        {
            _tried[above] = true;
        }

        Explanation = Text($"gain lowered to {Gain:0.0} dB: {second.ClippedShare:P0} of the samples were clipped, noise {second.NoiseDbfs:0} dBFS");
        return Gain;
    }

    private double? BeginTrial(in GainObservation second)
    {
        // Two rungs first: the way to the right place is shorter. Frames by gain form one hill, so what lies behind a worse rung is worse still.
        foreach (var candidate in (ReadOnlySpan<int>)[_at - 2, _at - 1, _at + 1])
        {
            if (candidate >= 0 && candidate < _rungs.Length && !_tried[candidate])
            {
                _against = candidate;
                _tried[candidate] = true;
                _second = 0;
                _turnSeconds = second.Frames >= DenseFrames ? ShortTurnSeconds : LongTurnSeconds;
                _a.Clear();
                _b.Clear();
                return null;
            }
        }

        Settle(second.NoiseDbfs);
        return null;
    }

    private double? Count(in GainObservation second)
    {
        if (_second % _turnSeconds != 0)
        {
            (Turn(_second) is 0 or 3 ? _a : _b).Add(second);
        }

        _second++;
        if (_second < Turns * _turnSeconds && !(_second == Turns / 2 * _turnSeconds && IsPlain()))
        {
            return _second % _turnSeconds == 0 ? _rungs[Turn(_second) is 0 or 3 ? _at : _against] : null;
        }

        Decide();
        return Gain;
    }

    /// <summary>A difference that neither chance nor traffic makes: five standard deviations and a quarter.</summary>
    private bool IsPlain() => Math.Abs(_a.Frames - _b.Frames) is var difference
        && difference > Math.Max(5 * Math.Sqrt(_a.Frames + _b.Frames), 0.25 * Math.Max(_a.Frames, _b.Frames));

    private int Turn(int second) => second / _turnSeconds;

    private void Decide()
    {
        var (mine, other) = (_a.Frames, _b.Frames);
        var chance = Math.Max(2 * Math.Sqrt(mine + other), 0.03 * mine);
        var candidate = _rungs[_against];
        _hungry |= mine + other < LeastFrames;
        var wins = mine + other >= LeastFrames && other - mine > chance;
        var draw = mine + other >= LeastFrames && Math.Abs(other - mine) <= chance && candidate < Gain && _a.Strong > StrongShare * mine;
        if (wins || draw)
        {
            Explanation = wins
                ? Text($"gain {candidate:0.0} dB: {other} frames in {CountedSeconds} s, with {Gain:0.0} dB {mine}")
                : Text($"gain {candidate:0.0} dB: as many frames as with {Gain:0.0} dB, of which {(double)_a.Strong / mine:P0} were about to be clipped");
            (_at, _a.Frames, _a.Strong) = (_against, other, _b.Strong);
        }
        else
        {
            Explanation = Text($"gain {Gain:0.0} dB: {mine} frames in {CountedSeconds} s, with {candidate:0.0} dB {other}");
        }

        _against = -1;
    }

    private int CountedSeconds => _second / _turnSeconds / 2 * (_turnSeconds - 1);

    private void Settle(double noise)
    {
        _settled = true;
        (_settledSeconds, _changed) = (0, 0);
        (_settledNoise, _settledStrong) = (noise, _a.Frames > 0 ? (double)_a.Strong / _a.Frames : 0);
    }

    /// <summary>Looks whether the air has changed for good, or there are frames at last.</summary>
    private double? Watch(in GainObservation second)
    {
        _settledSeconds++;
        var strong = second.Frames > 0 ? (double)second.StrongFrames / second.Frames : 0;
        var changed = Math.Abs(second.NoiseDbfs - _settledNoise) > NoiseStepDecibels || strong > _settledStrong + StrongStep;
        _changed = changed ? _changed + 1 : 0;
        if (_changed >= StepSeconds || (_hungry && _settledSeconds >= RetrySeconds))
        {
            Explanation = Text($"gain {Gain:0.0} dB is looked at again: noise {second.NoiseDbfs:0} dBFS (was {_settledNoise:0}), {strong:P0} of the frames strong (was {_settledStrong:P0})");
            Array.Clear(_tried);
            _tried[_at] = true;
            (_settled, _hungry) = (false, false);
        }

        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What one of the two gains decoded.</summary>
    private sealed class Half
    {
        internal long Frames { get; set; }

        internal long Strong { get; set; }

        internal void Add(in GainObservation second) => (Frames, Strong) = (Frames + second.Frames, Strong + second.StrongFrames);

        internal void Clear() => (Frames, Strong) = (0, 0);
    }
}
