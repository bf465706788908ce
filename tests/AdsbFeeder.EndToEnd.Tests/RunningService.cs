using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>The service as a process of its own, on ports that the system chose.</summary>
internal sealed partial class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private RunningService(Process process)
    {
        _process = process;
        _reading = ReadLogAsync();
    }

    internal int ProcessId => _process.Id;

    internal string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    internal HttpClient Http { get; private set; } = null!;

    internal static Task<RunningService> StartAsync(params string[] arguments) => StartAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Starts it with variables in its environment.</summary>
    internal static async Task<RunningService> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = AdsbFeederProgram.StartInfo(["run", "--any-port", .. arguments]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var service = new RunningService(Process.Start(start)!);
        if (await Task.WhenAny(service._started.Task, service._reading, Task.Delay(StartTimeout)) != service._started.Task)
        {
            await service.DisposeAsync();
            throw new InvalidOperationException("The service did not start:\n" + service.Log);
        }

        service.Http = new HttpClient { BaseAddress = new Uri(HttpUrl().Match(service.Log).Value) };
        return service;
    }

    /// <summary>The port that serves a key of the configuration, as the log tells.</summary>
    internal int Port(string key) => int.Parse(Regex.Match(Log, $@":(\d+) \({key}\)").Groups[1].Value, CultureInfo.InvariantCulture);

    internal async Task<NetworkStream> ConnectAsync(string key)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", Port(key));
        return new NetworkStream(socket, ownsSocket: true);
    }

    internal async Task<JsonElement> GetJsonAsync(string path)
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync(path));
        return document.RootElement.Clone();
    }

    /// <summary>Asks again until the answer pleases, or fails with the last one.</summary>
    internal async Task<JsonElement> WaitForJsonAsync(string path, Func<JsonElement, bool> pleases, TimeSpan? timeout = null)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var json = await GetJsonAsync(path);
            if (pleases(json))
            {
                return json;
            }

            Assert.True(clock.Elapsed < (timeout ?? TimeSpan.FromSeconds(60)), $"{path} never became as expected; the last was {json}\n{Log}");
            await Task.Delay(250);
        }
    }

    /// <summary>The value of a series on a page of metrics.</summary>
    internal static double Metric(string page, string series)
    {
        var line = page.Split('\n').SingleOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        Assert.True(line is not null, $"no {series} in\n{page}");
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Asks it to stop, as systemd does, and returns its exit code.</summary>
    internal async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _reading;
        Http?.Dispose();
        _process.Dispose();
    }

    private async Task ReadLogAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_log)
            {
                _log.AppendLine(line);
            }

            if (HttpUrl().IsMatch(line))
            {
                _started.TrySetResult();
            }
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpUrl();
}
