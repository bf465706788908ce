using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation.Tests.Modulation;

public class PulseTrainTests
{
    [Fact]
    public void Mode_S_begins_with_the_preamble_and_joins_a_zero_and_a_one()
    {
        var pulses = Build("5D4840D6F87407");   // 0101 1101 ...

        Assert.Equal([new(0, 0.5), new(1, 1.5), new(3.5, 4), new(4.5, 5)], pulses[..4]);
        Assert.Equal([new(8.5, 9.5), new(10.5, 11.5), new(12, 12.5), new(13, 13.5), new(14.5, 15.5)], pulses[4..9]);
        Assert.InRange(pulses[^1].End, 63.5, 64);
    }

    // 7700: A7 = A4 A2 A1, B7. F1 at 0, A1 2.9, A2 5.8, A4 8.7, B1 11.6, B2 14.5, B4 17.4, F2 20.3 µs (Annex 10 vol. IV, 3.1.1.6.1).
    [Fact]
    public void Mode_A_pulses_stand_where_the_standard_puts_them() =>
        Assert.Equal([0, 2.9, 5.8, 8.7, 11.6, 14.5, 17.4, 20.3], Build("7700").Select(pulse => Math.Round(pulse.Start, 3)));

    [Fact]
    public void C_and_D_pulses_and_the_special_one_have_their_places() =>
        Assert.Equal([0, 1.45, 4.35, 7.25, 13.05, 15.95, 18.85, 20.3, 24.65], Build("00F7").Select(pulse => Math.Round(pulse.Start, 3)));

    [Theory]
    [InlineData("7700", 20.75)]
    [InlineData("00F7", 25.1)]
    [InlineData("5D4840D6F87407", 64)]
    [InlineData("8D4840D6202CC371C32CE0576098", 120)]
    public void Frames_last_until_their_last_pulse(string hex, double microseconds) =>
        Assert.Equal(microseconds, PulseTrain.Seconds(Frame.Parse(hex)) * 1e6, 1e-6);

    private static Pulse[] Build(string hex)
    {
        var pulses = new Pulse[PulseTrain.MaximumPulses];
        return pulses[..PulseTrain.Build(Frame.Parse(hex), pulses)];
    }
}
