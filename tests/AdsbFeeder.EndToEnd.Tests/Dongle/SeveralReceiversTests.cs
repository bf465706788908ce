using System.Diagnostics;
using AdsbFeeder.Radio.Tests.Serial;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>More than one receiver in the service, and those that are no RTL-SDR.</summary>
public sealed class SeveralReceiversTests(SceneFixture scene) : IClassFixture<SceneFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [DongleFact]
    public async Task Two_dongles_on_the_same_air_are_one_stream_of_which_either_may_be_pulled()
    {
        using var dongles = new EmulatedDongle("serial=A iq={iq}; serial=B iq={iq}", scene.Path);
        await using var service = await RunningService.StartAsync(
            dongles.Environment, "--source", "rtlsdr", "--set", "Source:Serial=A", "--set", "Source:Gain=max", "--set", "Source:roof:Type=rtlsdr", "--set", "Source:roof:Serial=B", "--set", "Source:roof:Gain=max");
        await using var client = await FrameListener.ConnectAsync(service);
        await client.MoreAsync(Patience, () => service.Log);

        // From the same place of the recording at the same moment: what one hears the other hears too.
        await dongles.OrderAsync("rewind *");
        await WaitForAsync(async () =>
        {
            var receivers = (await service.GetJsonAsync("/api/receivers")).GetProperty("receivers").EnumerateArray().ToDictionary(one => one.GetProperty("receiver").GetString()!);
            var (frames, duplicates) = (receivers["roof"].GetProperty("frames").GetInt64(), receivers["roof"].GetProperty("duplicates").GetInt64());
            return frames > 500 && duplicates > frames / 2 && receivers["main"].GetProperty("duplicates").GetInt64() < receivers["main"].GetProperty("frames").GetInt64() / 5;
        });

        await dongles.OrderAsync("unplug A");
        await WaitForAsync(async () => (await service.Http.GetStringAsync("/metrics")).Contains("adsb_radio_state{receiver=\"main\",state=\"absent\"} 1", StringComparison.Ordinal));
        await client.MoreAsync(Patience, () => service.Log);
        Assert.Contains("adsb_radio_receiving{receiver=\"roof\"} 1", await service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await dongles.OrderAsync("plug A");
        await dongles.OrderAsync("unplug B");
        await WaitForAsync(async () => (await service.Http.GetStringAsync("/metrics")).Contains("adsb_radio_reconnects_total{receiver=\"main\"} 1", StringComparison.Ordinal));
        await client.MoreAsync(Patience, () => service.Log);

        Assert.Equal(0, await service.StopAsync());
    }

    [DongleFact]
    public async Task Gain_is_set_live_while_frames_go_on()
    {
        using var dongle = new EmulatedDongle("serial=A iq={iq}", scene.Path);
        await using var service = await RunningService.StartAsync(dongle.Environment, "--source", "rtlsdr");
        await using var client = await FrameListener.ConnectAsync(service);
        await client.MoreAsync(Patience, () => service.Log);

        using var answer = await service.Http.PutAsync("/api/gain", new StringContent("""{"gain": 30}"""));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await WaitForAsync(async () => (await dongle.OrderAsync("status A")).Contains("gain=29.7", StringComparison.Ordinal));
        var told = (await service.GetJsonAsync("/api/gain")).GetProperty("receivers")[0];
        Assert.Equal(("30", 29.7), (told.GetProperty("gain").GetString(), told.GetProperty("gain_db").GetDouble()));
        Assert.Contains("Gain of main: 30 asked for by 127.0.0.1 through /api/gain", service.Log, StringComparison.Ordinal);
        await client.MoreAsync(Patience, () => service.Log);
    }

    [DongleFact]
    public async Task A_radio_of_SoapySDR_comes_and_goes_as_a_dongle_does()
    {
        if (!HasSoapy)
        {
            Console.WriteLine("skipped: soapysdr0.8-module-rtlsdr is not installed");
            return;
        }

        using var dongle = new EmulatedDongle("serial=A iq={iq}", scene.Path);
        await using var service = await RunningService.StartAsync(
            dongle.Environment, "--set", "Source:Type=soapy", "--set", "Source:SoapyDevice=driver=rtlsdr,serial=A", "--set", "Source:Gain=30", "--set", "Source:BiasTee=true");
        await using var client = await FrameListener.ConnectAsync(service);
        await client.MoreAsync(Patience, () => service.Log);
        Assert.Contains("SoapySDR's driver RTLSDR", service.Log, StringComparison.Ordinal);

        // The module asks for 30 dB, and librtlsdr takes the next step above.
        var status = await dongle.OrderAsync("status A");
        Assert.Contains("gain=32.8", status, StringComparison.Ordinal);
        Assert.Contains("bias-tee=1", status, StringComparison.Ordinal);

        await dongle.OrderAsync("unplug A");
        await WaitForAsync(() => Task.FromResult(service.Log.Contains("was unplugged", StringComparison.Ordinal)));
        await client.NoneAsync();
        await dongle.OrderAsync("plug A");
        await client.MoreAsync(Patience, () => service.Log);

        // 16-bit samples of 8-bit ones say the same: most of the file's frames are heard.
        var expected = (await AdsbFeederProgram.RunAsync("decode", scene.Path, "--output", "avr")).Lines.Distinct().ToHashSet();
        await Task.Delay(5000);
        var heard = client.Lines.Distinct().ToHashSet();
        Assert.InRange(heard.Count(expected.Contains), expected.Count * 9 / 10, expected.Count);
        Assert.Equal(0, await service.StopAsync());
    }

    [DongleFact]
    public async Task A_rate_that_a_SoapySDR_radio_does_not_have_is_told_with_those_that_it_has()
    {
        if (!HasSoapy)
        {
            Console.WriteLine("skipped: soapysdr0.8-module-rtlsdr is not installed");
            return;
        }

        using var dongle = new EmulatedDongle("serial=A iq={iq}", scene.Path);
        await using var service = await RunningService.StartAsync(dongle.Environment, "--set", "Source:Type=soapy", "--set", "Source:SampleRate=12M");

        await WaitForAsync(() => Task.FromResult(service.Log.Contains("has no rate of 12 MS/s. [Source] SampleRate can be 2 MS/s, 2.4 MS/s, 2.56 MS/s, 3.2 MS/s", StringComparison.Ordinal)));
        Assert.Equal(0, await service.StopAsync());
    }

    [Fact]
    public async Task A_beast_on_a_serial_port_is_an_antenna_of_our_own()
    {
        var folder = Directory.CreateTempSubdirectory("adsbfeeder-beast");
        try
        {
            var expected = (await AdsbFeederProgram.RunAsync("decode", scene.Path, "--output", "avr")).Lines;
            var frames = (await AdsbFeederProgram.RunAsync("decode", scene.Path, "--output", "beast")).Output;
            var link = Path.Combine(folder.FullName, "beast");
            await using var service = await RunningService.StartAsync("--set", "Source:Type=beast", "--set", $"Source:SerialDevice={link}");
            await using var client = await FrameListener.ConnectAsync(service);
            for (var round = 1; round <= 2; round++)
            {
                using (var port = new PseudoTerminal())
                {
                    port.LinkAs(link);
                    Assert.Equal(21, await Task.Run(() => port.Read(21).Length));
                    await Task.Run(() => port.Write(frames));
                    var wanted = round * expected.Length * 95 / 100;
                    await WaitForAsync(() => Task.FromResult(client.Count >= wanted));
                }

                await WaitForAsync(() => Task.FromResult(service.Log.Split("was unplugged").Length > round));
            }

            Assert.True(client.IsConnected);
            Assert.Empty(client.Lines.Except(expected));
            Assert.Contains("adsb_radio_reconnects_total{receiver=\"main\"} 1", await service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
            Assert.Equal(0, await service.StopAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool HasSoapy => Directory.Exists("/usr/lib") && Directory.GetDirectories("/usr/lib", "*-linux-gnu*").Any(folder => File.Exists(Path.Combine(folder, "SoapySDR/modules0.8/librtlsdrSupport.so")));

    private static async Task WaitForAsync(Func<Task<bool>> happened)
    {
        var clock = Stopwatch.StartNew();
        while (!await happened())
        {
            Assert.True(clock.Elapsed < Patience, "it never happened");
            await Task.Delay(50);
        }
    }
}
