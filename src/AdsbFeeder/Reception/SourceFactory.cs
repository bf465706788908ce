using AdsbFeeder.Configuration;
using AdsbFeeder.Radio;
using AdsbFeeder.Simulation;

namespace AdsbFeeder.Reception;

/// <summary>Opens the source that the configuration names.</summary>
internal static class SourceFactory
{
    private const int DongleRateHertz = 2_400_000;

    /// <summary>The source, at the pace of the clock; null when there is none.</summary>
    /// <exception cref="CaptureException">The recording's format is unknown or contradictory.</exception>
    /// <exception cref="IOException">The recording cannot be opened.</exception>
    internal static ISampleSource? Open(Settings settings, TimeProvider time) => settings.Source.Type switch
    {
        SourceType.Simulator => new ThrottledSource(OpenSimulator(SimulatedScene(settings)), time),
        SourceType.File => new ThrottledSource(OpenFile(settings.Source), time),
        SourceType.RtlSdr => new RtlSdrSource(Dongle(settings.Source), time),
        SourceType.RtlTcp => new RtlTcpSource(RemoteDongle(settings.Source), time),
        _ => null,
    };

    /// <summary>The simulated fleet flies around the receiver, or around where the simulator puts one.</summary>
    internal static SimulationOptions SimulatedScene(Settings settings) => Scenes.Demo with
    {
        Aircraft = settings.Source.SimulatedAircraft,
        Seed = (ulong)settings.Source.SimulatorSeed,
        Latitude = settings.Receiver.Latitude ?? Scenes.Demo.Latitude,
        Longitude = settings.Receiver.Longitude ?? Scenes.Demo.Longitude,
    };

    private static SimulatorSource OpenSimulator(SimulationOptions scene) =>
        scene.Problem is { } problem ? throw new ConfigurationFaultException([$"simulator: {problem}"]) : new SimulatorSource(scene);

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

    private static ISampleSource OpenFile(SourceSettings source)
    {
        // Opened here once at any rate, so that a fault shows before the service starts.
        ISampleSource Open() => CaptureSource.Open(source.File!, source.SampleFormat, source.SampleRateHertz);
        return source.Loop ? new LoopedSource(Open) : Open();
    }
}
