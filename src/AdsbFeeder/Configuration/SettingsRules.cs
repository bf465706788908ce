using AdsbFeeder.Radio;

namespace AdsbFeeder.Configuration;

/// <summary>Rules that concern more than one key.</summary>
internal static class SettingsRules
{
    /// <summary>What an RTL2832U makes without losing samples and the demodulator takes.</summary>
    private static readonly int[] DongleRates = [2_000_000, 2_400_000, 2_560_000];

    internal static void Check(Settings settings, List<string> faults)
    {
        var receiver = settings.Receiver;
        if (receiver.Latitude.HasValue != receiver.Longitude.HasValue)
        {
            faults.Add("Receiver:Latitude and Receiver:Longitude must be set together, or both left out.");
        }

        if (settings.Source is { Type: SourceType.File, File: null })
        {
            faults.Add("Source:File must name a recording when Source:Type is file.");
        }

        if (settings.Source is { Type: SourceType.RtlTcp, RtlTcpAddress: null })
        {
            faults.Add("Source:RtlTcpAddress must say where rtl_tcp is when Source:Type is rtltcp.");
        }

        if (settings.Source is { Type: SourceType.RtlSdr or SourceType.RtlTcp, SampleRateHertz: { } rate } && !DongleRates.Contains(rate))
        {
            faults.Add($"Source:SampleRate is {SampleRate.Format(rate)} but a dongle must be set to {string.Join(", ", DongleRates.Select(SampleRate.Format))}.");
        }

        var ports = Ports(settings).Where(port => port.Port > 0).ToList();
        foreach (var same in ports.GroupBy(port => port.Port).Where(group => group.Count() > 1))
        {
            faults.Add($"{string.Join(" and ", same.Select(port => port.Key))} are both {same.Key}; each port can serve one thing.");
        }
    }

    /// <summary>Every port that will be opened, with its key.</summary>
    internal static IEnumerable<(string Key, int Port)> Ports(Settings settings)
    {
        var network = settings.Network;
        yield return ("Network:AvrInputPort", network.AvrInputPort);
        yield return ("Network:AvrOutputPort", network.AvrOutputPort);
        yield return ("Network:SbsOutputPort", network.SbsOutputPort);
        foreach (var port in network.BeastInputPorts)
        {
            yield return ("Network:BeastInputPorts", port);
        }

        yield return ("Network:BeastOutputPort", network.BeastOutputPort);
        yield return ("Http:Port", settings.Http.Port);
    }
}
