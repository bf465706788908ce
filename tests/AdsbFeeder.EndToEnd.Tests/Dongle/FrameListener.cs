using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>A client of the AVR port that stays connected and remembers every line.</summary>
internal sealed class FrameListener : IAsyncDisposable
{
    private readonly List<string> _lines = [];
    private readonly NetworkStream _stream;
    private readonly Task _reading;

    private FrameListener(NetworkStream stream)
    {
        _stream = stream;
        _reading = ReadAsync();
    }

    internal static async Task<FrameListener> ConnectAsync(RunningService service) => new(await service.ConnectAsync("AvrOutputPort"));

    internal IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    internal int Count
    {
        get
        {
            lock (_lines)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>False once the service has closed the connection.</summary>
    internal bool IsConnected => !_reading.IsCompleted;

    /// <summary>Waits until more frames come than had come, and returns how long it took.</summary>
    internal async Task<TimeSpan> MoreAsync(TimeSpan within, Func<string> explain)
    {
        var before = Count;
        var clock = Stopwatch.StartNew();
        while (Count < before + 5)
        {
            Assert.True(IsConnected, "the client lost its connection\n" + explain());
            Assert.True(clock.Elapsed < within, $"no frames within {within.TotalSeconds} s\n{explain()}");
            await Task.Delay(20);
        }

        return clock.Elapsed;
    }

    /// <summary>Waits until no frame has come for a while.</summary>
    internal async Task NoneAsync(TimeSpan? period = null)
    {
        for (var before = -1; before != Count;)
        {
            before = Count;
            await Task.Delay(period ?? TimeSpan.FromMilliseconds(300));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(_stream, Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (_lines)
                {
                    _lines.Add(line);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The test is over, or the service closed it, which IsConnected tells.
        }
    }
}
