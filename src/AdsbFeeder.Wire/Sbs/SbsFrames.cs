using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Makes frames of what an SBS line says, so that it goes the way of every other input. Nobody transmitted them: they are marked, and leave only to outputs that ask for them.</summary>
/// <remarks><code>
///   position    both halves, TC 18 (nothing known of its accuracy) or TC 8 on the ground     altitude alone   TC 0
///   speed       TC 19                   call sign   TC 4                                     squawk           TC 28
/// </code>
/// All are extended squitters of a device that is no transponder (DF 18).</remarks>
public static class SbsFrames
{
    /// <summary>The most frames that one line makes.</summary>
    public const int Most = 5;

    private const int UnknownAccuracy = 18, UnknownSurfaceAccuracy = 8;

    // What TC 19 can say, in steps of 1 kt and of 4 kt.
    private const int FineKnots = 1021, MostKnots = 4084;

    /// <summary>Writes the frames and returns how many there are; none when the line says nothing but an address.</summary>
    /// <param name="report">What the line says.</param>
    /// <param name="unixMilliseconds">When it came.</param>
    /// <param name="frames">Room for <see cref="Most"/>.</param>
    public static int Write(in SbsReport report, long unixMilliseconds, Span<ReceivedFrame> frames)
    {
        var count = 0;
        if (report.Position is { } position)
        {
            frames[count++] = Frame(report, Position(report, position.Latitude, position.Longitude, CprFormat.Even), unixMilliseconds);
            frames[count++] = Frame(report, Position(report, position.Latitude, position.Longitude, CprFormat.Odd), unixMilliseconds);
        }
        else if (report.AltitudeFeet is not null && report.OnGround != true)
        {
            frames[count++] = Frame(report, new AirbornePosition(0, report.AltitudeFeet, default).Encode(), unixMilliseconds);
        }

        if (report is { GroundSpeedKnots: not null, TrackDegrees: not null } or { VerticalRateFpm: not null } && !(report.OnGround == true && report.Position is not null))
            frames[count++] = Frame(report, Velocity(report), unixMilliseconds);
        if (report.Callsign is { } callsign)
            frames[count++] = Frame(report, new AircraftIdentification(new EmitterCategory('A', 0), callsign).Encode(), unixMilliseconds);
        if (report.Squawk is { } squawk)
            frames[count++] = Frame(report, new AircraftStatus(Emergency.None, squawk).Encode(), unixMilliseconds);
        return count;
    }

    private static MessageField Position(in SbsReport report, double latitude, double longitude, CprFormat format) => report.OnGround == true
        ? new SurfacePosition(UnknownSurfaceAccuracy, report.GroundSpeedKnots, report.TrackDegrees, false, Cpr.Encode(latitude, longitude, format, surface: true)).Encode()
        : new AirbornePosition(UnknownAccuracy, report.AltitudeFeet, Cpr.Encode(latitude, longitude, format, surface: false)).Encode();

    private static MessageField Velocity(in SbsReport report)
    {
        int? east = null, north = null;
        if (report is { GroundSpeedKnots: { } speed, TrackDegrees: { } track })
        {
            var (sine, cosine) = Math.SinCos(double.DegreesToRadians(track));
            (east, north) = ((int)Math.Round(Math.Clamp(speed * sine, -MostKnots, MostKnots)), (int)Math.Round(Math.Clamp(speed * cosine, -MostKnots, MostKnots)));
        }

        var fine = Math.Max(Math.Abs(east ?? 0), Math.Abs(north ?? 0)) <= FineKnots;
        return new AirborneVelocity
        {
            Subtype = fine ? 1 : 2,
            EastKnots = east,
            NorthKnots = north,
            VerticalRateFpm = report.VerticalRateFpm,
            VerticalRateIsBarometric = true,
        }.Encode();
    }

    private static ReceivedFrame Frame(in SbsReport report, MessageField me, long unixMilliseconds)
    {
        var frame = ExtendedSquitter.OfNonTransponder(report.Address, report.Address.IsIcao ? 0 : 1, me).Encode();
        return new ReceivedFrame(frame, report.IsMlat ? BeastTimestamp.Mlat : 0, unixMilliseconds, report.IsMlat ? FrameSource.Mlat : FrameSource.Sbs);
    }
}
