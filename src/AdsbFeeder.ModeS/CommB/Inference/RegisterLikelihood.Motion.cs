namespace AdsbFeeder.ModeS;

/// <summary>How likely the registers of speed and direction hold just these bits: 5,0, 6,0 and 5,3.</summary>
internal static partial class RegisterLikelihood
{
    private const double DegreesToRadians = Math.PI / 180;

    /// <summary>Degrees a second, of tan(roll) over true airspeed in knots: g / v in a coordinated turn.</summary>
    private const double TurnConstant = 1091;

    /// <summary>
    /// 5,0. Roll is small in most flight; track and ground speed are near to what is known; true airspeed differs from ground speed by
    /// the wind; the rate of turn follows from roll and airspeed.
    /// </summary>
    public static double TrackAndTurn(MessageField mb, in RegisterContext context)
    {
        if (!ModeS.TrackAndTurn.Fits(mb))
            return Impossible;

        var turn = ModeS.TrackAndTurn.Decode(mb);
        var bits = Statuses(mb, 0.02, 1, 12, 24, 35, 46);
        if (turn.RollDegrees is { } roll)
            bits += Roll(roll);
        if (turn.TrueTrackDegrees is { } track)
            bits += Direction(track, context.TrackDegrees, 3);
        if (turn.GroundSpeedKnots is { } speed)
            bits += Speed(speed, context.GroundSpeedKnots, turn.TrueAirspeedKnots, context.AltitudeFeet);
        if (turn.TrueAirspeedKnots is { } airspeed)
            bits += TrueAirspeed(airspeed, context, 2, 10);
        if (turn.TrackRateDegreesPerSecond is { } rate)
            bits += TurnRate(rate, turn.RollDegrees, turn.TrueAirspeedKnots ?? turn.GroundSpeedKnots);
        return bits;
    }

    /// <summary>
    /// 6,0. Heading is near to the last heading, or to the track but for drift and declination; indicated airspeed and Mach number imply
    /// each other at an altitude; both rates are nearly the same.
    /// </summary>
    public static double HeadingAndSpeed(MessageField mb, in RegisterContext context)
    {
        if (!ModeS.HeadingAndSpeed.Fits(mb))
            return Impossible;

        var report = ModeS.HeadingAndSpeed.Decode(mb);
        var bits = Statuses(mb, 0.02, 1, 13, 24) + Statuses(mb, 0.1, 35, 46);
        if (report.MagneticHeadingDegrees is { } heading)
            bits += Heading(heading, context);
        bits += IndicatedAndMach(report.IndicatedAirspeedKnots, report.Mach, 0.004, 10, context);
        if (report.BarometricRateFpm is { } barometric)
            bits += VerticalRate(barometric, context, 32, 10);
        if (report.InertialRateFpm is { } inertial)
        {
            bits += report.BarometricRateFpm is { } other
                ? Evidence.Near(inertial - other, 120, 32, 10)
                : VerticalRate(inertial, context, 32, 10);
        }

        return bits;
    }

    /// <summary>5,3: heading, indicated airspeed, Mach number and rate as in 6,0, true airspeed as Mach number and temperature have
    /// it.</summary>
    public static double AirReferencedState(MessageField mb, in RegisterContext context)
    {
        if (!ModeS.AirReferencedState.Fits(mb))
            return Impossible;

        var state = ModeS.AirReferencedState.Decode(mb);
        var bits = Statuses(mb, 0.02, 1, 13, 24, 34, 47);
        if (state.MagneticHeadingDegrees is { } heading)
            bits += Heading(heading, context);
        bits += IndicatedAndMach(state.IndicatedAirspeedKnots, state.Mach, 0.008, 9, context);
        if (state.TrueAirspeedKnots is { } airspeed)
        {
            bits += state.Mach is { } mach && context.AltitudeFeet is { } feet
                ? Evidence.Near(airspeed - Airspeed.TrueKnots(mach, feet), 8, 0.5, 12)
                : TrueAirspeed(airspeed, context, 0.5, 12);
        }

        if (state.VerticalRateFpm is { } rate)
            bits += VerticalRate(rate, context, 64, 9);
        return bits;
    }

    /// <summary>Level, or in a turn; hardly ever steeper than 50 degrees.</summary>
    private static double Roll(double degrees)
    {
        const double Step = 45.0 / 256, VerySteep = -20;
        return Math.Abs(degrees) > 50 ? VerySteep : Math.Max(Evidence.Near(degrees, 1.5, Step, 10), Evidence.Near(degrees, 14, Step, 10) - 1.5);
    }

