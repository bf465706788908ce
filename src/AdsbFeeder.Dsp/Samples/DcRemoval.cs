namespace AdsbFeeder.Dsp;

/// <summary>Takes the constant that direct conversion leaves out of the samples: a mean per block, followed over about twenty blocks.</summary>
internal sealed class DcRemoval
{
    private const float Follow = 0.05f;
    private bool _started;

    /// <summary>The constant taken out, I.</summary>
    public float I { get; private set; }

    /// <summary>The constant taken out, Q.</summary>
    public float Q { get; private set; }

    /// <summary>Measures one block and subtracts the constant from it, in place.</summary>
    public void Apply(Span<float> i, Span<float> q)
    {
        if (i.IsEmpty)
        {
            return;
        }

        var follow = _started ? Follow : 1;
        _started = true;
        I += follow * (Sums.Of(i) / i.Length - I);
        Q += follow * (Sums.Of(q) / q.Length - Q);
        Sums.Subtract(i, I);
        Sums.Subtract(q, Q);
    }
}
