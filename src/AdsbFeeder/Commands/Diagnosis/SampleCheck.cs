using System.Globalization;
using RtlSdr.Net;

namespace AdsbFeeder.Commands;

/// <summary>Lets a free dongle count for two seconds, and sees whether a number is missing.</summary>
internal static class SampleCheck
{
    private const int RateHertz = 2_400_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    internal static Finding Run(RtlSdrDeviceInfo dongle)
    {
        var counter = new TestCounter();
        try
        {
            using var device = RtlSdrDevice.Open(dongle.Index);
            device.Apply(new RtlSdrSettings { SampleRateHz = RateHertz });
            device.SetTestMode(true);
            Count(device, counter);
            device.SetTestMode(false);
        }
        catch (RtlSdrException fault) when (fault.Error == RtlSdrError.Busy)
        {
            return Finding.Good($"Dongle {dongle.Serial} is in use, so its samples were not counted");
        }
        catch (RtlSdrException fault)
        {
            return new Finding(Severity.Broken, $"Dongle {dongle.Serial}: {fault.Message}", "pull it out and plug it in again; then try another port or power supply");
        }

        return Judge(dongle.Serial, counter);
    }

    internal static Finding Judge(string? serial, TestCounter counter) => counter switch
    {
        { Bytes: 0 } => new Finding(Severity.Broken, $"Dongle {serial} sends no samples", "pull it out and plug it in again; then try another port or power supply"),
        { Gaps: 0 } => Finding.Good(string.Create(CultureInfo.InvariantCulture, $"Dongle {serial} sent {counter.Bytes / 2 / 1e6:0.0} million samples and lost none")),
        _ => new Finding(
            Severity.Broken,
            string.Create(CultureInfo.InvariantCulture, $"Dongle {serial} lost samples {counter.Gaps} times within {counter.Bytes / 2.0 / RateHertz:0.0} s"),
            "plug it into another USB port, without a hub or extension cable",
            "top -b -n 1 | head -15   # a busy processor loses samples too"),
    };

    private static void Count(RtlSdrDevice device, TestCounter counter)
    {
        using var enough = new CancellationTokenSource(Duration);
        try
        {
            device.StreamAsync(counter.Add, cancellation: enough.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Time is up.
        }
    }
}
