using System.Buffers;
using System.Text.Json;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Json;

/// <summary>Anything may be on the air; the documents stay sound and their numbers in their ranges.</summary>
public class RandomTrafficTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_contents_under_sound_parity_never_break_a_document(int seed)
    {
        const long start = 1_795_246_700_000;
        var random = new Random(seed);
        var tracker = new Tracker(new TrackerOptions { ReceiverLocation = new GeoPosition(52, 4) });
        var windows = new StatisticsWindows(new StatisticsSample(start, TrackerStatistics.Zero));
        var now = start;
        for (var i = 0; i < 60_000; i++)
        {
            if (i < 59_000) now += random.Next(20) == 0 ? random.Next(-30_000, 30_000) : random.Next(50);
            tracker.Update(new ReceivedFrame(RandomFrame(random), 0, now, (FrameSource)random.Next(4)) { RepairedBits = (byte)(random.Next(10) == 0 ? 1 : 0), SignalPower = random.NextSingle() });
            if (random.Next(50) == 0 || i == 59_000) tracker.Expire(now);
        }

        var snapshot = tracker.Snapshot(now);
        windows.Add(new StatisticsSample(now, snapshot.Statistics));
        var buffer = new ArrayBufferWriter<byte>();
        AircraftJson.Write(buffer, snapshot, snapshot.ReceiverLocation);
        using var aircraft = JsonDocument.Parse(buffer.WrittenMemory);
        var stats = new ArrayBufferWriter<byte>();
        StatsJson.Write(stats, snapshot, windows);
        using var statistics = JsonDocument.Parse(stats.WrittenMemory);

        Assert.NotEmpty(aircraft.RootElement.GetProperty("aircraft").EnumerateArray());
        Assert.All(aircraft.RootElement.GetProperty("aircraft").EnumerateArray(), InRange);
        Assert.Equal(60_000, RejectedAndUsed(snapshot.Statistics));
    }

    private static long RejectedAndUsed(TrackerStatistics s) =>
        s[TrackerCounter.Messages] + s[TrackerCounter.RejectedBadParity] + s[TrackerCounter.RejectedFull] + s[TrackerCounter.RejectedNotAnAddress]
        + s[TrackerCounter.RejectedUnconfirmed] + s[TrackerCounter.RejectedUnknownAddress] + s[TrackerCounter.RejectedUnsupported];

    private static void InRange(JsonElement aircraft)
    {
        foreach (var (key, low, high) in (ReadOnlySpan<(string, double, double)>)
            [("lat", -90, 90), ("lon", -180, 180), ("track", 0, 360), ("mag_heading", 0, 360), ("nav_heading", 0, 360), ("nic", 0, 11), ("gs", 0, 6000), ("seen", 0, 60), ("rssi", -49.5, 0.1)])
        {
            if (aircraft.TryGetProperty(key, out var value)) Assert.InRange(value.GetDouble(), low, high);
        }
    }

    /// <summary>A frame of one of thirty addresses: any format, random content, right parity (mostly).</summary>
    private static Frame RandomFrame(Random random)
    {
        var format = random.Next(32);
        Span<byte> bytes = stackalloc byte[random.Next(50) == 0 ? 2 : format >= 16 ? 14 : 7];
        random.NextBytes(bytes);
        if (bytes.Length == 2) return new Frame(bytes);

        bytes[0] = (byte)((format << 3) | random.Next(8));
        var address = (uint)random.Next(30);
        if (format is 11 or 17 or 18 or 19)
        {
            (bytes[1], bytes[2], bytes[3]) = (0x48, 0x40, (byte)address);
            Parity.Apply(bytes);
        }
        else
        {
            Parity.Apply(bytes, 0x484000 | address);
        }

        if (random.Next(20) == 0) bytes[random.Next(bytes.Length)] ^= 0x10;
        return new Frame(bytes);
    }
}
