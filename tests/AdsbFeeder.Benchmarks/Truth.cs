using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Benchmarks;

/// <summary>What a scene really held: the simulator's list of all Mode S frames sent.</summary>
internal sealed class Truth
{
    private readonly Dictionary<Frame, List<int>> _byFrame = [];
    private readonly List<(double Ticks, Frame Frame, double Snr, bool Overlapped)> _all = [];
    private readonly bool[] _found;

    public Truth(string path)
    {
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            // See TruthWriter: seconds, ticks, frame, df, address, SNR, level, carrier, coherent, overlap …
            var fields = line.Split(',');
            if (!Frame.TryParse(fields[2], out var frame) || frame.IsModeAc)
            {
                continue;
            }

            Add(Number(fields[0]), frame, Number(fields[5]), Number(fields[9]) > 0);
        }

        _found = new bool[_all.Count];
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Frames sent: seconds at which their first pulse starts, bits, SNR in dB.</summary>
    public Truth(IEnumerable<(double Seconds, Frame Frame, double Snr)> sent)
    {
        foreach (var (seconds, frame, snr) in sent)
        {
            Add(seconds, frame, snr, false);
        }

        _found = new bool[_all.Count];
    }

    private void Add(double seconds, Frame frame, double snr, bool overlapped)
    {
        if (!_byFrame.TryGetValue(frame, out var list))
        {
            _byFrame.Add(frame, list = []);
        }

        list.Add(_all.Count);
        _all.Add((seconds * 12e6 + 768, frame, snr, overlapped));
    }

    /// <summary>Compares the frames found with those sent: equal bits within 2 µs.</summary>
    public void Score(IReadOnlyList<ReceivedFrame> frames, TextWriter output)
    {
        var errors = new List<(double Nanoseconds, double Snr)>();
        var wrong = new SortedDictionary<int, int>();
        var missedFlips = new SortedDictionary<int, int>();
        var falseFrames = 0;
        foreach (var frame in frames)
        {
            var ticks = frame.TimeOfArrivalNanoseconds!.Value * 12e-3;
            var match = -1;
            if (_byFrame.TryGetValue(frame.Frame, out var list))
            {
                match = list.FindIndex(n => !_found[n] && Math.Abs(_all[n].Ticks - ticks) < 24);
                match = match < 0 ? -1 : list[match];
            }

            if (match < 0)
            {
                falseFrames++;
                var format = (int)frame.Frame.Format;
                wrong[format] = wrong.GetValueOrDefault(format) + 1;
                missedFlips[frame.RepairedBits] = missedFlips.GetValueOrDefault(frame.RepairedBits) + 1;
                if (Environment.GetEnvironmentVariable("SHOW_FALSE") is not null)
                {
                    var near = _all.Where(t => Math.Abs(t.Ticks - ticks) < 24).Select(t => t.Frame.ToString());
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  false {frame.Frame} at {ticks:0.0} snr {frame.SnrDecibels:0.0} flips {frame.RepairedBits} sent {string.Join(' ', near)}"));
                }

                continue;
            }

            _found[match] = true;
            errors.Add(((ticks - _all[match].Ticks) / 12e-3, _all[match].Snr));
        }

        var found = _found.Count(f => f);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sent {_all.Count}, found {found} ({found / (double)_all.Count:0.0000}), false {falseFrames} ({100.0 * falseFrames / Math.Max(1, frames.Count):0.00} %) by DF [{string.Join(' ', wrong.Select(w => $"{w.Key}:{w.Value}"))}] by flips [{string.Join(' ', missedFlips.Select(w => $"{w.Key}:{w.Value}"))}]"));
        if (errors.Count == 0)
        {
            return;
        }

        var strong = errors.Where(e => e.Snr >= 12).Select(e => e.Nanoseconds).ToArray();
        var mean = errors.Average(e => e.Nanoseconds);
        var rms = strong.Length == 0 ? 0 : Math.Sqrt(strong.Average(e => (e - mean) * (e - mean)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"timing from 12 dB: mean {mean:0.0} ns, rms {rms:0.0} ns"));
        var bins = _all.Select((t, n) => (Bin: (int)Math.Floor(t.Snr / 3) * 3, Found: _found[n], t.Overlapped)).GroupBy(t => t.Bin).OrderBy(g => g.Key);
        output.WriteLine("by SNR: " + string.Join("  ", bins.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Key}:{b.Count(t => t.Found) / (double)b.Count():0.00}({b.Count()})"))));
        var alone = _all.Select((t, n) => (t.Overlapped, Found: _found[n])).ToLookup(t => t.Overlapped, t => t.Found);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"alone {alone[false].Count(f => f)} of {alone[false].Count()}, overlapped {alone[true].Count(f => f)} of {alone[true].Count()}"));
        var formats = _all.Select((t, n) => (Format: (int)t.Frame.Format, Found: _found[n])).GroupBy(t => t.Format).OrderBy(g => g.Key);
        output.WriteLine("by DF: " + string.Join("  ", formats.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Key}:{b.Count(t => t.Found) / (double)b.Count():0.00}"))));
    }

