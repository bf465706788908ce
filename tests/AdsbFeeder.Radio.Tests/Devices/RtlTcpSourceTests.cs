namespace AdsbFeeder.Radio.Tests.Devices;

public sealed class RtlTcpSourceTests : IDisposable
{
    private const int Rate = 2_400_000;

    /// <summary>A block of the ring, which is what a read gives.</summary>
    private const int Block = Rate / 40 * 2;

    private readonly RtlTcpPeer _peer = new();
    private readonly List<RadioStatus> _told = [];

    public void Dispose() => _peer.Dispose();

    [Fact]
    public async Task The_dongle_there_is_set_and_its_samples_come_as_they_were_sent()
    {
        using var source = Source(new GainChoice(30));
        var reading = Task.Run(() => ReadBlocks(source, 2));
        using var connection = await _peer.AcceptAsync();
        var commands = await connection.ReadCommandsAsync(7);
        var samples = Samples(2 * Block, seed: 1);

        // Cut between I and Q, and a single byte by itself.
        await connection.SendAsync(samples[..1]);
        await connection.SendAsync(samples[1..1001]);
        await Task.Delay(20);
        await connection.SendAsync(samples[1001..]);

        Assert.Equal([(0x02, Rate), (0x05, -3), (0x01, 1_090_000_000), (0x08, 0), (0x0e, 1), (0x03, 1), (0x0d, 16)], commands.Select(command => ((int)command.Command, command.Value)));
        Assert.Equal(samples, await reading);
        Assert.Equal((RadioState.Receiving, 29.7), (source.Status.State, source.Status.GainDecibels));
    }

    [Fact]
    public async Task The_highest_gain_of_a_tuner_that_nobody_knows_is_the_last_one()
    {
        using var source = Source(GainChoice.Highest);
        var reading = Task.Run(() => ReadBlocks(source, 1));
        using var connection = await _peer.AcceptAsync(gains: 14);

        Assert.Equal((0x0d, 13), (await connection.ReadCommandsAsync(7))[^1]);
    }

    [Fact]
    public async Task After_a_lost_connection_it_connects_again_and_counts_the_time_between_as_samples()
    {
        using var source = Source(GainChoice.Highest);
        var first = Task.Run(() => ReadBlocks(source, 1));
        using (var connection = await _peer.AcceptAsync())
        {
            await connection.SendAsync(Samples(Block, seed: 1));
            await first;
        }

        Assert.Equal(0, source.TakeLostSamples());
        var second = Task.Run(() => ReadBlocks(source, 1));
        using var again = await _peer.AcceptAsync();
        await again.SendAsync(Samples(Block, seed: 2));

        Assert.Equal(Samples(Block, seed: 2), await second);

        // It waits half a second before it tries again; a busy machine may need longer.
        var missing = source.TakeLostSamples();
        Assert.InRange(missing / (double)Rate, 0.4, 10);
        Assert.Equal(0, source.TakeLostSamples());
        Assert.Equal((1, missing, 0), (source.Status.Reconnects, source.Status.AwaySamples, source.Status.LostSamples));
        Assert.Contains(_told, status => status.Fault == RadioFault.Unreachable && status.Message.Contains("ended the connection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_came_before_the_connection_ended_is_not_held_back()
    {
        using var source = Source(GainChoice.Highest);
        var reading = Task.Run(() => ReadBlocks(source, 1, least: 1000));
        using (var connection = await _peer.AcceptAsync())
        {
            await connection.ReadCommandsAsync(7);
            await connection.SendAsync(Samples(1000, seed: 1));
        }

        Assert.Equal(Samples(1000, seed: 1), await reading);
    }

    [Fact]
    public async Task Another_kind_of_server_is_told_and_tried_again()
    {
        using var source = Source(GainChoice.Highest);
        var reading = Task.Run(() => ReadBlocks(source, 1));
        using (var wrong = await _peer.AcceptAsync(magic: "HTTP"))
        {
        }

        using var right = await _peer.AcceptAsync();
        await right.SendAsync(Samples(Block, seed: 1));

        Assert.NotEmpty(await reading);
        Assert.Contains(_told, status => status.Fault == RadioFault.Failed && status.Message.Contains("is not rtl_tcp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_sends_nothing_is_left()
    {
        using var source = Source(GainChoice.Highest);
        var reading = Task.Run(() => ReadBlocks(source, 1));
        using var silent = await _peer.AcceptAsync();
        using var again = await _peer.AcceptAsync();
        await again.SendAsync(Samples(Block, seed: 1));

        Assert.NotEmpty(await reading);
        Assert.Contains(_told, status => status.Fault == RadioFault.Silent);
    }

    [Fact]
    public async Task Disposing_ends_a_waiting_read()
    {
        var source = Source(GainChoice.Highest);
        var reading = Task.Run(() => source.Read(new byte[Block]));
        using var connection = await _peer.AcceptAsync();

        source.Dispose();

        Assert.Equal(0, await reading.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, source.Read(new byte[Block]));
    }

    private static byte[] Samples(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] ReadBlocks(RtlTcpSource source, int blocks, int least = Block)
    {
        var all = new MemoryStream();
        var buffer = new byte[Block];
        while (all.Length < blocks * (long)least && source.Read(buffer) is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    private RtlTcpSource Source(GainChoice gain) => new(
        new RtlTcpSourceOptions { Host = "127.0.0.1", Port = _peer.Port, Gain = gain, PpmCorrection = -3, BiasTee = true, SilenceTimeout = TimeSpan.FromSeconds(1) },
        TimeProvider.System)
    {
        Changed = status =>
        {
            lock (_told)
            {
                _told.Add(status);
            }
        },
    };
}
