using System.Globalization;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Names every field of a frame. Keys are those of readsb's aircraft.json where it has one; docs/decode.md has them all.</summary>
internal static class MessageFields
{
    public static void Describe(in TrackUpdate update, IFieldWriter to)
    {
        var received = update.Received;
        to.Text("frame", "Frame", received.Frame.ToString());
        if (received.Frame.IsModeAc)
            DescribeModeAc(ModeAcReply.Decode(received.Frame), to);
        else if (received.Frame.Length == Frame.LengthOf(received.Frame.Format))
            DescribeModeS(update, to);
        else
            to.Flag("crc_ok", "Parity correct", false); // too short or too long for its format
        ReceptionFields.Describe(received, to);
        to.Text("outcome", "Verdict", NameOf(update.Outcome));
    }

    private static void DescribeModeAc(in ModeAcReply reply, IFieldWriter to)
    {
        to.Text("format", "Format", "Mode A/C reply");
        to.Text("squawk", "Squawk, if Mode A", reply.Squawk.ToString());
        to.Number("alt_baro", "Altitude, if Mode C", reply.AltitudeFeet, "ft");
        to.Bit("spi", "Ident", reply.IsSpi);
    }

    private static void DescribeModeS(in TrackUpdate update, IFieldWriter to)
    {
        var frame = update.Received.Frame;
        to.Number("df", "Downlink format", (int)frame.Format);
        to.Text("format", "Format", NameOf(frame.Format));
        to.Text("residue", "Parity residue", Parity.Residue(frame).ToString("x6", CultureInfo.InvariantCulture));
        switch (frame.Format)
        {
            case DownlinkFormat.ShortAirAir or DownlinkFormat.LongAirAir:
                var air = AirAirReply.Decode(frame);
                if (IsSomebody(update.Address ?? air.Address, to))
                    ReplyFields.Describe(air, update.Address ?? air.Address, update.Register, to);
                break;
            case DownlinkFormat.SurveillanceAltitude or DownlinkFormat.SurveillanceIdentity
                or DownlinkFormat.CommBAltitude or DownlinkFormat.CommBIdentity:
                var reply = SurveillanceReply.Decode(frame);
                if (IsSomebody(update.Address ?? reply.Address, to))
                    ReplyFields.Describe(reply, update.Address ?? reply.Address, update.Register, to);
                break;
            case DownlinkFormat.AllCall:
                var allCall = AllCallReply.Decode(frame);
                to.Flag("crc_ok", "Parity correct", allCall.IsSound);
                if (allCall.IsSound && IsSomebody(allCall.Address, to))
                    ReplyFields.Describe(allCall, to);
                break;
            case DownlinkFormat.CommD:
                var segment = CommDReply.Decode(frame);
                if (IsSquitterWithBrokenFormat(frame))
                    to.Flag("crc_ok", "Parity correct", false);
                else if (IsSomebody(update.Address ?? segment.Address, to))
                    ReplyFields.Describe(segment, update.Address ?? segment.Address, update.ExtendedMessage, to);
                break;
            case DownlinkFormat.ExtendedSquitter or DownlinkFormat.ExtendedSquitterNonTransponder or DownlinkFormat.MilitaryExtendedSquitter:
                var isSound = ExtendedSquitter.TryDecode(frame, out var squitter);
                to.Flag("crc_ok", "Parity correct", isSound);
                if (isSound && IsSomebody(squitter.Address, to))
                    SquitterFields.Describe(squitter, to);
                break;
        }

        if (update.Position is { } position)
        {
            to.Number("lat", "Latitude", position.Latitude, "deg", 6);
            to.Number("lon", "Longitude", position.Longitude, "deg", 6);
            to.Text("position_from", "Position by", update.PositionIsByReference ? "reference" : "track");
        }
    }

    /// <summary>An ICAO address of zeros or ones is nobody's, and so are the values beside it: mostly an all-zero frame, which satisfies
    /// any parity.</summary>
    private static bool IsSomebody(Address address, IFieldWriter to)
    {
        if (!address.IsIcao || address.IsAssignable)
            return true;
        to.Flag("crc_ok", "Parity correct", false);
        return false;
    }

    /// <summary>DF24 claims eight formats, four of which are a DF17 with one wrong bit or two; then its parity is right but for these
    /// bits.</summary>
    private static bool IsSquitterWithBrokenFormat(in Frame frame)
    {
        Span<byte> bytes = stackalloc byte[Frame.LongLength];
        frame.Bytes.CopyTo(bytes);
        bytes[0] = (byte)((int)DownlinkFormat.ExtendedSquitter << 3 | bytes[0] & 7);
        return Parity.Residue(bytes) == 0;
    }

    internal static string Hex(MessageField field) => field.Bits.ToString("X14", CultureInfo.InvariantCulture);

    private static string NameOf(TrackOutcome outcome) => outcome switch
    {
        TrackOutcome.Accepted => "accepted",
        TrackOutcome.BadParity => "bad_parity",
        TrackOutcome.UnknownAddress => "unknown_address",
        TrackOutcome.NotAnAddress => "not_an_address",
        TrackOutcome.Unsupported => "unsupported",
        TrackOutcome.Unconfirmed => "unconfirmed",
        _ => "full",
    };

    private static string NameOf(DownlinkFormat format) => format switch
    {
        DownlinkFormat.ShortAirAir => "short air-air surveillance",
        DownlinkFormat.SurveillanceAltitude => "surveillance, altitude",
        DownlinkFormat.SurveillanceIdentity => "surveillance, identity",
        DownlinkFormat.AllCall => "all-call reply",
        DownlinkFormat.LongAirAir => "long air-air surveillance",
        DownlinkFormat.ExtendedSquitter => "extended squitter",
        DownlinkFormat.ExtendedSquitterNonTransponder => "extended squitter, no transponder",
        DownlinkFormat.MilitaryExtendedSquitter => "extended squitter, military",
        DownlinkFormat.CommBAltitude => "Comm-B, altitude",
        DownlinkFormat.CommBIdentity => "Comm-B, identity",
        DownlinkFormat.CommD => "Comm-D",
        _ => "reserved",
    };
}
