using System.CommandLine;
using System.Globalization;
using RtlSdr.Net;

namespace AdsbFeeder.Commands;

/// <summary><c>devices</c>: what is plugged in.</summary>
internal static class DevicesCommand
{
    internal static Command Create()
    {
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print nothing; exit 0 when a dongle can be used and 69 when not." };
        var command = new Command("devices", "List the dongles that are plugged in.") { quiet };
        command.SetAction(parsed => parsed.GetValue(quiet) ? Look() : List());
        return command;
    }

    private static int Look() =>
        RtlSdrDevices.IsLibraryInstalled && RtlSdrDevices.Count > 0 && RtlSdrDevices.List().Any(dongle => dongle.Problem is null) ? ExitCode.Success : ExitCode.Unavailable;

    private static int List()
    {
        if (!RtlSdrDevices.IsLibraryInstalled)
        {
            Console.WriteLine("librtlsdr is not installed, so dongles cannot be used: sudo apt-get install rtl-sdr");
            return ExitCode.Unavailable;
        }

        var dongles = RtlSdrDevices.List();
        if (dongles.Count == 0)
        {
            Console.WriteLine("No RTL-SDR dongle is plugged in. If one is, try another USB port and adsbfeeder doctor.");
            return ExitCode.Unavailable;
        }

        Console.WriteLine("  #  serial            what it calls itself");
        foreach (var dongle in dongles)
        {
            var name = dongle.Problem is { } problem ? $"{dongle.Name}: {Words(problem)}" : $"{dongle.Manufacturer} {dongle.Product}";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dongle.Index,3}  {dongle.Serial ?? "?",-16}  {name}"));
        }

        foreach (var twins in dongles.Where(dongle => dongle.Serial is not null).GroupBy(dongle => dongle.Serial).Where(group => group.Count() > 1))
        {
            Console.WriteLine($"{twins.Count()} dongles have the serial number {twins.Key}. To tell them apart, give one another: rtl_eeprom -d {twins.Last().Index} -s 00001090, and plug it in anew");
        }

        return ExitCode.Success;
    }

    private static string Words(RtlSdrError problem) => problem switch
    {
        RtlSdrError.AccessDenied => "this user may not open it; see adsbfeeder doctor",
        RtlSdrError.Busy => "in use by another program",
        _ => "does not answer; plug it in again",
    };
}
