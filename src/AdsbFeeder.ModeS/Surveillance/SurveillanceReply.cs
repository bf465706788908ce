namespace AdsbFeeder.ModeS;

/// <summary>Surveillance and Comm-B replies, DF4, 5, 20 and 21 (Annex 10 vol. IV, 3.1.2.6.5 to 3.1.2.6.8).</summary>
/// <remarks><code>
///   bits  1-5 DF | 6-8 FS | 9-13 DR | 14-19 UM | 20-32 AC (4, 20) or ID (5, 21) | [33-88 MB (20, 21)] | last 24 AP
///   2000042AC59FE6                 DF4, AC Gillham: 1500 ft
///   2C000A8AA83784                 DF5, FS 4 (alert and SPI), squawk 7600
///   A02238382004B1F2CB0820321A78   DF20, DR 4, MB is register 2,0: AKG220
/// </code></remarks>
/// <param name="Format">DF4, 5, 20 or 21.</param>
/// <param name="Address">The residue of the parity: true only if somebody with this address is known to be about.</param>
/// <param name="FlightStatus">The field FS.</param>
/// <param name="DownlinkRequest">The field DR: 0 none, 1 Comm-B waits, 4 or 5 broadcast waits, 16 to 31 ELM segments wait.</param>
/// <param name="UtilityMessage">The field UM, 6 bits: IIS (4) and IDS (2).</param>
/// <param name="AltitudeFeet">Barometric altitude of DF4 and 20; null when not available or in a reserved coding.</param>
/// <param name="Squawk">Identity of DF5 and 21.</param>
/// <param name="CommB">The field MB of DF20 and 21.</param>
public readonly record struct SurveillanceReply(
    DownlinkFormat Format,
    Address Address,
    FlightStatus FlightStatus,
    int DownlinkRequest,
    int UtilityMessage,
    int? AltitudeFeet,
    Squawk? Squawk,
    MessageField? CommB)
{
    /// <summary>Reads a frame with DF = 4, 5, 20 or 21.</summary>
    /// <exception cref="ArgumentException">A Mode A/C reply.</exception>
    public static SurveillanceReply Decode(in Frame frame)
    {
        var header = FrameHeader.Of(frame);
        var format = frame.Format;
        var isAltitude = format is DownlinkFormat.SurveillanceAltitude or DownlinkFormat.CommBAltitude;
        return new SurveillanceReply(
            format,
            Address.Icao(Parity.Residue(frame)),
            (FlightStatus)header[6..8],
            (int)header[9..13],
            (int)header[14..19],
            isAltitude ? AltitudeCode.FromAc13(header[20..32]) : null,
            isAltitude ? null : ModeS.Squawk.FromId13(header[20..32]),
            frame.Length == Frame.LongLength ? frame.Message : null);
    }

    /// <summary>The frame, of the length that <see cref="Format"/> prescribes.</summary>
    public Frame Encode()
    {
        var isAltitude = Format is DownlinkFormat.SurveillanceAltitude or DownlinkFormat.CommBAltitude;
        var header = FrameHeader.For(Format)
            .With(6..8, (uint)FlightStatus)
            .With(9..13, (uint)DownlinkRequest)
            .With(14..19, (uint)UtilityMessage)
            .With(20..32, isAltitude ? AltitudeCode.ToAc13(AltitudeFeet) : Squawk?.ToId13() ?? 0);
        return Frame.LengthOf(Format) == Frame.LongLength
            ? header.ToLongFrame(CommB ?? default, Address.Bits)
            : header.ToShortFrame(Address.Bits);
    }
}
