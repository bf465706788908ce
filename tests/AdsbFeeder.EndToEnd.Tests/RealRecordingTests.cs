using AdsbFeeder.Tests;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Recordings of real air, where they are beside the repository; their origins are told in their README.</summary>
public sealed class RealRecordingTests
{
    [Fact]
    public async Task The_recording_of_one_strong_aircraft_gives_at_least_330_frames_nearly_all_of_it()
    {
        if (await DecodeAsync("modes1.2000k.uc8", "json") is not { } lines)
        {
            return;
        }

        Assert.InRange(lines.Length, 330, 420);
        Assert.True(lines.Count(line => !line.Contains("\"hex\":\"4d2023\"", StringComparison.Ordinal)) <= 5);
    }

    [Theory]
    [InlineData("rsadsb_457780.2400k.sc16", 4)]
    [InlineData("rsadsb_old01.2400k.uc8", 4)]
    [InlineData("bezborodow_seg16.40000k.cf32", 1)]
    public async Task A_recording_of_a_moment_gives_at_least_what_others_find_in_it(string name, int frames)
    {
        if (await DecodeAsync(name, "avr") is { } lines)
        {
            Assert.InRange(lines.Length, frames, 3 * frames);
        }
    }

    private static async Task<string[]?> DecodeAsync(string name, string output)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "data", "iq", name);
        if (!File.Exists(path))
        {
            Console.WriteLine("skipped: no shared data");
            return null;
        }

        var result = await AdsbFeederProgram.RunAsync("decode", path, "--output", output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Lines;
    }
}