    private static double Direction(double degrees, RecentValue? known, double scale) => known is { } expected
        ? Evidence.Near(Evidence.Between(degrees, expected.Value), scale + expected.AgeSeconds, 90.0 / 512, 11)
        : Evidence.Any(11);

    private static double Heading(double degrees, in RegisterContext context)
    {
        const double Drift = 7, DriftAndDeclination = 10;
        if (context.MagneticHeadingDegrees is { } known)
            return Direction(degrees, known, 3);
        return context.DeclinationDegrees is { } declination
            ? Direction(degrees + declination, context.TrackDegrees, Drift)
            : Direction(degrees, context.TrackDegrees, DriftAndDeclination);
    }

    private static double Speed(double knots, RecentValue? known, double? airspeed, int? feet)
    {
        if (known is { } expected)
            return Evidence.Near(knots - expected.Value, 5 + expected.AgeSeconds, 2, 10);
        if (airspeed is { } air && air > 0)
            return Evidence.Near(knots - air, 35, 2, 10); // the wind
        return feet is { } altitude
            ? Evidence.Near(knots - UsualTrueAirspeed(altitude), 80, 2, 10)
            : Evidence.Within(knots, 50, 650, 2, 10);
    }

    private static double TrueAirspeed(double knots, in RegisterContext context, double step, int bits)
    {
        if (context.TrueAirspeedKnots is { } known)
            return Evidence.Near(knots - known.Value, 5 + known.AgeSeconds, step, bits);
        if (context.Mach is { } mach && context.AltitudeFeet is { } height)
            return Evidence.Near(knots - Airspeed.TrueKnots(mach.Value, height), 12 + mach.AgeSeconds, step, bits);
        if (context.GroundSpeedKnots is { } speed)
            return Evidence.Near(knots - speed.Value, 35 + speed.AgeSeconds, step, bits);
        return context.AltitudeFeet is { } feet
            ? Evidence.Near(knots - UsualTrueAirspeed(feet), 60, step, bits)
            : Evidence.Within(knots, 50, 600, step, bits);
    }

    private static double TurnRate(double degreesPerSecond, double? roll, int? knots)
    {
        const double Step = 8.0 / 256;
        return roll is { } angle && knots is { } speed and > 30
            ? Evidence.Near(degreesPerSecond - TurnConstant * Math.Tan(angle * DegreesToRadians) / speed, 0.15, Step, 10)
            : Evidence.Near(degreesPerSecond, 0.7, Step, 10);
    }

    private static double VerticalRate(double fpm, in RegisterContext context, double step, int bits) =>
        context.VerticalRateFpm is { } known
            ? Evidence.Near(fpm - known.Value, 150 + 20 * known.AgeSeconds, step, bits)
            : Math.Max(Evidence.Near(fpm, 40, step, bits), Evidence.Near(fpm, 1000, step, bits)) - 1;

    private static double IndicatedAndMach(int? indicated, double? mach, double machStep, int machBits, in RegisterContext context)
    {
        var bits = 0.0;
        if (indicated is { } knots)
        {
            bits += context.IndicatedAirspeedKnots is { } known
                ? Evidence.Near(knots - known.Value, 4 + known.AgeSeconds, 1, 10)
                : Evidence.Within(knots, 60, 380, 1, 10);
        }

        if (mach is not { } number)
            return bits;
        if (context.AltitudeFeet is { } feet && indicated is { } speed)
        {
            // a hundredth of Mach is 6 kt: the spread of position errors in real aircraft
            var deviation = Airspeed.CalibratedKnots(number, feet) - speed;
            return bits + Evidence.Near(deviation / 650, 0.008, machStep, machBits);
        }

        if (context.Mach is { } before)
            return bits + Evidence.Near(number - before.Value, 0.01 + 0.002 * before.AgeSeconds, machStep, machBits);
        var smallest = indicated / 680.0 ?? 0.1; // at a given indicated airspeed the Mach number is smallest at sea level
        return bits + Evidence.Within(number, smallest, 0.95, machStep, machBits);
    }

    private static double UsualTrueAirspeed(double feet) => feet switch
    {
        < 3_000 => 150,
        < 10_000 => 150 + (feet - 3_000) * 0.02,
        < 28_000 => 290 + (feet - 10_000) * 0.0085,
        _ => 450,
    };

    /// <summary>A price for every status bit that is not set; the values behind them are then zeros, which cost nothing.</summary>
    private static double Statuses(MessageField mb, double missing, params ReadOnlySpan<byte> numbers)
    {
        var bits = 0.0;
        foreach (var number in numbers)
            bits += Evidence.Flag(!mb.Bit(number), missing);
        return bits;
    }
}
