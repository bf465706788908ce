using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Fleet;
using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation.Tests.Modulation;

/// <summary>Single bursts without noise, for measurements.</summary>
internal static class Bursts
{
    // A long and a short frame heard by dump1090's authors and by us (see the Mode S tests).
    public static readonly Frame Long = Frame.Parse("8D4840D6202CC371C32CE0576098");
    public static readonly Frame Short = Frame.Parse("5D4840D6F87407");

    private static readonly Airframe Anybody = new()
    {
        Address = 0x4840D6,
        Callsign = "TEST",
        Squawk = 0,
        Performance = Performance.Narrow,
        AdsbVersion = 2,
    };

    public static Burst Of(Frame frame, double arrivalSeconds, RadioTraits? traits = null, double carrierHz = 0, double phase = 0.7) =>
        new(new Transmission(frame, arrivalSeconds, Anybody, traits ?? new RadioTraits(), default), arrivalSeconds, 30, carrierHz, phase);

    /// <summary>Renders bursts into interleaved samples of the given length.</summary>
    public static float[] Render(double sampleRate, double seconds, params (Burst Burst, double Amplitude)[] bursts)
    {
        var renderer = new BurstRenderer(sampleRate, new ReceiverFilter(0.42, 0.16));
        var samples = new float[2 * (int)(seconds * sampleRate)];
        foreach (var (burst, amplitude) in bursts)
            renderer.Add(burst, amplitude, new RandomStream(1, 1), samples.AsSpan(2 * (int)renderer.FirstSample(burst)));

        return samples;
    }
}