    /// <summary>Frames sent.</summary>
    public int Sent => _all.Count;

    /// <summary>Whether <see cref="Compare"/> prints the false frames that say when they came.</summary>
    public bool ShowFalse { get; init; }

    /// <summary>What was sent within 120 µs of a time, with its SNR and how much earlier or later it came.</summary>
    private string SentAt(double? nanoseconds) => nanoseconds is not { } time ? "" : string.Join(", ", _all
        .Where(sent => Math.Abs(sent.Ticks - time * 12e-3) < 1440)
        .Select(sent => string.Create(CultureInfo.InvariantCulture, $"{sent.Frame} {sent.Snr:0.0} dB {(sent.Ticks - time * 12e-3) / 12:+0.0;-0.0} µs")));

    /// <summary>Which of the frames sent were found, when times are known to 2 µs; a frame that is not among them is false.</summary>
    public Tally Compare(IEnumerable<(Frame Frame, double? Nanoseconds, long Ticks)> heard)
    {
        var tally = new Tally(new bool[_all.Count]);
        foreach (var (frame, nanoseconds, ticks) in heard)
        {
            tally.Heard++;
            var place = -1;
            if (_byFrame.TryGetValue(frame, out var list))
            {
                var at = list.FindIndex(n => !tally.Found[n] && (nanoseconds is null || Math.Abs(_all[n].Ticks - nanoseconds.Value * 12e-3) < 24));
                place = at < 0 ? -1 : list[at];
            }

            if (place < 0)
            {
                tally.False++;
                if (ShowFalse)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  false {frame} at {nanoseconds / 1e9:0.000000} s, sent then: {SentAt(nanoseconds)}"));
                }

                continue;
            }

            tally.Found[place] = true;
            if (nanoseconds is { } time && _all[place].Snr >= 12)
            {
                tally.Errors.Add((time - _all[place].Ticks / 12e-3, (ticks - _all[place].Ticks) / 12e-3));
            }
        }

        return tally;
    }

    /// <summary>Frames sent and found per 3 dB of SNR, by the lower end of the bin.</summary>
    public IEnumerable<(int Decibels, int Sent, int Found)> BySnr(Tally tally) => _all
        .Select((sent, n) => (Bin: (int)Math.Floor(sent.Snr / 3) * 3, Found: tally.Found[n]))
        .GroupBy(s => s.Bin)
        .OrderBy(g => g.Key)
        .Select(g => (g.Key, g.Count(), g.Count(s => s.Found)));

    /// <summary>Deviation about the mean: a constant delay is no error.</summary>
    public static double Rms(IEnumerable<double> errors)
    {
        var all = errors.ToArray();
        if (all.Length == 0)
        {
            return 0;
        }

        var mean = all.Average();
        return Math.Sqrt(all.Average(e => (e - mean) * (e - mean)));
    }

    /// <summary>The outcome of a comparison.</summary>
    internal sealed record Tally(bool[] Found)
    {
        /// <summary>Frames put out.</summary>
        public int Heard { get; set; }

        /// <summary>Frames put out that nobody sent then.</summary>
        public int False { get; set; }

        /// <summary>Errors of the time, in ns, of frames above 12 dB: of the fine value and of the tick.</summary>
        public List<(double Fine, double Tick)> Errors { get; } = [];
    }
}
