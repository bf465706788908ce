namespace AdsbFeeder.Dsp;

/// <summary>Carriers that stand beside the traffic, found and taken out of the samples; where there are none, it costs a look now and then.</summary>
internal sealed class StrayCarriers
{
    private const int Most = 4;

    private readonly StrayCarrierSearch _search = new();
    private readonly StrayCarrier[] _carriers = new StrayCarrier[Most];

    /// <summary>For samples of a rate that come in blocks.</summary>
    public StrayCarriers(int samplesPerSecond, int block)
    {
        for (var n = 0; n < Most; n++)
        {
            _carriers[n] = new StrayCarrier(samplesPerSecond, block);
        }
    }

    /// <summary>How many are being taken out.</summary>
    public int Count { get; private set; }

    /// <summary>How often that number has changed.</summary>
    public int Changes { get; private set; }

    /// <summary>Takes what is known out of one block, in place, and looks for more in what is left.</summary>
    public void Apply(Span<float> i, Span<float> q)
    {
        foreach (var carrier in _carriers)
        {
            if (carrier.IsThere)
            {
                carrier.Remove(i, q);
            }
        }

        if (_search.Look(i, q) is { } frequency)
        {
            Begin(frequency);
        }

        var before = Count;
        Count = 0;
        foreach (var carrier in _carriers)
        {
            Count += carrier.IsThere ? 1 : 0;
        }

        Changes += Count == before ? 0 : 1;
    }

    private void Begin(double frequency)
    {
        foreach (var carrier in _carriers)
        {
            if (!carrier.IsThere)
            {
                carrier.Begin(frequency);
                return;
            }
        }
    }
}
