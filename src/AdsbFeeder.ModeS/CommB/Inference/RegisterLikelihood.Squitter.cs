namespace AdsbFeeder.ModeS;

/// <summary>How likely the squitter registers hold just these bits: 0,5 to 0,9, 6,1, 6,2 and 6,5. Their type code is their
/// number.</summary>
internal static partial class RegisterLikelihood
{
    public static double AirbornePosition(MessageField mb, in RegisterContext context)
    {
        var type = mb[1..5];
        if (type is not ((>= 9 and <= 18) or (>= 20 and <= 22)))
            return Impossible;
        var position = ModeS.AirbornePosition.Decode(mb);
        if (position.AltitudeFeet is not { } feet || !position.HasPosition)
            return Impossible;

        const int CprBits = 34;
        var bits = Evidence.Flag(type is >= 9 and <= 13, 0.9) - 2.3
            + Evidence.Flag(position.SurveillanceStatus == SurveillanceStatus.None, 0.97)
            + Evidence.Flag(position.TimeSynchronised, 0.05) - 1 - CprBits + (position.SupplementB ? -1.5 : -0.6);
        if (context.AltitudeFeet is not { } known)
            return bits + Evidence.Within(feet, 0, 45_000, 25, 12);
        var tolerance = position.IsGeometric ? 400 : 30 + 10 * context.AltitudeAgeSeconds;
        return bits + Evidence.Near(feet - known, tolerance, 25, 12);
    }

    public static double SurfacePosition(MessageField mb, in RegisterContext context)
    {
        if (mb[1..5] is not (>= 5 and <= 8) || ModeS.SurfacePosition.Decode(mb) is not { Movement.Code: <= 124 } position)
            return Impossible;
        const int CprBits = 34;
        var bits = -2.0 - 7 - CprBits - 1 + Evidence.Flag(position.TimeSynchronised, 0.05);
        if (position.TrackDegrees is { } track)
            bits += Direction(track, context.TrackDegrees, 5) + 4; // seven bits here, not eleven
        else
            bits += mb.IsZero(14, 20) ? -2 : -9;
        return context.IsOnGround ? bits : bits - 6;
    }

    public static double Identification(MessageField mb, in RegisterContext context)
    {
        if (mb[1..5] is not (>= 1 and <= 4) || AircraftIdentification.Decode(mb).Callsign is not { } callsign)
            return Impossible;
        return -5 + Text(callsign, context.Callsign);
    }

    public static double AirborneVelocity(MessageField mb, in RegisterContext context)
    {
        if (mb[1..5] != 19 || ModeS.AirborneVelocity.Decode(mb) is not { Subtype: >= 1 and <= 4 } velocity)
            return Impossible;
        const int Rest = 1 + 1 + 3 + 1 + 10 + 8; // flags, NACv, rate, difference
        var bits = -Rest + (velocity.Subtype == 1 ? -0.3 : -4.0) + (mb.IsZero(47, 48) ? 0 : -6);
        if (velocity is not { GroundSpeedKnots: { } speed, TrackDegrees: { } track })
            return bits + Evidence.Any(22);
        if (context is not { GroundSpeedKnots: { } knownSpeed, TrackDegrees: { } knownTrack })
            return bits + Evidence.Any(22) + 3;
        // speed and direction of the velocity lie in a plane: 2 pi v pairs of components in a knot of speed
        var turn = Evidence.Near(Evidence.Between(track, knownTrack.Value), 2 + knownTrack.AgeSeconds, 1, 9);
        return bits + Evidence.Near(speed - knownSpeed.Value, 4 + knownSpeed.AgeSeconds, 1, 10) + turn
            - Math.Log2(Math.Max(speed, 60) * Math.Tau / 360);
    }

    public static double AircraftStatus(MessageField mb) => mb[1..8] switch
    {
        0xE1 when mb.IsZero(25, 56) => -3 - 12,
        0xE2 => -2 + ActiveAdvisory(mb),
        _ => Impossible,
    };

    public static double TargetState(MessageField mb, in RegisterContext context)
    {
        if (mb[1..5] != 29 || mb[6..7] != 1 || !mb.IsZero(55, 56))
            return Impossible;
        var state = ModeS.TargetState.Decode(mb);
        var bits = -1.0 - 1 - 4 - 1 - 2 - 1 - 6;
        bits += state.SelectedAltitudeFeet is { } feet ? SelectedAltitude(feet, context.SelectedAltitudeFeet ?? context.AltitudeFeet) : -6;
        bits += state.BarometricSettingHectopascals is { } setting ? Setting(setting) + 3 : -4;
        return bits + (state.SelectedHeadingDegrees is null ? -2 : -9);
    }

    public static double OperationalStatus(MessageField mb)
    {
        if (mb[1..5] != 31 || mb[6..8] > 1 || mb[9..10] != 0 || mb[25..26] != 0 || mb[41..43] > 3 || mb.Bit(56))
            return Impossible;
        return -1 - 2 - 12 - 6 - 12;
    }

    public static double Text(Callsign callsign, Callsign? known)
    {
        const double PerCharacter = -5.2; // one of 37
        return known == callsign ? -3 : Callsign.Length * PerCharacter;
    }
}
