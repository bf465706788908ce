namespace AdsbFeeder.ModeS;

/// <summary>Airborne velocity, type code 19, subtypes 1 to 4 (DO-260B 2.2.3.2.6, register 0,9).</summary>
/// <remarks><code>
///   ME bits  1-5 TC 19 | 6-8 subtype | 9 intent change | 10 IFR | 11-13 NACv
///     subtype 1, 2 (over ground)   14 west | 15-24 E/W | 25 south | 26-35 N/S             raw 0 n/a, else (raw - 1) kt
///     subtype 3, 4 (through air)   14 heading valid | 15-24 heading 360/1024 | 25 TAS | 26-35 airspeed
///            36 rate source (0 geometric, 1 barometric) | 37 down | 38-46 rate      (raw - 1) * 64 ft/min
///            47-48 reserved | 49 below | 50-56 geometric minus barometric            (raw - 1) * 25 ft
///   subtypes 2 and 4 count 4 kt. The largest raw value says "more than". Subtypes 0, 5, 6, 7 are reserved: no field is read.
///   8D485020994409940838175B284F   159 kt, track 182.88, -832 ft/min geometric, +550 ft
///   8DA05F219B06B6AF189400CBC33F   heading 243.98, TAS 375 kt, -2304 ft/min
///   8D4CA7B19A112D8CA82C0B81E76A   supersonic: 1264.91 kt, track 108.43
/// </code></remarks>
public readonly record struct AirborneVelocity
{
    private const double HeadingStep = 360.0 / 1024;
    private const int LargestRate = 510 * 64;
    private const int LargestDifference = 126 * 25;

    /// <summary>0 to 7; only 1 to 4 carry anything.</summary>
    public int Subtype { get; init; }

    /// <summary>The aircraft has changed its intent.</summary>
    public bool IntentChange { get; init; }

    /// <summary>Version 0 and 1: equipped for and flying IFR. Reserved in version 2.</summary>
    public bool IfrCapability { get; init; }

    /// <summary>Accuracy of velocity: 0 unknown, 1 below 10 m/s, 2 below 3, 3 below 1, 4 below 0.3.</summary>
    public int NacV { get; init; }

    /// <summary>Velocity to the east over ground (subtypes 1, 2), knots; west is negative.</summary>
    public int? EastKnots { get; init; }

    /// <summary>Velocity to the north over ground (subtypes 1, 2), knots; south is negative.</summary>
    public int? NorthKnots { get; init; }

    /// <summary>Heading (subtypes 3, 4), degrees; magnetic unless the operational status says true.</summary>
    public double? HeadingDegrees { get; init; }

    /// <summary>Airspeed (subtypes 3, 4), knots.</summary>
    public int? AirspeedKnots { get; init; }

    /// <summary>True when the airspeed is true, false when it is indicated.</summary>
    public bool AirspeedIsTrue { get; init; }

    /// <summary>Rate of climb, ft/min; descending is negative.</summary>
    public int? VerticalRateFpm { get; init; }

    /// <summary>True when the rate comes from pressure, false when it comes from navigation satellites.</summary>
    public bool VerticalRateIsBarometric { get; init; }

    /// <summary>How far the height above the ellipsoid is above the pressure altitude, feet.</summary>
    public int? GeometricMinusBarometricFeet { get; init; }

    /// <summary>Speed over ground from both components; null unless both are available.</summary>
    public double? GroundSpeedKnots =>
        EastKnots is { } east && NorthKnots is { } north ? Math.Sqrt((double)east * east + (double)north * north) : null;

    /// <summary>Direction over ground, 0 to 360; null unless both components are available, and when standing still.</summary>
    public double? TrackDegrees
    {
        get
        {
            if (EastKnots is not { } east || NorthKnots is not { } north || (east | north) == 0)
                return null;
            var degrees = Math.Atan2(east, north) * (180 / Math.PI);
            return degrees < 0 ? degrees + 360 : degrees;
        }
    }

    /// <summary>Knots of one step: 4 when supersonic (subtypes 2, 4), else 1.</summary>
    public int SpeedStepKnots => Subtype is 2 or 4 ? 4 : 1;

    /// <summary>True when a speed is at the end of its scale, so the true one is that or more.</summary>
    public bool SpeedIsSaturated => IsLargestSpeed(EastKnots) || IsLargestSpeed(NorthKnots) || IsLargestSpeed(AirspeedKnots);

    /// <summary>True when the rate is at the end of its scale: 32 640 ft/min stands for more than 32 608.</summary>
    public bool VerticalRateIsSaturated => VerticalRateFpm is -LargestRate or LargestRate;

    /// <summary>True when the difference is at the end of its scale: 3150 ft stands for more than 3137.5.</summary>
    public bool DifferenceIsSaturated => GeometricMinusBarometricFeet is -LargestDifference or LargestDifference;

    /// <summary>A velocity over ground, components rounded to whole knots, or to four when faster than 1022 kt.</summary>
    public static AirborneVelocity OverGround(double groundSpeedKnots, double trackDegrees)
    {
        var (sin, cos) = Math.SinCos(trackDegrees * (Math.PI / 180));
        var (east, north) = (groundSpeedKnots * sin, groundSpeedKnots * cos);
        var step = Math.Max(Math.Abs(east), Math.Abs(north)) >= 1022 ? 4 : 1;
        return new AirborneVelocity
        {
            Subtype = step == 4 ? 2 : 1,
            EastKnots = (int)Math.Round(east / step) * step,
            NorthKnots = (int)Math.Round(north / step) * step,
        };
    }

    /// <summary>A velocity through the air.</summary>
    public static AirborneVelocity ThroughAir(int? airspeedKnots, bool isTrue, double? headingDegrees) => new()
    {
        Subtype = airspeedKnots >= 1022 ? 4 : 3,
        AirspeedKnots = airspeedKnots,
        AirspeedIsTrue = isTrue,
        HeadingDegrees = headingDegrees,
    };

    /// <summary>Reads an ME with type code 19; only the subtype when that is reserved.</summary>
    public static AirborneVelocity Decode(MessageField me)
    {
        var subtype = (int)me[6..8];
        if (subtype is < 1 or > 4)
            return new AirborneVelocity { Subtype = subtype };

        var overGround = subtype <= 2;
        var step = subtype is 2 or 4 ? 4 : 1;
        return new AirborneVelocity
        {
            Subtype = subtype,
            IntentChange = me.Bit(9),
            IfrCapability = me.Bit(10),
            NacV = (int)me[11..13],
            EastKnots = overGround ? Signed(me.Bit(14), me[15..24], step) : null,
            NorthKnots = overGround ? Signed(me.Bit(25), me[26..35], step) : null,
            HeadingDegrees = !overGround && me.Bit(14) ? me[15..24] * HeadingStep : null,
            AirspeedKnots = overGround ? null : Signed(false, me[26..35], step),
            AirspeedIsTrue = !overGround && me.Bit(25),
            VerticalRateIsBarometric = me.Bit(36),
            VerticalRateFpm = Signed(me.Bit(37), me[38..46], 64),
            GeometricMinusBarometricFeet = Signed(me.Bit(49), me[50..56], 25),
        };
    }

    /// <summary>The ME; values are rounded to their steps and cut at the end of their scales.</summary>
    public MessageField Encode()
    {
        var me = default(MessageField).With(1, 5, 19).With(6, 8, (uint)Subtype);
        if (Subtype is < 1 or > 4)
            return me;

        me = me.WithBit(9, IntentChange).WithBit(10, IfrCapability).With(11, 13, (uint)NacV)
            .WithBit(36, VerticalRateIsBarometric)
            .WithBit(37, VerticalRateFpm < 0).With(38, 46, Raw(VerticalRateFpm, 64, 511))
            .WithBit(49, GeometricMinusBarometricFeet < 0).With(50, 56, Raw(GeometricMinusBarometricFeet, 25, 127));
        return Subtype <= 2
            ? me.WithBit(14, EastKnots < 0).With(15, 24, Raw(EastKnots, SpeedStepKnots, 1023))
                .WithBit(25, NorthKnots < 0).With(26, 35, Raw(NorthKnots, SpeedStepKnots, 1023))
            : me.WithBit(14, HeadingDegrees is not null).With(15, 24, Angles.Steps(HeadingDegrees, HeadingStep))
                .WithBit(25, AirspeedIsTrue).With(26, 35, Raw(AirspeedKnots, SpeedStepKnots, 1023));
    }

    private bool IsLargestSpeed(int? knots) => knots is { } known && Math.Abs(known) == 1022 * SpeedStepKnots;

    /// <summary>Raw 0 says that there is no value; raw 1 is zero.</summary>
    private static int? Signed(bool negative, uint raw, int step)
    {
        if (raw == 0)
            return null;
        var value = (int)(raw - 1) * step;
        return negative ? -value : value;
    }

    private static uint Raw(int? value, int step, int largest) =>
        value is { } known ? (uint)Math.Min((Math.Abs((long)known) + step / 2) / step + 1, largest) : 0;
}
