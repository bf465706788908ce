namespace AdsbFeeder.Dsp.Tests;

public class ImbalanceRemovalTests
{
    private const int Block = 6528;

    [Fact]
    public void Unequal_gain_and_a_skewed_angle_are_found_and_removed_also_under_a_strong_burst()
    {
        var removal = new ImbalanceRemoval();
        var random = new Random(1);
        var (i, q) = (new float[Block], new float[Block]);

        for (var block = 0; block < 200; block++)
        {
            Fill(random, i, q, 0.03);
            for (var n = 1000; n < 1300; n++)
            {
                i[n] += 0.9f;
            }

            Skew(i, q, gain: 1.2f, angle: 0.15f);
            removal.Apply(i, q);
        }

        Assert.Equal(0.18f, removal.Gain, 0.03f);
        Fill(random, i, q, 0.03);
        Skew(i, q, gain: 1.2f, angle: 0.15f);
        removal.Apply(i, q);
        Assert.Equal(1, Power(i) / Power(q), 0.06f);
        Assert.Equal(0, Product(i, q) / Power(i), 0.03f);
    }

    [Fact]
    public void A_balanced_receiver_is_left_alone()
    {
        var removal = new ImbalanceRemoval();
        var random = new Random(2);
        var (i, q) = (new float[Block], new float[Block]);
        for (var block = 0; block < 20; block++)
        {
            Fill(random, i, q, 0.03);
            removal.Apply(i, q);
        }

        Fill(random, i, q, 0.03);
        var before = q.ToArray();
        removal.Apply(i, q);

        Assert.Equal(before, q);
    }

    [Fact]
    public void Silence_stays_silence()
    {
        var removal = new ImbalanceRemoval();
        var (i, q) = (new float[Block], new float[Block]);

        removal.Apply(i, q);
        removal.Apply([], []);

        Assert.All(q, value => Assert.Equal(0, value));
        Assert.Equal((0f, 0f), (removal.Gain, removal.Angle));
    }

    private static void Fill(Random random, float[] i, float[] q, double sigma)
    {
        for (var n = 0; n < i.Length; n++)
        {
            var size = sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            (i[n], q[n]) = ((float)(size * cos), (float)(size * sin));
        }
    }

    private static void Skew(float[] i, float[] q, float gain, float angle)
    {
        for (var n = 0; n < i.Length; n++)
        {
            (i[n], q[n]) = (gain * i[n], MathF.Cos(angle) * q[n] + MathF.Sin(angle) * i[n]);
        }
    }

    private static float Power(float[] a) => Product(a, a);

    private static float Product(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
