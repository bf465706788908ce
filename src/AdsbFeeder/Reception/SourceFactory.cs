using AdsbFeeder.Configuration;
using AdsbFeeder.Radio;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Reception;

/// <summary>Opens the source that the configuration names.</summary>
internal static class SourceFactory
{
    private const int DongleRateHertz = 2_400_000;

    /// <summary>All receivers that are configured.</summary>
    /// <inheritdoc cref="Open(SourceSettings, Settings, TimeProvider)" path="/exception"/>
    internal static IReadOnlyList<Func<int, ILoggerFactory, Receiver>> OpenAll(Settings settings, TimeProvider time)
    {
        var all = new List<Func<int, ILoggerFactory, Receiver>>();
        foreach (var (name, source) in settings.Receivers)
        {
            if (source.Type is SourceType.Beast or SourceType.Hulc)
            {
                var serial = new SerialRadio(Serial(source), time);
                all.Add((number, _) => new Receiver(number, name, source, serial));
            }
            else if (Open(source, settings, time) is { } samples)
            {
                all.Add((number, loggers) => new Receiver(number, name, source, samples, loggers.CreateLogger<GainControl>(), time));
            }
        }

        return all;
    }

    /// <summary>The source, at the pace of the clock; null when there is none.</summary>
    /// <exception cref="CaptureException">The recording's format is unknown or contradictory.</exception>
    /// <exception cref="IOException">The recording cannot be opened.</exception>
    private static IBufferedSource? Open(SourceSettings source, Settings settings, TimeProvider time) => source.Type switch
    {
        SourceType.Simulator => new BufferedSource(new ThrottledSource(OpenSimulator(SimulatedScene(settings, source)), time)),
        SourceType.File => new BufferedSource(new ThrottledSource(OpenFile(source), time)),
        SourceType.RtlSdr => new RtlSdrSource(Dongle(source), time),
        SourceType.RtlTcp => new RtlTcpSource(RemoteDongle(source), time),
        SourceType.Soapy => new SoapySource(Soapy(source), time),
        _ => null,
    };

    /// <summary>The simulated fleet flies around the receiver, or around where the simulator puts one.</summary>
    internal static SimulationOptions SimulatedScene(Settings settings, SourceSettings source) => Scenes.Demo with
    {
        Aircraft = source.SimulatedAircraft,
        Seed = (ulong)source.SimulatorSeed,
        Latitude = settings.Receiver.Latitude ?? Scenes.Demo.Latitude,
        Longitude = settings.Receiver.Longitude ?? Scenes.Demo.Longitude,
    };

    private static SimulatorSource OpenSimulator(SimulationOptions scene) =>
        scene.Problem is { } problem ? throw new ConfigurationFaultException([$"simulator: {problem}"]) : new SimulatorSource(scene);

    private static SerialRadioOptions Serial(SourceSettings source) => new()
    {
        Kind = source.Type == SourceType.Beast ? SerialReceiverKind.Beast : SerialReceiverKind.Hulc,
        Path = source.SerialDevice!,
        BaudRate = source.BaudRate,
        ModeAc = source.ModeAc,
    };

    private static RtlSdrSourceOptions Dongle(SourceSettings source) => new()
    {
        Serial = source.Serial,
        RateHertz = source.SampleRateHertz ?? DongleRateHertz,
        Gain = source.Gain,
        PpmCorrection = source.PpmCorrection,
        BiasTee = source.BiasTee,
        DigitalAgc = source.DigitalAgc,
    };

    private static RtlTcpSourceOptions RemoteDongle(SourceSettings source) => new()
    {
        Host = source.RtlTcpAddress!.Host,
        Port = source.RtlTcpAddress.Port,
        RateHertz = source.SampleRateHertz ?? DongleRateHertz,
        Gain = source.Gain,
        PpmCorrection = source.PpmCorrection,
        BiasTee = source.BiasTee,
        DigitalAgc = source.DigitalAgc,
    };

    private static SoapySourceOptions Soapy(SourceSettings source) => new()
    {
        Device = source.SoapyDevice ?? "",
        RateHertz = source.SampleRateHertz ?? DongleRateHertz,
        Gain = source.Gain,
        PpmCorrection = source.PpmCorrection,
        BiasTee = source.BiasTee,
    };

    private static ISampleSource OpenFile(SourceSettings source)
    {
        // Opened here once at any rate, so that a fault shows before the service starts.
        ISampleSource Open() => CaptureSource.Open(source.File!, source.SampleFormat, source.SampleRateHertz);
        return source.Loop ? new LoopedSource(Open) : Open();
    }
}
