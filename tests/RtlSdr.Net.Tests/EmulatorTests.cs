using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RtlSdr.Net.Tests.Bench;

namespace RtlSdr.Net.Tests;

/// <summary>The emulated dongle itself, where it is more than a file that is played.</summary>
public sealed class EmulatorTests : DongleTest
{
    [DongleFact]
    public async Task The_programs_of_Debian_take_it_for_a_dongle()
    {
        var script = Path.GetFullPath(Path.Combine(EmulatedDongle.Folder, "..", "tests", "run.sh"));
        using var run = Process.Start(new ProcessStartInfo(script, [EmulatedDongle.Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0, $"{output}\n{await errors}");
    }

    [DongleFact]
    public Task A_simulator_on_a_unix_socket_drives_it_live() => WithDongles("serial=A", async _ =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"dongle-{Environment.ProcessId}");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        try
        {
            await AssertPlays(listener, $"unix:{path}");
        }
        finally
        {
            File.Delete(path);
        }
    });

    [DongleFact]
    public Task A_simulator_on_a_tcp_socket_drives_it_live() => WithDongles("serial=A", async _ =>
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();

        await AssertPlays(listener, $"tcp:127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");
    });

    [DongleFact]
    public Task A_simulator_that_is_not_there_yet_means_silence() => WithDongles("serial=A iq=unix:/nowhere/at-all", async _ =>
    {
        var samples = await Receive(100_000);

        Assert.All(samples, value => Assert.InRange(value, 127, 128));
    });

    [DongleFact]
    public Task Gain_is_applied_to_the_signal() => WithDongles("serial=A pace=off", async _ =>
    {
        // A tone of 16 bits at 1/10 of full scale, played as it is at 20.7 dB.
        var file = Path.Combine(Path.GetTempPath(), $"tone-{Environment.ProcessId}");
        var tone = new byte[200_000];
        for (var i = 0; i < tone.Length; i += 4)
        {
            BitConverter.TryWriteBytes(tone.AsSpan(i), (short)(3277 * Math.Cos(i * 0.05)));
            BitConverter.TryWriteBytes(tone.AsSpan(i + 2), (short)(3277 * Math.Sin(i * 0.05)));
        }

        await File.WriteAllBytesAsync(file, tone);
        TestBench.Order($"set A format=sc16 iq={file} gain-reference=20.7 gain-automatic=30");

        Assert.Equal(12.75, await MeasureAmplitude(207), 0.4);
        Assert.Equal(12.75 * Math.Pow(10, -20.7 / 20), await MeasureAmplitude(0), 0.4);
        Assert.Equal(12.75 * Math.Pow(10, 15.7 / 20), await MeasureAmplitude(364), 0.4);
        Assert.Equal(12.75 * Math.Pow(10, 9.3 / 20), await MeasureAmplitude(null), 0.4);
        Assert.InRange(await MeasureAmplitude(496), 127, 181); // clipped
        File.Delete(file);
    });

    private static async Task AssertPlays(Socket listener, string source)
    {
        TestBench.Order($"set A iq={source}");
        using var simulator = await listener.AcceptAsync();
        var sending = Task.Run(() =>
        {
            for (var sent = 0; sent < TestBench.Iq.Length;) // in crooked pieces
                sent += simulator.Send(TestBench.Iq.AsSpan(sent, Math.Min(77_777, TestBench.Iq.Length - sent)));
        });

        var samples = await Receive(900_000);

        StreamingTests.AssertLooped(samples.AsSpan(0, 900_000), 0);
        await sending;
    }

    private static async Task<double> MeasureAmplitude(int? gain)
    {
        var samples = await Receive(50_000, gain);
        var power = 0.0;
        for (var i = 20_000; i < 40_000; i++)
            power += (samples[i] - 127.5) * (samples[i] - 127.5);
        return Math.Sqrt(2 * power / 20_000);
    }

    private static async Task<byte[]> Receive(int bytes, int? gain = null)
    {
        using var device = StreamingTests.Open();
        using var cancel = new CancellationTokenSource();
        if (gain is { } tenths)
            device.SetGain(tenths);
        var collector = new Collector(bytes);
        var stream = device.StreamAsync(collector, new RtlSdrStreamOptions { BufferBytes = 16384 }, cancel.Token);
        await collector.Filled(stream);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        return collector.Bytes;
    }
}
