namespace AdsbFeeder.Configuration;

/// <summary>Rules that concern more than one key.</summary>
internal static class SettingsRules
{
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
