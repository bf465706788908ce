using AdsbFeeder.Configuration;
using AdsbFeeder.History;
using AdsbFeeder.ModeS;
using AdsbFeeder.Serving;
using AdsbFeeder.Tests.Serving;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Tests.History;

/// <summary>The history with its disk, as one run of the service has it, and a clock that tests set.</summary>
internal sealed class HistoryBench : TimeProvider, IDisposable
{
    private readonly bool _isOwner;
    private readonly List<string> _log = [];
    private readonly ILoggerFactory _logs;

    /// <summary>A run in a folder of its own, or in that of another run.</summary>
    internal HistoryBench(HistoryBench? before = null, Action<HistorySettings>? configure = null)
    {
        _isOwner = before is null;
        Folder = before?.Folder ?? Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
        NowMs = before?.NowMs ?? ServingHost.Now;
        var settings = new Settings();
        settings.History.Directory = Folder;
        configure?.Invoke(settings.History);
        _logs = LoggerFactory.Create(logging => logging.AddProvider(new Book(_log)));
        Traces = new TraceStore(settings);
        Files = new HistoryFiles(new SnapshotStore(settings, TimeProvider.System));
        Archive = new HistoryArchive(settings);
        Writer = new HistoryWriter(settings, Traces, Outline, Files, Archive, this, _logs.CreateLogger<HistoryWriter>());
    }

    internal string Folder { get; }

    internal long NowMs { get; set; }

    internal TraceStore Traces { get; }

    internal RangeOutline Outline { get; } = new();

    internal HistoryFiles Files { get; }

    internal HistoryArchive Archive { get; }

    internal HistoryWriter Writer { get; }

    internal IReadOnlyList<string> Log => _log;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => NowMs;

    internal void Take(TrackingSnapshot snapshot)
    {
        NowMs = snapshot.NowUnixMs;
        Traces.Take(snapshot);
        Outline.Take(snapshot);
        Files.Take(snapshot);
    }

    /// <summary>Flies an aircraft east for some seconds from now on, with a snapshot every ten.</summary>
    internal void Fly(int seconds, uint address = 0x4840D6)
    {
        var start = NowMs;
        for (var second = 10; second <= seconds; second += 10)
        {
            var ms = start + (second * 1000L);
            var aircraft = Sky.Aircraft(address, new(52 + (address % 7 * 0.1), 4 + (ms - ServingHost.Now) / 1000 * 0.002 % 3), "KLM1023", "1234", 38000, ms);
            aircraft.GroundSpeedKnots = new(450, ms, FieldSource.Adsb);
            aircraft.TrackDegrees = new(90, ms, FieldSource.Adsb);
            Take(Sky.PictureAt(ms, aircraft));
        }
    }

    /// <summary>The next run of the service, which found the files of this one.</summary>
    internal async Task<HistoryBench> RestartAsync(Action<HistorySettings>? configure = null)
    {
        var next = new HistoryBench(this, configure);
        await next.Writer.StartAsync(CancellationToken.None);
        return next;
    }

    internal List<TracePoint> Points(uint address = 0x4840D6) => Traces.Find(Address.Icao(address)) ?? [];

    internal string[] FilesBelow() => [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        Writer.StopAsync(CancellationToken.None).Wait();
        Writer.Dispose();
        _logs.Dispose();
        if (_isOwner)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private sealed class Book(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
