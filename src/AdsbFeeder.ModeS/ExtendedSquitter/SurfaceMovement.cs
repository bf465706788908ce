namespace AdsbFeeder.ModeS;

/// <summary>Ground speed on the surface in seven bits, fine when slow (DO-260B table 2-32).</summary>
/// <remarks><code>
///   0 not available | 1 stopped | 2 up to 0.125 kt | 3-8 to 1 kt in steps of 0.146 | 9-12 to 2 in 0.25 | 13-38 to 15 in 0.5
///   39-93 to 70 in 1 | 94-108 to 100 in 2 | 109-123 to 175 in 5 | 124 above 175 | 125-127 reserved
///   version 0 differs: 2-8 in steps of 0.125 from 0.125
/// </code>
/// Each code stands for an interval; we give its lower edge, code 25 is 8 kt, and 0.125 for code 2, which only says "moves".</remarks>
/// <param name="Code">0 to 127.</param>
public readonly record struct SurfaceMovement(byte Code)
{
    /// <summary>First code, its speed in knots, and the step to the next code.</summary>
    private static readonly (byte First, double Knots, double Step)[] Ranges =
    [
        (124, 175, 0), (109, 100, 5), (94, 70, 2), (39, 15, 1), (13, 2, 0.5), (9, 1, 0.25), (3, 0.125, 0.875 / 6), (2, 0.125, 0), (1, 0, 0),
    ];

    /// <summary>True when the code says "more than 175 kt".</summary>
    public bool IsSaturated => Code == 124;

    /// <summary>Knots for equipment of a version (0 when its operational status is not known); null when not available or
    /// reserved.</summary>
    public double? Knots(int version = 2)
    {
        if (Code is 0 or > 124)
            return null;
        if (version == 0 && Code is >= 2 and <= 8)
            return (Code - 1) * 0.125;
        foreach (var (first, knots, step) in Ranges)
        {
            if (Code >= first)
                return knots + (Code - first) * step;
        }

        return null;
    }

    /// <summary>The code whose interval holds a speed in knots; 0 for null and negative.</summary>
    public static SurfaceMovement FromKnots(double? knots)
    {
        if (knots is not { } speed || !(speed >= 0))
            return default;
        if (speed is > 0 and < 0.125)
            return new SurfaceMovement(2);
        foreach (var (first, start, step) in Ranges)
        {
            if (speed >= start)
                return new SurfaceMovement((byte)(first + (step == 0 ? 0 : (int)((speed - start) / step + 1e-9))));
        }

        return default;
    }
}
