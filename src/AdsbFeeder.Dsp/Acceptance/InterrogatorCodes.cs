namespace AdsbFeeder.Dsp;

/// <summary>Which interrogators the aircraft here answer: counted from clean all-call replies, so that a code which nobody uses is not believed easily.</summary>
/// <remarks>Code 0 is also that of the squitters which every transponder sends once a second, and is by far the commonest.</remarks>
internal sealed class InterrogatorCodes
{
    private const float SquittersAssumed = 10;
    private const float EachAssumed = 0.02f;
    private const float Enough = 4096;

    /// <summary>After so many replies a code that was never heard is likelier an error than an interrogator.</summary>
    private const float EnoughToKnow = 64;

    /// <summary>More than what is assumed and a sighting that has faded to half.</summary>
    private const float Seen = 0.4f;

    private readonly float[] _counts = new float[128];
    private readonly float[] _lnShares = new float[128];
    private readonly uint[] _inUse = new uint[128];
    private int _inUseCount;
    private float _sum;

    /// <summary>Counts of a receiver that has heard nothing yet.</summary>
    public InterrogatorCodes()
    {
        Array.Fill(_counts, EachAssumed);
        _counts[0] = SquittersAssumed;
        _sum = _counts.Sum();
        Update();
    }

    /// <summary>Codes that were heard more than once lately; 0 is always among them.</summary>
    public ReadOnlySpan<uint> InUse => _inUse.AsSpan(0, _inUseCount);

    /// <summary>ln of the share of a code.</summary>
    public float LnShare(uint code) => _lnShares[code & 127];

    /// <summary>True when many replies were heard lately and none with this code.</summary>
    public bool IsNews(uint code) => _sum > SquittersAssumed + EnoughToKnow && _counts[code & 127] < Seen;

    /// <summary>Counts a code; old counts fade.</summary>
    public void Note(uint code)
    {
        _counts[code & 127]++;
        if (++_sum > Enough)
        {
            _sum = 0;
            for (var n = 0; n < 128; n++)
            {
                _counts[n] = Math.Max(EachAssumed, _counts[n] / 2);
                _sum += _counts[n];
            }
        }

        Update();
    }

    private void Update()
    {
        _inUseCount = 0;
        for (var n = 0u; n < 128; n++)
        {
            _lnShares[n] = MathF.Log(_counts[n] / _sum);
            if (n == 0 || _counts[n] > 1.5f)
            {
                _inUse[_inUseCount++] = n;
            }
        }
    }
}
