using System.Buffers.Binary;
using AdsbFeeder.Simulation.Modulation;

namespace AdsbFeeder.Simulation.Tests.Modulation;

public class QuantiserTests
{
    [Theory]
    [InlineData(0.4f, 127 + 1)]
    [InlineData(-0.4f, 127)]
    [InlineData(-0.6f, 127 - 0)]
    [InlineData(1.1f, 129)]
    [InlineData(127.4f, 255)]
    [InlineData(-127.4f, 0)]
    [InlineData(500f, 255)]
    [InlineData(-500f, 0)]
    public void Bytes_are_the_nearest_step_around_127_and_a_half(float value, int expected)
    {
        // 19 values: whole vectors and a tail.
        var bytes = Convert(SimulatedSampleFormat.UnsignedBytes, [.. Enumerable.Repeat(value, 19)]);

        Assert.All(bytes, actual => Assert.Equal(expected, actual));
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(63.75f, 16384)]
    [InlineData(127.5f, 32767)]
    [InlineData(-400f, -32767)]
    public void Shorts_have_32767_for_full_scale(float value, int expected) =>
        Assert.Equal(expected, BinaryPrimitives.ReadInt16LittleEndian(Convert(SimulatedSampleFormat.SignedShorts, [value, value])));

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(63.75f, 0.5f)]
    [InlineData(-400f, -1f)]
    public void Floats_have_1_for_full_scale(float value, float expected) =>
        Assert.Equal(expected, BinaryPrimitives.ReadSingleLittleEndian(Convert(SimulatedSampleFormat.Floats, [value, value])));

    [Fact]
    public void Offsets_are_added_to_I_and_Q()
    {
        var bytes = new byte[40];
        new Quantiser(SimulatedSampleFormat.UnsignedBytes, 3, -5, 0, 0).Convert(new float[40], bytes);

        Assert.All(bytes.Index(), item => Assert.Equal(item.Index % 2 == 0 ? 131 : 123, item.Item));
    }

    [Fact]
    public void Imbalance_changes_gains_and_leaks_I_into_Q()
    {
        var bytes = new byte[8];
        new Quantiser(SimulatedSampleFormat.SignedShorts, 0, 0, 0.1, 6).Convert([100, 0, 0, 100], bytes);

        var values = Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)) * 127.5 / 32767).ToArray();

        Assert.Equal(105, values[0], 0.01);
        Assert.Equal(95 * Math.Sin(6 * Math.PI / 180), values[1], 0.01);
        Assert.Equal(0, values[2], 0.01);
        Assert.Equal(95 * Math.Cos(6 * Math.PI / 180), values[3], 0.01);
    }

    private static byte[] Convert(SimulatedSampleFormat format, float[] samples)
    {
        var bytes = new byte[samples.Length * Quantiser.BytesPerSample(format) / 2];
        new Quantiser(format, 0, 0, 0, 0).Convert(samples, bytes);
        return bytes;
    }
}
