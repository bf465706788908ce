using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of replies: DF0, 4, 5, 11, 16, 20, 21 and 24.</summary>
internal static class ReplyFields
{
    private const string ModeS = "mode_s";

    public static void Describe(in AllCallReply reply, IFieldWriter to)
    {
        AddressFields.Describe(reply.Address, ModeS, to);
        DescribeCapability(reply.Capability, to);
        var isSquitter = reply.InterrogatorCode?.Overlay == 0;
        to.Text("interrogator", "Interrogator", reply.InterrogatorCode?.ToString(), isSquitter ? "or nobody: a squitter" : null);
        to.Number("ii", "II code", reply.InterrogatorCode?.Ii);
        to.Number("si", "SI code", reply.InterrogatorCode?.Si);
    }

    public static void DescribeCapability(Capability capability, IFieldWriter to)
    {
        to.Number("ca", "Capability", (int)capability, meaning: ReplyWords.Of(capability));
        to.Flag("ground", "On the ground", capability.OnGround());
    }

    public static void Describe(in AirAirReply reply, Address address, RegisterGuess? guess, IFieldWriter to)
    {
        AddressFields.Describe(address, ModeS, to);
        to.Flag("ground", "On the ground", reply.VerticalStatus == VerticalStatus.OnGround);
        to.Number("alt_baro", "Altitude", reply.AltitudeFeet, "ft");
        if (reply.Format == DownlinkFormat.ShortAirAir)
            to.Flag("cross_link", "Cross-link", reply.CrossLink);
        to.Number("sl", "Sensitivity level", reply.SensitivityLevel, meaning: reply.SensitivityLevel == 0 ? "ACAS inoperative" : null);
        to.Number("ri", "Reply information", reply.ReplyInformation, meaning: ReplyWords.OfReplyInformation(reply.ReplyInformation));
        if (reply.Mv is not { } mv)
            return;
        to.Text("mv", "MV", MessageFields.Hex(mv));
        CommBFields.Describe(
            mv,
            guess ?? RegisterInference.Infer(mv, new RegisterContext
            {
                AltitudeFeet = reply.AltitudeFeet,
                IsAirAir = true,
                IsOnGround = reply.VerticalStatus == VerticalStatus.OnGround,
            }),
            address,
            to);
    }

    public static void Describe(in SurveillanceReply reply, Address address, RegisterGuess? guess, IFieldWriter to)
    {
        AddressFields.Describe(address, ModeS, to);
        to.Number("alt_baro", "Altitude", reply.AltitudeFeet, "ft");
        to.Text("squawk", "Squawk", reply.Squawk?.ToString(), ReplyWords.Of(reply.Squawk));
        to.Number("fs", "Flight status", (int)reply.FlightStatus, meaning: ReplyWords.Of(reply.FlightStatus));
        to.Bit("alert", "Alert", reply.FlightStatus.IsAlert());
        to.Bit("spi", "Ident", reply.FlightStatus.IsSpi());
        to.Flag("ground", "On the ground", reply.FlightStatus.OnGround());
        to.Number("dr", "Downlink request", reply.DownlinkRequest, meaning: ReplyWords.OfDownlinkRequest(reply.DownlinkRequest));
        to.Number("um", "Utility message", reply.UtilityMessage);
        to.Number("iis", "Interrogator (IIS)", reply.UtilityMessage >> 2);
        to.Number("ids", "Reservation (IDS)", reply.UtilityMessage & 3, meaning: ReplyWords.OfReservation(reply.UtilityMessage & 3));
        if (reply.CommB is not { } mb)
            return;
        to.Text("mb", "MB", MessageFields.Hex(mb));
        CommBFields.Describe(
            mb,
            guess ?? RegisterInference.Infer(mb, new RegisterContext
            {
                AltitudeFeet = reply.AltitudeFeet,
                IsOnGround = reply.FlightStatus.OnGround() == true,
                DownlinkRequest = reply.DownlinkRequest,
            }),
            address,
            to);
    }

    public static void Describe(in CommDReply reply, Address address, ReadOnlyMemory<byte> message, IFieldWriter to)
    {
        AddressFields.Describe(address, ModeS, to);
        to.Flag("ke", "Acknowledgement (KE)", reply.IsAcknowledgement);
        to.Number("nd", "Segment (ND)", reply.SegmentNumber);
        to.Text("md", "MD", reply.Data.ToString("X20", CultureInfo.InvariantCulture));
        to.Text("elm", "Message, complete", message.IsEmpty ? null : Convert.ToHexString(message.Span));
        if (reply.ReceivedSegments is not { } received)
            return;
        var numbers = Enumerable.Range(0, 16).Where(n => (received >> (15 - n) & 1) != 0);
        to.Words("segments", "Segments received", [.. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
    }
}
