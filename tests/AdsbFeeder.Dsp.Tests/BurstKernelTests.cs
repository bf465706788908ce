using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdsbFeeder.Dsp.Tests;

/// <summary>The kernels that work on single bursts, at every width, against <see cref="Definitions"/>.</summary>
[Trait("Category", "Kernels")]
public class BurstKernelTests
{
    private readonly Random _random = new(17);

    [Fact]
    public void Sums_of_products_equal_the_scalar_definition()
    {
        float[] a = Values(80, 1), b = Values(80, 1);
        foreach (var (name, run) in Sums.ProductKernels)
        {
            for (var length = 0; length <= 72; length++)
            {
                var want = Sums.ProductKernels[0].Run(a.AsSpan(0, length), b.AsSpan(3, length));

                Assert.True(Math.Abs(want - run(a.AsSpan(0, length), b.AsSpan(3, length))) < 1e-5, $"{name}, {length}");
            }
        }
    }

    [Fact]
    public void Sums_and_mixtures_equal_their_definitions()
    {
        for (var length = 0; length <= 72; length++)
        {
            float[] a = Values(length, 1), b = Values(length, 1);

            Near([a.Sum(), a.Sum()], [Sums.Of<Lanes128>(a), Sums.Of<Lanes256>(a)], 1e-5);
            foreach (var (subtract, mix) in ((Action<float[]>, Action<float[]>)[])[
                (x => Sums.Subtract<Lanes128>(x, 0.3f), x => Sums.Mix<Lanes128>(x, 0.7f, b, -0.4f)),
                (x => Sums.Subtract<Lanes256>(x, 0.3f), x => Sums.Mix<Lanes256>(x, 0.7f, b, -0.4f))])
            {
                float[] less = [.. a], mixed = [.. a];
                subtract(less);
                mix(mixed);

                Near([.. a.Select(x => x - 0.3f)], less, 1e-6);
                Near([.. a.Zip(b, (x, y) => 0.7f * x - 0.4f * y)], mixed, 1e-6);
            }
        }
    }

    [Fact]
    public void Evidence_equals_its_definition()
    {
        foreach (var length in (int[])[8, 56, 112])
        {
            for (var scale = 0.1f; scale < 1000; scale *= 2)
            {
                var soft = Values(length, scale);
                var want = Definitions.Evidence(soft);

                Near([want, want, want], [Evidence.Of(soft), Evidence.Of<Lanes128>(soft), Evidence.Of<Lanes256>(soft)], 0.0003 * length);
            }
        }
    }

    [Fact]
    public void Soft_bits_equal_their_definition()
    {
        foreach (var length in (int[])[8, 56])
        {
            float[] ones = Positive(length), zeros = Positive(length), want = new float[length];
            Definitions.Ratios(ones, zeros, 3.7f, want);
            var (pulses, quiet) = Definitions.Powers(ones, zeros);
            foreach (var (powers, ratios) in ((Func<(float, float)>, Action<float[]>)[])[
                (() => SoftBits.Powers<Lanes128>(ones, zeros), s => SoftBits.Ratios<Lanes128>(ones, zeros, 3.7f, s)),
                (() => SoftBits.Powers<Lanes256>(ones, zeros), s => SoftBits.Ratios<Lanes256>(ones, zeros, 3.7f, s))])
            {
                var got = new float[length];
                ratios(got);

                Near(want, got, 1e-5);
                Near([pulses, quiet], [powers().Item1, powers().Item2], 1e-4);
            }
        }
    }

