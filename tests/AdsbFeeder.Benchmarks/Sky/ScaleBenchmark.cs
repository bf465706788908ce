using System.Buffers;
using System.Globalization;
using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Serving.Query;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Benchmarks;

/// <summary>What 100, 1,000 and 10,000 aircraft cost: a frame, a snapshot, its JSON, its index.</summary>
/// <remarks>Times are processor time of one thread. The three skies take turns, so that whatever else the machine does slows all of them.</remarks>
internal static class ScaleBenchmark
{
    private const int Rows = 600_000;
    private const int WarmSeconds = 15;

    /// <summary>The frame queue's largest batch of the network.</summary>
    private const int BatchFrames = 512;

    public static int Run(string[] args)
    {
        if (!args.Contains("--service")) RunTracker(args.Contains("--quick") ? 8 : 40);
        if (!args.Contains("--tracker")) FullServiceBenchmark.Run(args.Contains("--quick") ? 20 : 65, args.Contains("--no-past") ? 0 : 2, args.Contains("--verbose"));
        return 0;
    }

    private static void RunTracker(int rounds)
    {
        var database = Database();
        Console.WriteLine(Line($"{Machine.Processor}, .NET {Environment.Version}; simulated traffic, {rounds} rounds; JSON with a database of {Rows:N0} aircraft."));
        Console.WriteLine();
        Console.WriteLine("| aircraft | frames/s | ns a frame: median, quiet quarter | ratio | snapshot ms: median, worst | JSON ms: median, worst | JSON MB | index ms | box µs | circle µs | tracker MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        Sky[] skies = [new(100, 10, database), new(1_000, 1, database), new(10_000, 1, database)];
        foreach (var sky in skies)
        {
            for (var second = 0; second < WarmSeconds; second += sky.Seconds) sky.Step(measure: false);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var sky in skies) sky.Step(measure: true);
        }

        foreach (var sky in skies) Console.WriteLine(sky.Row(skies[0]));
        Console.WriteLine();
    }

    /// <summary>One sky, and what was measured of it.</summary>
    private sealed class Sky(int aircraft, int seconds, AircraftDatabase database)
    {
        private readonly ManyAircraft _air = new(aircraft);
        private readonly ArrayBufferWriter<byte> _output = new(1 << 16);
        private readonly List<double> _frames = [], _snapshots = [], _json = [], _index = [], _boxes = [], _circles = [];
        private Tracker? _tracker;
        private long _count;
        private long _bytes;
        private int _listed;

        internal int Seconds => seconds;

        internal void Step(bool measure)
        {
            _tracker ??= new Tracker(new TrackerOptions { ReceiverLocation = _air.Receiver });
            var batch = Enumerable.Range(0, seconds).SelectMany(_ => _air.NextSecond()).ToArray();
            var used = 0.0;
            foreach (var part in batch.Chunk(BatchFrames))
            {
                used += ThreadClock.Of(() => Take(_tracker, part));
            }

            TrackingSnapshot? snapshot = null;
            var taken = ThreadClock.Of(() => snapshot = _tracker.Snapshot(_air.NowMs));
            _output.ResetWrittenCount();
            var written = ThreadClock.Of(() => AircraftJson.Write(_output, snapshot!, _air.Receiver, database));
            SnapshotIndex? tree = null;
            var built = ThreadClock.Of(() => tree = new SnapshotIndex(snapshot!));
            var box = ThreadClock.Of(() => Repeat(100, () => tree!.In(new GeoBox(51.5, 52.5, 3.5, 4.5)).Count()));
            var circle = ThreadClock.Of(() => Repeat(100, () => tree!.In(new GeoCircle(_air.Receiver, 30)).Count()));
            if (!measure) return;

            _count += batch.Length;
            _listed = snapshot!.Aircraft.Length;
            _frames.Add(used * 1e6 / batch.Length);
            _snapshots.Add(taken);
            _json.Add(written);
            _index.Add(built);
            _boxes.Add(10 * box);
            _circles.Add(10 * circle);
        }

        /// <summary>As the service's loop does it: from a batch that was written just now.</summary>
        private static void Take(Tracker tracker, ReadOnlySpan<ReceivedFrame> frames)
        {
            for (var i = 0; i < frames.Length; i++)
            {
                if (i + Tracker.LookAhead < frames.Length) tracker.Expect(frames[i + Tracker.LookAhead]);
                tracker.Update(frames[i]);
            }
        }

        internal string Row(Sky reference)
        {
            var all = GC.GetTotalMemory(forceFullCollection: true);
            _tracker = null;
            _bytes = all - GC.GetTotalMemory(forceFullCollection: true);
            return Line(
                $"| {_listed:N0} | {_count / (_frames.Count * seconds):N0} | {Median(_frames):0}, {Quiet(_frames):0} | {Quiet(_frames) / Quiet(reference._frames):0.00} | {Median(_snapshots):0.0}, {_snapshots.Max():0.0} | {Median(_json):0.0}, {_json.Max():0.0} | {_output.WrittenCount / 1e6:0.0} | {Median(_index):0.0} | {Median(_boxes):0} | {Median(_circles):0} | {_bytes / 1e6:0.0} |");
        }

        private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

        private static double Quiet(List<double> values) => values.Order().ElementAt(values.Count / 4);

        private static void Repeat(int times, Func<int> action)
        {
            for (var i = 0; i < times; i++) action();
        }
    }

    private static AircraftDatabase Database()
    {
        var builder = new AircraftDatabaseBuilder();
        for (var i = 0; i < Rows; i++)
        {
            builder.Add(Address.Icao((uint)(i * 27 + 3)), new AircraftRecord
            {
                Registration = Encoding.ASCII.GetBytes(Line($"N{i}AB")),
                TypeCode = Encoding.ASCII.GetBytes(Line($"C{i % 2700}")),
                Description = Encoding.ASCII.GetBytes(Line($"CESSNA MODEL {i % 30_000}")),
                Owner = Encoding.ASCII.GetBytes(Line($"OWNER NUMBER {i % 250_000} OF MANY LLC")),
                Year = 1990,
            });
        }

        return builder.Build();
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
