using AdsbFeeder.Radio.Serial;

namespace AdsbFeeder.Radio.Tests.Serial;

/// <summary>Receivers on a serial port, played by a pseudo terminal.</summary>
public sealed class SerialRadioTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-serial").FullName;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<RadioStatus> _told = [];
    private readonly Sink _sink = new();

    private string Link => Path.Combine(_folder, "port");

    public void Dispose()
    {
        _stopping.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_beast_is_set_to_binary_all_formats_parity_12_MHz_and_handshake()
    {
        using var port = new PseudoTerminal();
        var running = Start(SerialReceiverKind.Beast, port.Path);

        Assert.Equal("\u001a1C\u001a1d\u001a1f\u001a1g\u001a1H\u001a1i\u001a1j"u8.ToArray(), await Task.Run(() => port.Read(21)).WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(0, LibC.GetAttributes(port.Master, out var attributes));
        Assert.NotEqual(0u, attributes.Control & LibC.HardwareFlowControl);
        Assert.Equal(BaudRates.NameOf(3_000_000), attributes.Control & 0x100F);
        await StopAsync(running);
    }

    [Fact]
    public async Task A_hulc_is_told_nothing_and_listened_to_at_its_own_speed()
    {
        using var port = new PseudoTerminal();
        var running = Start(SerialReceiverKind.Hulc, port.Path);
        await SayAsync(port, 3);

        Assert.Equal(0, LibC.GetAttributes(port.Master, out var attributes));
        Assert.Equal(BaudRates.NameOf(921_600), attributes.Control & 0x100F);
        Assert.Contains("GNS HULC", Assert.Single(_told, status => status.State == RadioState.Receiving).Message, StringComparison.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task Every_byte_comes_through_as_it_was_sent()
    {
        using var port = new PseudoTerminal();
        var running = Start(SerialReceiverKind.Hulc, port.Path);
        await SayAsync(port, 77);
        var before = _sink.Bytes.Length;
        var sent = new byte[100_000];
        new Random(1).NextBytes(sent);
        for (var i = 0; i < 256; i++)
        {
            sent[i] = (byte)i;
        }

        await Task.Run(() => port.Write(sent));
        await _sink.WaitForAsync(before + sent.Length);

        Assert.Equal(sent, _sink.Bytes[before..]);
        await StopAsync(running);
    }

    [Fact]
    public async Task A_port_that_is_pulled_is_waited_for_and_used_again()
    {
        var first = new PseudoTerminal();
        first.LinkAs(Link);
        var running = Start(SerialReceiverKind.Hulc, Link);
        await SayAsync(first, 1);

        first.Dispose();
        await TellsAsync(RadioFault.Unplugged);
        File.Delete(Link);
        await TellsAsync(RadioFault.Absent);
        using var second = new PseudoTerminal();
        second.LinkAs(Link);
        await SayAsync(second, 2);

        Assert.All(_sink.Bytes, value => Assert.InRange(value, 1, 2));
        Assert.True(_sink.Gaps >= 1);
        lock (_told)
        {
            Assert.Equal([RadioFault.None, RadioFault.Unplugged, RadioFault.Absent, RadioFault.None], Changes());
        }

        await StopAsync(running);
    }

    [Fact]
    public async Task A_dozen_plugs_leave_no_handle_behind()
    {
        var running = Start(SerialReceiverKind.Hulc, Link, silence: 0.2);
        var before = 0;
        for (var i = 0; i < 12; i++)
        {
            using (var port = new PseudoTerminal())
            {
                port.LinkAs(Link);
                await SayAsync(port, (byte)i);
            }

            if (i == 2)
            {
                before = Directory.GetFiles("/proc/self/fd").Length;
            }
        }

        await StopAsync(running);
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 4);
    }

    [Fact]
    public async Task A_receiver_that_sends_nothing_is_told_with_its_speed()
    {
        using var port = new PseudoTerminal();
        var running = Start(SerialReceiverKind.Hulc, port.Path, silence: 0.1);

        Assert.Contains("its speed is 921600 baud", (await TellsAsync(RadioFault.Silent)).Message, StringComparison.Ordinal);
        await StopAsync(running);
    }

    [Theory]
    [InlineData("/dev/null", RadioFault.Failed, "is not a serial port")]
    [InlineData("/nowhere/at/all", RadioFault.Absent, "ls -l /dev/serial/by-id/")]
    public async Task What_is_no_port_is_told(string path, RadioFault fault, string words)
    {
        var running = Start(SerialReceiverKind.Beast, path);

        Assert.Contains(words, (await TellsAsync(fault)).Message, StringComparison.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public void Every_speed_has_its_name() => Assert.All(BaudRates.Supported, baud => Assert.NotEqual(0u, BaudRates.NameOf(baud)));

    private static async Task StopAsync(Task running, CancellationTokenSource stopping)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private Task StopAsync(Task running) => StopAsync(running, _stopping);

    private Task Start(SerialReceiverKind kind, string path, double silence = 20)
    {
        var radio = new SerialRadio(new SerialRadioOptions { Kind = kind, Path = path, SilenceTimeout = TimeSpan.FromSeconds(silence) }, TimeProvider.System)
        {
            Changed = status =>
            {
                lock (_told)
                {
                    _told.Add(status);
                }
            },
        };
        return radio.RunAsync(_sink, _stopping.Token);
    }

    /// <summary>Repeats a byte until it is heard: what came before the port was opened is thrown away.</summary>
    private async Task SayAsync(PseudoTerminal port, byte value)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var before = _sink.Bytes.Length;
        while (_sink.Bytes.Length == before)
        {
            port.Write([value]);
            await Task.Delay(50, patience.Token);
        }

        // None may be on its way.
        for (var count = -1; count != _sink.Bytes.Length;)
        {
            count = _sink.Bytes.Length;
            await Task.Delay(100, patience.Token);
        }
    }

    private IEnumerable<RadioFault> Changes() => _told.Where(status => status.State != RadioState.Starting).Select(status => status.Fault);

    private async Task<RadioStatus> TellsAsync(RadioFault fault)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            lock (_told)
            {
                if (_told.FindLast(status => status.Fault == fault) is { } found)
                {
                    return found;
                }
            }

            await Task.Delay(10, patience.Token);
        }
    }

    private sealed class Sink : ISerialSink
    {
        private readonly List<byte> _bytes = [];

        internal int Gaps { get; private set; }

        internal byte[] Bytes
        {
            get
            {
                lock (_bytes)
                {
                    return [.. _bytes];
                }
            }
        }

        public void OnBytes(ReadOnlySpan<byte> bytes)
        {
            lock (_bytes)
            {
                _bytes.AddRange(bytes);
            }
        }

        public void OnGap() => Gaps++;

        internal async Task WaitForAsync(int count)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (Bytes.Length < count)
            {
                await Task.Delay(10, patience.Token);
            }
        }
    }
}
