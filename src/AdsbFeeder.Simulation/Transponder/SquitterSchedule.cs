namespace AdsbFeeder.Simulation.Transponder;

internal enum Squitter
{
    /// <summary>DF11 without interrogation.</summary>
    Acquisition,

    /// <summary>TC 5 to 8 or 9 to 18.</summary>
    Position,

    /// <summary>TC 19.</summary>
    Velocity,

    /// <summary>TC 1 to 4.</summary>
    Identification,

    /// <summary>TC 28.</summary>
    AircraftStatus,

    /// <summary>TC 29.</summary>
    TargetState,

    /// <summary>TC 31.</summary>
    OperationalStatus,
}

/// <summary>When a transponder squitters what (DO-260B 2.2.3.3): each kind at its mean rate, every interval uniform around the mean.</summary>
internal sealed class SquitterSchedule
{
    private const int Kinds = 7;

    private readonly double[] _next = new double[Kinds];
    private readonly RandomStream _random;
    private readonly int? _version;

    public SquitterSchedule(RandomStream random, int? adsbVersion, double now)
    {
        _random = random;
        _version = adsbVersion;
        for (var kind = Squitter.Acquisition; (int)kind < Kinds; kind++)
            _next[(int)kind] = now + (random.NextDouble() * Interval(kind, onGround: false, moving: true, emergency: false));
    }

    /// <summary>The earliest squitter that is due before a time, and when; each call takes it.</summary>
    public bool TryTake(double before, bool onGround, bool moving, bool emergency, out Squitter kind, out double seconds)
    {
        kind = default;
        seconds = double.MaxValue;
        for (var k = 0; k < Kinds; k++)
        {
            if (_next[k] < seconds)
                (kind, seconds) = ((Squitter)k, _next[k]);
        }

        if (seconds >= before)
            return false;

        _next[(int)kind] = seconds + Interval(kind, onGround, moving, emergency);
        return true;
    }

    /// <summary>Makes up for the long intervals of a standing aircraft when it begins to move or to fly.</summary>
    public void Hurry(double now)
    {
        for (var k = 0; k < Kinds; k++)
            _next[k] = Math.Min(_next[k], now + Interval((Squitter)k, onGround: false, moving: true, emergency: false));
    }

    private double Interval(Squitter kind, bool onGround, bool moving, bool emergency) => kind switch
    {
        Squitter.Acquisition => _random.Uniform(0.95, 1.05),
        _ when _version is null => 1e9,
        Squitter.Position when onGround && !moving => _random.Uniform(4.8, 5.2),
        Squitter.Position or Squitter.Velocity => _random.Uniform(0.4, 0.6),
        Squitter.Identification => onGround && !moving ? _random.Uniform(9.8, 10.2) : _random.Uniform(4.8, 5.2),
        Squitter.AircraftStatus => emergency ? _random.Uniform(0.75, 0.85) : _random.Uniform(4.8, 5.2),
        Squitter.TargetState => _version == 0 ? 1e9 : _random.Uniform(1.2, 1.3),
        _ => _version == 0 ? 1e9 : onGround && !moving ? _random.Uniform(4.8, 5.2) : _random.Uniform(2.4, 2.6),
    };
}
