using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Simulator, dongle and service at the pace of the clock, as they would be for years.</summary>
public sealed class RealTimeTests
{
    [DongleFact]
    public async Task Live_air_through_the_dongle_gives_all_frames_of_a_file_and_loses_no_sample()
    {
        // Ten minutes are the proof; a developer waits for a few seconds.
        var seconds = Environment.GetEnvironmentVariable("ADSBFEEDER_SLOW_TESTS") == "1" ? 600 : 12;
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-live");
        var path = Path.Combine(folder.FullName, "air");
        try
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();
            using var dongle = new EmulatedDongle($"serial=A plugged=no end=silence iq=unix:{path}");
            await using var service = await RunningService.StartAsync(dongle.Environment, "--source", "rtlsdr", "--set", "Source:Gain=max");
            await using var client = await FrameListener.ConnectAsync(service);
            using var simulator = Start("simulate", "--aircraft", "60", "--seconds", seconds.ToString(CultureInfo.InvariantCulture), "--out", "-", "--sample-format", "uc8", "--sample-rate", "2.4M");
            using var decoder = Start("decode", "-", "--sample-format", "uc8", "--sample-rate", "2.4M", "--output", "avr");
            var expected = ReadLinesAsync(decoder);

            await dongle.OrderAsync("plug A");
            using var air = await listener.AcceptAsync();
            await PlayAsync(simulator, air, decoder);
            var sent = await expected;

            // The dongle's own transfers and the demodulator hold the last moments; what they wait for is the silence behind.
            for (var before = -1; before != client.Count;)
            {
                before = client.Count;
                await Task.Delay(1000);
            }

            var metrics = await service.Http.GetStringAsync("/metrics");
            var heard = client.Lines;
            Assert.Contains("adsb_radio_samples_lost_total{receiver=\"main\"} 0\n", metrics, StringComparison.Ordinal);
            Assert.Contains("adsb_radio_samples_dropped_total{receiver=\"main\"} 0\n", metrics, StringComparison.Ordinal);
            Assert.Contains("lost=0 ", await dongle.OrderAsync("status A"), StringComparison.Ordinal);
            Assert.True(client.IsConnected);
            Assert.True(sent.Count > 100 * seconds, $"{sent.Count} frames in {seconds} s");

            // The dongle begins with a part of a transfer, so bursts that barely make it differ: two in a thousand, and no more than five.
            var frames = RunningService.Metric(metrics, "adsb_receiver_frames_total{receiver=\"main\"}");
            Assert.InRange(frames, sent.Count - 3 - (sent.Count / 200), sent.Count + 3 + (sent.Count / 200));

            // Frame by frame: both count how often they heard each. The tracker keeps doubtful frames of aircraft to itself that nobody has announced yet.
            var extra = Surplus(heard, sent);
            var missing = Surplus(sent, heard);
            Assert.True(extra <= 3 + (sent.Count / 200) && missing < sent.Count / 10, $"{sent.Count} from the file, {heard.Count} heard: {missing} missing, {extra} more\n{service.Log}");
            Assert.Equal(0, await service.StopAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Copies the air to the dongle, which takes it at its own pace, and to a decoder.</summary>
    private static async Task PlayAsync(Process simulator, Socket air, Process decoder)
    {
        var buffer = new byte[256 * 1024];
        var input = decoder.StandardInput.BaseStream;
        while (await simulator.StandardOutput.BaseStream.ReadAsync(buffer) is > 0 and var count)
        {
            for (var sent = 0; sent < count;)
            {
                sent += await air.SendAsync(buffer.AsMemory(sent, count - sent));
            }

            await input.WriteAsync(buffer.AsMemory(0, count));
        }

        input.Close();
        air.Shutdown(SocketShutdown.Send);
    }

    private static int Surplus(IEnumerable<string> of, IEnumerable<string> over)
    {
        var counts = over.CountBy(line => line).ToDictionary();
        return of.CountBy(line => line).Sum(pair => Math.Max(0, pair.Value - counts.GetValueOrDefault(pair.Key)));
    }

    private static async Task<List<string>> ReadLinesAsync(Process process)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static Process Start(params string[] arguments)
    {
        var process = Process.Start(AdsbFeederProgram.StartInfo(arguments))!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
