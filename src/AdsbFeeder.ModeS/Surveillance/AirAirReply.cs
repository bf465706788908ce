namespace AdsbFeeder.ModeS;

/// <summary>Air-air surveillance of ACAS, DF0 and DF16 (Annex 10 vol. IV, 3.1.2.8.2, 3.1.2.8.3 and 4.3.8.4.2).</summary>
/// <remarks><code>
///   bits  1-5 DF | 6 VS | 7 CC (DF0) | 9-11 SL | 14-17 RI | 20-32 AC | [33-88 MV (DF16)] | last 24 AP
///   02E197B00179C3                 DF0, SL 7, RI 3, 37000 ft
///   80E197B158BF12F38AD083E10AE8   DF16, 37025 ft, MV holds register 0,5: a position, not an advisory
///   80E18C3830DA01200000007D2E44   DF16, MV begins with 30: a resolution advisory
/// </code></remarks>
/// <param name="Format">DF0 or DF16.</param>
/// <param name="Address">The residue of the parity: true only if somebody with this address is known to be about.</param>
/// <param name="VerticalStatus">The field VS.</param>
/// <param name="CrossLink">The field CC of DF0: can answer with any register; false in DF16.</param>
/// <param name="SensitivityLevel">The field SL: 0 when ACAS is inoperative, else 1 to 7.</param>
/// <param name="ReplyInformation">The field RI, 4 bits: 0 no ACAS, 2 advisories inhibited, 3 vertical, 4 vertical and horizontal
/// advisories, 8 to 14 class of the maximum speed.</param>
/// <param name="AltitudeFeet">Barometric altitude; null when not available or in a reserved coding.</param>
/// <param name="Mv">The field MV of DF16: an advisory only when its first byte is 30h, else any register.</param>
public readonly record struct AirAirReply(
    DownlinkFormat Format,
    Address Address,
    VerticalStatus VerticalStatus,
    bool CrossLink,
    int SensitivityLevel,
    int ReplyInformation,
    int? AltitudeFeet,
    MessageField? Mv)
{
    /// <summary>Reads a frame with DF = 0 or 16.</summary>
    /// <exception cref="ArgumentException">A Mode A/C reply.</exception>
    public static AirAirReply Decode(in Frame frame)
    {
        var header = FrameHeader.Of(frame);
        return new AirAirReply(
            frame.Format,
            Address.Icao(Parity.Residue(frame)),
            (VerticalStatus)header[6..6],
            frame.Format == DownlinkFormat.ShortAirAir && header[7..7] != 0,
            (int)header[9..11],
            (int)header[14..17],
            AltitudeCode.FromAc13(header[20..32]),
            frame.Length == Frame.LongLength ? frame.Message : null);
    }

    /// <summary>The frame, of the length that <see cref="Format"/> prescribes.</summary>
    public Frame Encode()
    {
        var header = FrameHeader.For(Format)
            .With(6..6, (uint)VerticalStatus)
            .With(7..7, CrossLink && Format == DownlinkFormat.ShortAirAir ? 1u : 0)
            .With(9..11, (uint)SensitivityLevel)
            .With(14..17, (uint)ReplyInformation)
            .With(20..32, AltitudeCode.ToAc13(AltitudeFeet));
        return Frame.LengthOf(Format) == Frame.LongLength
            ? header.ToLongFrame(Mv ?? default, Address.Bits)
            : header.ToShortFrame(Address.Bits);
    }
}

/// <summary>The field VS (Annex 10 vol. IV, 3.1.2.8.2.1).</summary>
public enum VerticalStatus : byte
{
    /// <summary>In the air.</summary>
    Airborne = 0,

    /// <summary>On the ground.</summary>
    OnGround = 1,
}
