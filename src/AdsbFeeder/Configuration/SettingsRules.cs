using System.Net;
using System.Text.RegularExpressions;
using AdsbFeeder.Dsp;
using AdsbFeeder.Feeding;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Configuration;

/// <summary>Rules that concern more than one key.</summary>
internal static partial class SettingsRules
{
    /// <summary>What an RTL2832U makes and the demodulator takes; up to 2.56 MS/s without losing samples.</summary>
    private static readonly int[] DongleRates = [2_000_000, 2_400_000, 2_560_000, 3_200_000];

    /// <summary>A bit each tells who heard a frame.</summary>
    private const int MostReceivers = 16;

    internal static void Check(Settings settings, List<string> faults)
    {
        var receiver = settings.Receiver;
        if (receiver.Latitude.HasValue != receiver.Longitude.HasValue)
        {
            faults.Add("Receiver:Latitude and Receiver:Longitude must be set together, or both left out.");
        }

        foreach (var configured in settings.Receivers)
        {
            CheckSource(configured.Section, configured.Source, faults);
        }

        foreach (var misnamed in settings.Sources.Where(further => !ReceiverName().IsMatch(further.Name)))
        {
            faults.Add($"[Source:{misnamed.Name}] must be named with up to 20 letters, digits, - and _, and not {Settings.FirstReceiver}, which is [Source].");
        }

        CheckReceivers([.. settings.Receivers.Where(receiver => receiver.Source.Type != SourceType.None)], faults);
        FeedRules.Check(settings, faults);

        foreach (var listener in settings.Listeners)
        {
            Check(listener, faults);
        }

        foreach (var tiles in settings.Tiles)
        {
            TilesSettingTable.Check(tiles, faults);
        }

        foreach (var same in Ports(settings).Where(port => port.Place.Port > 0).GroupBy(port => port.Place.Port).Where(group => Clash([.. group])))
        {
            faults.Add($"{string.Join(" and ", same.Select(port => port.Key))} are both {same.Key}; each port can serve one thing.");
        }

        foreach (var same in ListenerPlan.Of(settings).Select(plan => plan.Options).Where(options => options.Place.Port is null).GroupBy(options => options.Place.ToString()).Where(group => group.Count() > 1))
        {
            faults.Add($"{string.Join(" and ", same.Select(options => options.Setting))} are both {same.Key}; each socket can serve one thing.");
        }
    }

    private static void CheckSource(string section, SourceSettings source, List<string> faults)
    {
        if (source.Type == SourceType.None && section != "Source")
        {
            faults.Add($"{section}:Type must be set: a further receiver without a type receives nothing.");
        }

        if (source is { Type: SourceType.File, File: null })
        {
            faults.Add($"{section}:File must name a recording when {section}:Type is file.");
        }

        if (source is { Type: SourceType.RtlTcp, RtlTcpAddress: null })
        {
            faults.Add($"{section}:RtlTcpAddress must say where rtl_tcp is when {section}:Type is rtltcp.");
        }

        if (source is { Type: SourceType.Beast or SourceType.Hulc, SerialDevice: null })
        {
            faults.Add($"{section}:SerialDevice must say where the receiver is when {section}:Type is beast or hulc, such as /dev/ttyUSB0.");
        }

        if (source is { Type: SourceType.RtlSdr or SourceType.RtlTcp, SampleRateHertz: { } rate } && !DongleRates.Contains(rate))
        {
            faults.Add($"{section}:SampleRate is {SampleRate.Format(rate)} but a dongle must be set to {string.Join(", ", DongleRates.Select(SampleRate.Format))}.");
        }

        if (source is { Type: SourceType.Soapy, SampleRateHertz: { } served } && !SampleRates.IsSupported(served))
        {
            faults.Add($"{section}:SampleRate is {SampleRate.Format(served)} but must be one of {string.Join(", ", SampleRates.Supported.Select(SampleRate.Format))}.");
        }
    }