    [Fact]
    public void Decisions_equal_their_definition()
    {
        foreach (var length in (int[])[56, 112])
        {
            for (var n = 0; n < 100; n++)
            {
                var soft = Values(length, 5);
                soft[n % length] = 0;

                Assert.Equal(Definitions.Decide(soft), FrameBits.Decide(soft));
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    public void Moving_sums_equal_their_definition(int around)
    {
        for (var length = 8; length <= 240; length += 8)
        {
            var values = Values(length, 1);
            var want = Definitions.MovingSum(values, around);

            // In place, as the carrier is followed, and into another span.
            float[] same = [.. values], other = new float[length];
            MovingSum.Of(same, around, same);
            MovingSum.Of(values, around, other);

            Near(want, same, 1e-4);
            Assert.Equal(same, other);
        }
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(2_400_000)]
    [InlineData(12_000_000)]
    [InlineData(40_000_000)]
    public void Chips_equal_the_filter_at_their_instants(int rate)
    {
        var filter = new PulseFilter(rate);
        var sampler = new ChipSampler(filter);
        var step = rate * 0.5e-6;
        float[] i = Values((int)(20 * step) + 200, 1), q = Values((int)(20 * step) + 200, 1);
        for (var count = 1; count <= 17; count++)
        {
            float[] re = new float[count], im = new float[count];
            var start = 3.2 + 0.217 * count;

            sampler.Sample(i, q, start, step, re, im);

            Near(Definitions.Chips(filter, i, start, step, count), re, 1e-4);
            Near(Definitions.Chips(filter, q, start, step, count), im, 1e-4);
            int[] places = [.. Enumerable.Range(0, count).Where(n => n % 3 != 1)];
            Assert.Equal(places.Sum(p => (re[p] * re[p]) + (im[p] * im[p])), sampler.Power(i, q, start, step, places), 1e-4);
        }
    }

    [Fact]
    public void Chips_are_weighed_as_defined()
    {
        foreach (var (name, run) in ChipWeights.Kernels)
        {
            foreach (var least in (float[])[0, float.NegativeInfinity])
            {
                for (var count = 0; count <= 240; count += 8)
                {
                    float[] weights = Positive(count), got = Values(count, 1), want = [.. got];
                    ChipWeights.Kernels[0].Run(want, weights, 0.7f, least);

                    run(got, weights, 0.7f, least);

                    Near(want, got, 1e-5);
                    Assert.All(got, chip => Assert.True(chip >= least, name));
                }
            }
        }
    }

    [Fact]
    public void What_turns_is_subtracted_as_defined()
    {
        foreach (var (_, run) in Turned.Kernels)
        {
            for (var count = 0; count <= 64; count += 8)
            {
                float[] cos = Values(count, 1), sin = Values(count, 1), i = Values(count, 1), q = Values(count, 1), wantI = [.. i], wantQ = [.. q];
                Turned.Kernels[0].Run(wantI, wantQ, cos, sin, 0.7f, -0.3f);

                run(i, q, cos, sin, 0.7f, -0.3f);

                Near(wantI, i, 1e-5);
                Near(wantQ, q, 1e-5);
            }
        }
    }

    [Fact]
    public void What_is_subtracted_is_the_filter_at_its_instants()
    {
        var filter = new PulseFilter(2_400_000);
        var sampler = new ChipSampler(filter);
        float[] i = Values(80, 1), q = Values(80, 1), re = Values(9, 1), im = Values(9, 1);
        (float[] wantI, float[] wantQ) = ([.. i], [.. q]);
        Definitions.SubtractChips(filter, wantI, 3.3, 1.2, re);
        Definitions.SubtractChips(filter, wantQ, 3.3, 1.2, im);

        sampler.Subtract(i, q, 3.3, 1.2, re, im);

        Near(wantI, i, 1e-5);
        Near(wantQ, q, 1e-5);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(240)]
    public void Turning_back_equals_its_definition(int chips)
    {
        foreach (var turn in (double[])[0, 0.01, -0.7, 3.1])
        {
            float[] re = Values(chips, 1), im = Values(chips, 1), real = new float[chips], imaginary = new float[chips];

            CarrierEstimate.Rotate(re, im, turn, 0.4, real, imaginary);

            var want = Enumerable.Range(0, chips).Select(c => new Complex(re[c], im[c]) * Complex.FromPolarCoordinates(1, turn * c + 0.4)).ToArray();
            Near([.. want.Select(w => (float)w.Real)], real, 1e-4);
            Near([.. want.Select(w => (float)w.Imaginary)], imaginary, 1e-4);
        }
    }

    [Theory]
    [InlineData(128, 0.02, 0)]
    [InlineData(240, -0.6, 0)]
    [InlineData(240, 0.3, 0.25)]
    public void Carriers_are_estimated_as_defined(int chips, double turn, double wander)
    {
        var (pulse, re, im) = Burst(chips, turn, wander);
        float[] real = new float[chips], imaginary = new float[chips];
        var want = Definitions.Carrier(re, im, pulse);

        var got = CarrierEstimate.Remove(re, im, pulse, real, imaginary);

        Near([want.Turn, want.Amplitude, want.Coherence], [got.Turn, got.Amplitude, got.Coherence], 1e-4);
        Near(want.Real, real, 5e-4);
        Near(want.Imaginary, imaginary, 5e-4);
        if (wander == 0)
        {
            Assert.Equal(turn, got.Turn, 0.002);
            Assert.InRange(got.Coherence, 0.9, 1);
        }

        var followed = Definitions.Follow(pulse, real, imaginary);
        var (amplitude, coherence) = CarrierEstimate.Follow(pulse, real, imaginary);

        Near([followed.Amplitude, followed.Coherence], [amplitude, coherence], 1e-4);
        Near(followed.Real, real, 5e-4);
        Assert.InRange(coherence, 0.9, 1);
    }

    [Fact]
    public void The_trellis_finds_the_best_of_all_words()
    {
        var trellis = new ChipTrellis();
        var shape = new PulseShape(new PulseFilter(2_400_000), 2_400_000);
        for (var bits = 1; bits <= 10; bits++)
        {
            float[] chips = Values(2 * bits, 1), precision = Positive(bits), soft = new float[bits];

            trellis.Run(chips, 0.8f, precision, shape, soft);

            Near(Definitions.BestOfAllWords(chips, 0.8f, precision, shape), soft, 1e-4);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(5)]
    public void The_weakest_bits_are_those_of_the_definition(int room)
    {
        for (var n = 0; n < 300; n++)
        {
            var weights = Positive(n % 2 == 0 ? 56 : 112);
            int first = n % 7 * 5, length = weights.Length;
            var most = 0.1f + n % 5 * 0.3f;
            int[] want = new int[room], got = new int[room];
            (weights[n % length], weights[(n + 9) % length]) = (0, weights[n * 5 % length]);

            var count = WeakestBits.ByDefinition(weights, first, most, want);

            Assert.Equal(Math.Min(room, weights.Skip(first).Count(w => w < most)), count);
            Assert.Equal(count, WeakestBits.Find(weights, first, most, got));
            Assert.Equal(want[..count], got[..count]);
            Assert.Equal(want[..count].Order(), want[..count]);
        }
    }

    [Fact]
    public void Pairs_of_chips_are_added_as_defined()
    {
        for (var bits = 8; bits <= 120; bits += 8)
        {
            float[] chips = Values(2 * bits, 1), sums = new float[bits];

            CoherentBits.AddPairs(chips, sums);

            Near([.. Enumerable.Range(0, bits).Select(n => chips[2 * n] + chips[2 * n + 1])], sums, 1e-6);
        }
    }

    [Fact]
    public void Expectations_are_found_that_differ_in_two_bits_of_the_mask()
    {
        var expectations = new Expectations();
        for (var n = 0u; n < 203; n++)
        {
            expectations.Expect(n, (ulong)_random.NextInt64() & 0x07FF_FFFF_FFFF_FF00 | (5UL << 59), 1);
        }

        var words = expectations.Short.Words.ToArray();
        for (var n = 0; n < 500; n++)
        {
            var word = words[_random.Next(words.Length)];
            for (var flip = n % 5; flip > 0; flip--)
            {
                word ^= 1UL << _random.Next(64);
            }

            var mask = (ulong)_random.NextInt64() & (ulong)_random.NextInt64() & (n % 2 == 0 ? ulong.MaxValue : 0xFFF0_0000_0000);
            var found = new List<int>();
            for (var at = expectations.Short.Next(word, mask, 0); at >= 0; at = expectations.Short.Next(word, mask, at + 1))
            {
                found.Add(at);
            }

            Assert.Equal(Enumerable.Range(0, words.Length).Where(k => BitOperations.PopCount((words[k] ^ word) & mask) <= 2), found);
        }
    }

    [Fact]
    public void Eight_addresses_are_looked_up_as_one_is()
    {
        var addresses = new RecentAddresses();
        for (var n = 0; n < 700; n++)
        {
            addresses.Announce((uint)_random.Next(1 << 24), false, 1);
        }

        var hits = 0;
        for (var n = 0; n < 3000; n++)
        {
            var eight = Vector256.Create([.. Enumerable.Range(0, 8).Select(_ => (uint)_random.Next(1 << 24))]);
            var want = addresses.MayContainByDefinition(eight);
            hits += BitOperations.PopCount(want);

            Assert.Equal(want, addresses.MayContain(eight));
            Assert.Equal(want, AddressResidue.Fitting(eight, addresses));
        }

        Assert.InRange(hits, 100, 600);
    }

    [Fact]
    public void Residues_fit_eight_at_once_as_one_does()
    {
        var addresses = new RecentAddresses();
        for (var n = 0; n < 300; n++)
        {
            var eight = Vector256.Create([.. Enumerable.Range(0, 8).Select(_ => (uint)_random.Next(3) << (7 * _random.Next(3)))]);
            for (var k = 0; k < 8; k++)
            {
                Assert.Equal(NoResidue.Fits(eight[k], addresses), (NoResidue.Fitting(eight, addresses) >> k & 1) != 0);
                Assert.Equal(InterrogatorResidue.Fits(eight[k], addresses), (InterrogatorResidue.Fitting(eight, addresses) >> k & 1) != 0);
            }
        }
    }

    [Fact]
    public void Five_rows_are_interleaved_as_defined()
    {
        if (!Avx2.IsSupported)
        {
            return;
        }

        var rows = Values(5 * AmplitudeKernel.GroupsPerCall, 1);
        float[] want = new float[rows.Length], got = new float[rows.Length];
        AmplitudeKernel.InterleaveByDefinition(rows, 5, want);

        AmplitudeKernel.InterleaveFive(rows, got);

        Assert.Equal(want, got);
        Assert.Equal(Enumerable.Range(0, rows.Length).Select(n => rows[n % 5 * AmplitudeKernel.GroupsPerCall + n / 5]), want);
    }

    /// <summary>Chips of a burst with random bits in a little noise.</summary>
    private (float[] Pulse, float[] Re, float[] Im) Burst(int chips, double turn, double wander)
    {
        var pulse = new float[chips];
        (pulse[0], pulse[2], pulse[7], pulse[9]) = (1, 1, 1, 1);
        for (var c = 16; c < chips; c += 2)
        {
            pulse[c + _random.Next(2)] = 1;
        }

        var phases = Enumerable.Range(0, chips).Select(c => turn * c + 1 + wander * Math.Sin(0.05 * c)).ToArray();
        return (pulse,
            [.. phases.Select((p, c) => (float)(pulse[c] * Math.Cos(p) + 0.1 * (_random.NextDouble() - 0.5)))],
            [.. phases.Select((p, c) => (float)(pulse[c] * Math.Sin(p) + 0.1 * (_random.NextDouble() - 0.5)))]);
    }

    private float[] Values(int count, float scale) => [.. Enumerable.Range(0, count).Select(_ => scale * (2 * _random.NextSingle() - 1))];

    private float[] Positive(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.01f + _random.NextSingle())];

    private static void Near(float[] want, float[] got, double tolerance)
    {
        Assert.Equal(want.Length, got.Length);
        for (var n = 0; n < want.Length; n++)
        {
            Assert.True(Math.Abs(want[n] - got[n]) <= tolerance, $"place {n} of {want.Length}: {want[n]} wanted, {got[n]} found");
        }
    }
}
