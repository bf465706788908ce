using System.Diagnostics;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Simulation.Tests;

/// <summary>An independent decoder hears the simulated air: Debian's dump1090-mutability, where it is installed.</summary>
public class PeerDecoderTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const string Decoder = "/usr/bin/dump1090-mutability";

    [Fact]
    public void Dump1090_finds_a_fifth_of_the_sparse_scene_and_hardly_anything_else()
    {
        if (!File.Exists(Decoder))
        {
            output.WriteLine("skipped: dump1090-mutability is not installed");
            return;
        }

        var sent = new List<Frame>();
        var samples = new byte[2 * 2_400_000 * 6];
        new SimulatedReceiver(Scenes.Sparse, truth => sent.Add(truth.Frame)).ReadExactly(samples);

        var heard = Decode(samples);

        var known = sent.ToHashSet();
        var right = heard.Count(known.Contains);
        var recall = right / (double)sent.Count(frame => !frame.IsModeAc);
        output.WriteLine($"recall {recall:F3}, {heard.Count - right} others");
        Assert.InRange(recall, 0.14, 0.28);
        Assert.InRange((heard.Count - right) / (double)heard.Count, 0, 0.03);
    }

    private static List<Frame> Decode(byte[] samples)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, samples);
            using var process = Process.Start(new ProcessStartInfo(Decoder, ["--ifile", file, "--iformat", "UC8", "--raw", "--fix"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var frames = new List<Frame>();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                if (line.StartsWith('*') && Frame.TryParse(line.AsSpan(1).TrimEnd(";\n "), out var frame))
                    frames.Add(frame);
            }

            process.WaitForExit();
            return frames;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

internal static class SimulatedReceiverReading
{
    public static void ReadExactly(this SimulatedReceiver receiver, Span<byte> destination) =>
        Assert.Equal(destination.Length, receiver.Read(destination));
}
