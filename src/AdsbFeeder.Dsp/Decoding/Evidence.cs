namespace AdsbFeeder.Dsp;

/// <summary>What soft bits say against chance: Σ ln 2P(bit), with P the probability of the likelier value.</summary>
internal sealed class Evidence
{
    private const float PerUnit = 16;

    /// <summary>ln 2P of a bit by its log-likelihood ratio.</summary>
    private readonly float[] _table = new float[256];

    /// <summary>Makes the table.</summary>
    public Evidence()
    {
        for (var n = 0; n < 256; n++)
        {
            _table[n] = (float)(Math.Log(2) - (n < 255 ? Math.Log(1 + Math.Exp(-(n + 0.5) / PerUnit)) : 0));
        }
    }

    /// <summary>The sum over some bits.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    public float Of(ReadOnlySpan<float> soft)
    {
        var table = _table.AsSpan(0, 256);
        float sum = 0;
        foreach (var ratio in soft)
        {
            sum += table[(byte)Math.Min(MathF.Abs(ratio) * PerUnit, 255)];
        }

        return sum;
    }
}
