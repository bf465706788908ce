using AdsbFeeder.Radio;
using AdsbFeeder.Reception;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Tests.Reception;

public sealed class RadioWatchTests : IDisposable
{
    private readonly Lines _lines = new();
    private readonly Clock _clock = new();
    private readonly RadioWatch _watch;

    public RadioWatchTests() => _watch = new RadioWatch(new FakeRadio(), _lines, _clock);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Each_change_is_one_line_and_trying_again_is_none()
    {
        Wait(RadioFault.Absent);
        Wait(RadioFault.Absent);
        Receive();
        Wait(RadioFault.Unplugged);
        Wait(RadioFault.Absent);
        Wait(RadioFault.Absent);
        Receive();

        Assert.Equal(["Absent", "on", "Unplugged", "on"], _lines);
    }

    [Fact]
    public void A_dongle_that_comes_and_goes_is_told_ten_times_then_summed_up_until_ten_minutes_are_over()
    {
        for (var i = 0; i < 50; i++)
        {
            Wait(RadioFault.Silent);
            Receive();
        }

        Assert.Equal(21, _lines.Count);
        Assert.Contains("comes and goes", _lines[^1], StringComparison.Ordinal);

        _clock.Seconds += 601;
        Wait(RadioFault.Unplugged);

        Assert.Equal("Unplugged", _lines[^1]);
    }

    private void Wait(RadioFault fault) => _watch.Tell(new RadioStatus(RadioState.Waiting, fault, fault.ToString() + "."));

    private void Receive()
    {
        _watch.Tell(new RadioStatus(RadioState.Starting, RadioFault.None, ""));
        _watch.Tell(new RadioStatus(RadioState.Receiving, RadioFault.None, "on"));
    }

    private sealed class Clock : TimeProvider
    {
        internal long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));
    }
}
