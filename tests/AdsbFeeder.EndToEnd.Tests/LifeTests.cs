using System.Diagnostics;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Starting and stopping.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task Asked_to_stop_with_clients_connected_it_is_gone_within_five_seconds_and_content()
    {
        await using var service = await RunningService.StartAsync("--source", "simulator", "--set", "Source:SimulatedAircraft=20");
        await using var beast = await service.ConnectAsync("BeastOutputPort");
        await using var sbs = await service.ConnectAsync("SbsOutputPort");
        await using var input = await service.ConnectAsync("BeastInputPorts");
        await service.GetJsonAsync("/data/aircraft.json");
        var clock = Stopwatch.StartNew();

        Assert.Equal(0, await service.StopAsync());

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task When_a_recording_ends_everything_else_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
        try
        {
            var scene = Path.Combine(folder, "scene.2400k.uc8");
            Assert.Equal(0, (await AdsbFeederProgram.RunAsync("simulate", "--aircraft", "20", "--seconds", "1", "--out", scene)).ExitCode);

            await using var service = await RunningService.StartAsync("--source", scene);
            var clock = Stopwatch.StartNew();
            while (!service.Log.Contains("has ended; everything else goes on", StringComparison.Ordinal))
            {
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), service.Log);
                await Task.Delay(100);
            }

            Assert.Equal("ok\n", await service.Http.GetStringAsync("/healthz"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_repeated_recording_goes_on_for_ever()
    {
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;
        try
        {
            var scene = Path.Combine(folder, "scene.2400k.uc8");
            Assert.Equal(0, (await AdsbFeederProgram.RunAsync("simulate", "--aircraft", "20", "--seconds", "0.5", "--out", scene)).ExitCode);

            await using var service = await RunningService.StartAsync("--source", scene, "--set", "Source:Loop=true");

            var perPass = 1_200_000;
            var clock = Stopwatch.StartNew();
            while (!(await service.Http.GetStringAsync("/metrics")).Split('\n').Any(line =>
                line.StartsWith("adsb_samples_total ", StringComparison.Ordinal) && double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) > 3 * perPass))
            {
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), service.Log);
                await Task.Delay(100);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
