namespace AdsbFeeder.Dsp.Tests;

[Trait("Category", "Kernels")]
public class SampleConversionTests
{
    public static TheoryData<SampleFormat> Formats => [.. Enum.GetValues<SampleFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_kernel_equals_the_scalar_definition(SampleFormat format)
    {
        var bytes = new byte[210 * format.BytesPerSample() + 1];
        new Random(5).NextBytes(bytes);
        foreach (var (name, _, run) in SampleConversion.Kernels.Where(k => k.IsSupported))
        {
            for (var length = 0; length <= 200; length++)
            {
                var input = bytes.AsSpan(length % 2, length * format.BytesPerSample());
                float[] wantI = new float[length], wantQ = new float[length], i = new float[length], q = new float[length];
                SampleConversion.Kernels[0].Run(format, input, wantI, wantQ);

                run(format, input, i, q);

                Assert.True(wantI.SequenceEqual(i) && wantQ.SequenceEqual(q), $"{name}, {length} samples");
            }
        }
    }

    [Theory]
    [InlineData(SampleFormat.Uc8, "00FF", -1f, 1f)]
    [InlineData(SampleFormat.Cs8, "807F", -1f, 127 / 128f)]
    [InlineData(SampleFormat.Sc16, "0080FF7F", -1f, 32767 / 32768f)]
    [InlineData(SampleFormat.Sc16Q11, "00F8FF07", -1f, 2047 / 2048f)]
    [InlineData(SampleFormat.Cf32, "000080BF0000003F", -1f, 0.5f)]
    public void Extremes_are_full_scale(SampleFormat format, string hex, float wantI, float wantQ)
    {
        float[] i = new float[1], q = new float[1];

        SampleConversion.Convert(format, Convert.FromHexString(hex), i, q);

        Assert.Equal((wantI, wantQ), (i[0], q[0]));
    }

    [Fact]
    public void Floats_that_are_no_numbers_count_as_silence()
    {
        var bytes = new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f }.SelectMany(BitConverter.GetBytes).ToArray();
        float[] i = new float[2], q = new float[2];

        SampleConversion.Convert(SampleFormat.Cf32, bytes, i, q);

        Assert.Equal([0, 0, 0, 0], [.. i, .. q]);
    }

    [Fact]
    public void A_constant_is_taken_out()
    {
        var i = Enumerable.Repeat(0.25f, 1000).ToArray();
        var q = Enumerable.Repeat(-0.125f, 1000).ToArray();

        new DcRemoval().Apply(i, q);

        Assert.All([.. i, .. q], sample => Assert.Equal(0, sample, 1e-6f));
    }
}
