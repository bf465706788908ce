using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Writes SBS/BaseStation lines, as sent on port 30003.</summary>
/// <remarks><code>
///   MSG,t,1,1,HEX,1,date,time,date,time,callsign,altitude,speed,track,lat,lon,rate,squawk,alert,emergency,spi,ground CR LF
///   MSG,3,1,1,40621D,1,2026/11/21,07:38:28.764,2026/11/21,07:38:28.765,,38000,,,52.265780,3.938913,,,0,,0,0
/// </code>
/// First the time of reception, then that of sending, both UTC. Flags are -1 and 0, and empty where the frame does not carry them.
/// An MLAT result begins with MLAT instead of MSG; an address that ICAO did not give, with ~.</remarks>
public static class SbsWriter
{
    /// <summary>The most bytes that one line takes.</summary>
    public const int MaxLength = 192;

    /// <summary>An empty line, sent into silence so that clients know that we live.</summary>
    public static ReadOnlySpan<byte> Heartbeat => "\r\n"u8;

    /// <summary>Writes one line and returns its length; 0 for a frame of which SBS has nothing to say, or without address.</summary>
    /// <param name="update">The frame, its address, and the position that it yielded.</param>
    /// <param name="nowUnixMilliseconds">The time of sending.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    public static int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination)
    {
        if (update.Address is not { } address || SbsMessage.Of(update) is not { } message)
            return 0;

        var line = new SbsLine(destination);
        line.Write(update.Received.Source == FrameSource.Mlat ? "MLAT,"u8 : "MSG,"u8);
        line.Write(message.Type);
        line.Write(",1,1,"u8);
        line.Write(address);
        line.Write(",1,"u8);
        line.WriteTimes(update.Received.UnixMilliseconds, nowUnixMilliseconds);
        line.Field(message.Callsign);
        line.Field(message.AltitudeFeet);
        line.Field(Rounded(message.GroundSpeedKnots));
        line.Field(Rounded(message.TrackDegrees));
        line.Field(message.Position?.Latitude);
        line.Field(message.Position?.Longitude);
        line.Field(message.VerticalRateFpm);
        line.Field(message.Squawk);
        line.Field(message.Alert);
        line.Field(message.Squawk?.IsEmergency);
        line.Field(message.Spi);
        line.Field(message.OnGround);
        line.Write("\r\n"u8);
        return line.Length;
    }

    private static int? Rounded(double? value) => value is { } known ? (int)Math.Round(known) : null;
}
