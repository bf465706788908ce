namespace AdsbFeeder.Dsp.Tests;

public class SoftDecoderTests
{
    private const string Squitter = "8D4840D6202CC371C32CE0576098";
    private const float Certain = 30;

    private readonly RecentAddresses _addresses = new();
    private readonly FramePrior _prior;
    private readonly Expectations _expectations = new();
    private readonly Acceptance _acceptance;

    public SoftDecoderTests()
    {
        _prior = new FramePrior(_addresses);
        _acceptance = new Acceptance(_addresses, _prior, _expectations);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    public void As_many_weak_bits_are_flipped_as_allowed(int flips, int wrong)
    {
        Know(Squitter);

        Assert.Equal(Squitter, Hex(Decode(Broken(Squitter, wrong), flips)));
        Assert.Equal(float.NegativeInfinity, Decode(Broken(Squitter, wrong + 1), flips).Score);
    }

    [Fact]
    public void A_strangers_squitter_is_repaired_in_three_bits_and_not_in_four()
    {
        Assert.Equal(Squitter, Hex(Decode(Broken(Squitter, 3), 5)));
        Assert.Equal(float.NegativeInfinity, Decode(Broken(Squitter, 4), 5).Score);
    }

    [Fact]
    public void A_reply_that_a_neighbouring_address_explains_is_not_believed()
    {
        // The last bit of the parity is wrong. If it was not weak, this is rather a clean reply of 4840D7.
        Know(Squitter);
        var reply = Scene.WithParity("20001838", 0x4840D6);

        var doubtful = Decode(Soft(reply, (55, 5f)), 3);
        var clear = Decode(Soft(reply, (55, 0.5f)), 3);

        Assert.InRange(doubtful.Score, Acceptance.LeastScore, 30);
        Assert.InRange(doubtful.Margin, -10, Acceptance.LeastMargin - 0.01f);
        Assert.InRange(clear.Score, Acceptance.LeastScore, 30);
        Assert.InRange(clear.Margin, Acceptance.LeastMargin, 100);
    }

    [Fact]
    public void Pairs_are_found_by_their_syndrome()
    {
        uint[] syndromes = [.. Enumerable.Range(0, 24).Select(n => Syndromes.Bit(4 * n + 5, 112))];
        var costs = Enumerable.Range(0, 24).Select(n => 0.5f * n).ToArray();
        var table = new PairTable(24);

        table.Fill(syndromes, costs, 12);

        for (var a = 0; a < 24; a++)
        {
            for (var b = a + 1; b < 24; b++)
            {
                var pair = table.Find(syndromes[a] ^ syndromes[b], -1);
                Assert.Equal(costs[a] + costs[b] <= 12 ? (a, b) : (-1, -1), pair < 0 ? (-1, -1) : table[pair]);
                Assert.Equal(-1, pair < 0 ? -1 : table.Find(syndromes[a] ^ syndromes[b], pair));
            }
        }
    }

    private void Know(string hex) => _acceptance.Learn(Decode(Soft(hex), 0), 1);

    private SoftDecoder.Verdict Decode(float[] soft, int flips)
    {
        var decoder = new SoftDecoder(_addresses, _prior, _expectations, 24, flips, 3);
        return decoder.Decode(soft, Evidence.Of(soft.AsSpan(0, 56)), soft.Length == 112 ? Evidence.Of(soft) : 0, flips > 0, 1);
    }

    /// <summary>The bits of a frame, of which some in the message are weak and wrong.</summary>
    private static float[] Broken(string hex, int wrong) => Soft(hex, [.. Enumerable.Range(0, wrong).Select(n => (40 + 9 * n, 0.8f + 0.1f * n))]);

    /// <summary>The bits of a frame, all certain but some: those are wrong, and as sure of it as is said.</summary>
    private static float[] Soft(string hex, params (int Bit, float Weight)[] wrong)
    {
        var bytes = Convert.FromHexString(hex);
        var soft = Enumerable.Range(0, 8 * bytes.Length).Select(n => (bytes[n / 8] >> (7 - n % 8) & 1) != 0 ? Certain : -Certain).ToArray();
        foreach (var (bit, weight) in wrong)
        {
            soft[bit] = -MathF.Sign(soft[bit]) * weight;
        }

        return soft;
    }

    private static string Hex(in SoftDecoder.Verdict verdict)
    {
        var bytes = new byte[verdict.Length / 8];
        verdict.Word.Write(bytes);
        return Convert.ToHexString(bytes);
    }
}
