using System.Diagnostics;
using System.Globalization;
using AdsbFeeder.ModeS;
using AdsbFeeder.Wire;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Two services whose owner has connected them in a circle: one feeds the other all that it has, and socat carries what that one sends out back into the first.</summary>
public sealed class RingTests : IDisposable
{
    // A DF17 identification of 4840D6 (KLM1023), as in Junzi Sun's book, 3.2.
    private static readonly Frame Klm1023 = Frame.Parse("8D4840D6202CC371C32CE0576098");

    private const int Sent = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-ring").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("beast", "BeastOutputPort")]
    [InlineData("avr", "AvrOutputPort")]
    public async Task Each_frame_leaves_each_of_them_once(string protocol, string output)
    {
        if (DebianPrograms.Find("socat") is not { } socat)
        {
            Console.WriteLine("skipped: no socat");
            return;
        }

        await using var second = await RunningService.StartAsync("--config", Configure("second", ""));
        var feed = $"[Feed:ring]\nProtocol={protocol}\nHost=127.0.0.1\nPort={Number(second.Port("BeastInputPorts"))}\nSources=radio, network\n";
        await using var first = await RunningService.StartAsync("--config", Configure("first", feed));
        using var back = Process.Start(socat, ["-u", $"TCP:127.0.0.1:{Number(second.Port(output))}", $"TCP:127.0.0.1:{Number(first.Port("BeastInputPorts"))}"]);
        try
        {
            await using var hearsFirst = await FrameListener.ConnectAsync(first);
            await using var hearsSecond = await FrameListener.ConnectAsync(second);
            await first.WaitForJsonAsync("/api/feeds", json => json.GetProperty("feeds")[0].GetProperty("state").GetString() == "up" && json.GetProperty("senders").GetArrayLength() == 1);
            await second.WaitForJsonAsync("/api/feeds", json => json.GetProperty("clients").GetArrayLength() == 2 && json.GetProperty("senders").GetArrayLength() == 1);
            await using var radio = await first.ConnectAsync("BeastInputPorts");

            await radio.WriteAsync(Stream());

            // All have been round, and were known when they came back.
            await Until(async () => await Returned(first) >= Sent, () => $"{first.Log}\n{second.Log}");
            await hearsFirst.NoneAsync(TimeSpan.FromSeconds(1));
            await hearsSecond.NoneAsync(TimeSpan.FromSeconds(1));
            Assert.Equal((Sent, Sent, Sent), (hearsFirst.Count, hearsSecond.Count, (int)await Returned(first)));
        }
        finally
        {
            back.Kill();
            await back.WaitForExitAsync();
        }
    }

    /// <summary>The same words again and again, each sent at a time of its own: nothing but the time tells one from another.</summary>
    private static byte[] Stream()
    {
        var buffer = new byte[BeastWriter.MaxLength];
        return [.. Enumerable.Range(1, Sent).SelectMany(n =>
        {
            var received = new ReceivedFrame(Klm1023, n * 12_000_000L, 0, FrameSource.Radio) { SignalPower = 0.25f };
            return buffer[..BeastWriter.Write(received, buffer)];
        })];
    }

    private static async Task<double> Returned(RunningService service) => (await service.Http.GetStringAsync("/metrics")).Split('\n')
        .Where(line => line.StartsWith("adsb_input_repeated_frames_total{", StringComparison.Ordinal)).Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));

    private static async Task Until(Func<Task<bool>> condition, Func<string> explain)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(100))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), explain());
        }
    }

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    private string Configure(string name, string feeds)
    {
        var file = Path.Combine(_folder, name + ".conf");
        File.WriteAllText(file, $"[State]\nDirectory={Path.Combine(_folder, name)}\n[Source]\nType=none\n" + feeds);
        return file;
    }
}