    /// <summary>Receivers must not be after the same thing.</summary>
    private static void CheckReceivers(List<NamedSource> receivers, List<string> faults)
    {
        if (receivers.Count > MostReceivers)
        {
            faults.Add($"{receivers.Count} receivers are configured; {MostReceivers} are the most.");
        }

        foreach (var same in receivers.Select(receiver => (receiver.Section, Thing: ThingOf(receiver.Source))).Where(receiver => receiver.Thing is not null)
            .GroupBy(receiver => receiver.Thing).Where(group => group.Count() > 1))
        {
            faults.Add($"{string.Join(" and ", same.Select(receiver => $"[{receiver.Section}]"))} both receive from {same.Key}; each must name one of its own.");
        }
    }

    [GeneratedRegex($"^(?!{Settings.FirstReceiver}$)[A-Za-z0-9_-]{{1,20}}$", RegexOptions.IgnoreCase)]
    private static partial Regex ReceiverName();

    /// <summary>What only one receiver can have; a dongle without a serial number is any dongle.</summary>
    private static string? ThingOf(SourceSettings source) => source.Type switch
    {
        SourceType.RtlSdr => $"the dongle with serial number {source.Serial ?? "(any)"}",
        SourceType.RtlTcp => $"rtl_tcp at {source.RtlTcpAddress?.Host}:{source.RtlTcpAddress?.Port}",
        SourceType.Soapy => $"the SoapySDR radio {source.SoapyDevice ?? "(first)"}",
        SourceType.Beast or SourceType.Hulc => source.SerialDevice,
        _ => null,
    };

    /// <summary>Every port that will be opened, with its key.</summary>
    internal static IEnumerable<(string Key, IPEndPoint Place)> Ports(Settings settings)
    {
        foreach (var options in ListenerPlan.Of(settings).Select(plan => plan.Options))
        {
            if (options.Place.EndPoint is IPEndPoint place)
            {
                yield return (options.Setting, place);
            }
        }

        if (settings.Http.Port >= 0)
        {
            yield return ("Http:Port", new IPEndPoint(settings.Http.Bind, settings.Http.Port));
        }
    }

    private static void Check(ListenSettings listener, List<string> faults)
    {
        var section = $"Listen:{listener.Name}";
        if (listener.At is null)
        {
            faults.Add($"{section}:At must say where to listen, as in At = 30005.");
        }

        if (listener.Output is null == listener.Input is null)
        {
            faults.Add($"{section} must have either Output or Input, which say what it is for.");
        }

        if (listener.Proxy && listener.Input is null)
        {
            faults.Add($"{section}:Proxy is for inputs, and this is none.");
        }

        if (listener.ReceiverIds && listener.Output is not (OutputKind.Beast or OutputKind.BeastReduced))
        {
            faults.Add($"{section}:ReceiverIds is for outputs of Beast, and this is none.");
        }

        if (listener.JsonIntervalSeconds is not null && listener.Output != OutputKind.Json)
        {
            faults.Add($"{section}:JsonIntervalSeconds is for outputs of JSON lines, and this is none.");
        }

        if (listener.Output != OutputKind.BeastReduced
            && (listener.ReduceIntervalSeconds is not null || listener.MaxDistanceNmi is not null || listener.MaxAltitudeFeet is not null || listener.OptimizeForMlat))
        {
            faults.Add($"{section} thins out an output; that needs Output = beast-reduced.");
        }
    }

    /// <summary>The same address twice, or every address and one of them.</summary>
    private static bool Clash(IReadOnlyList<(string Key, IPEndPoint Place)> ports) => ports.Where((one, n) => ports.Take(n).Any(other =>
        one.Place.AddressFamily == other.Place.AddressFamily
        && (one.Place.Address.Equals(other.Place.Address) || IsAny(one.Place.Address) || IsAny(other.Place.Address)))).Any();

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
