using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Names every field of a frame. Keys are those of readsb's aircraft.json where it has one.</summary>
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
        DescribeReception(received, to);
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
        switch (frame.Format)
        {
            case DownlinkFormat.ShortAirAir or DownlinkFormat.LongAirAir:
                var air = AirAirReply.Decode(frame);
                DescribeAddress(update.Address ?? air.Address, to);
                DescribeAirAir(air, to);
                break;
            case DownlinkFormat.SurveillanceAltitude or DownlinkFormat.SurveillanceIdentity
                or DownlinkFormat.CommBAltitude or DownlinkFormat.CommBIdentity:
                var reply = SurveillanceReply.Decode(frame);
                DescribeAddress(update.Address ?? reply.Address, to);
                DescribeSurveillance(reply, to);
                break;
            case DownlinkFormat.AllCall:
                var allCall = AllCallReply.Decode(frame);
                DescribeAddress(update.Address ?? allCall.Address, to);
                DescribeCapability(allCall.Capability, to);
                to.Text("interrogator", "Interrogator", allCall.InterrogatorCode?.ToString() ?? "none: the parity is wrong");
                break;
            default:
                if (!ExtendedSquitter.TryDecode(frame, out var squitter))
                    break;
                DescribeAddress(update.Address ?? squitter.Address, to);
                SquitterFields.Describe(squitter, to);
                break;
        }

        if (update.Position is { } position)
        {
            to.Number("lat", "Latitude", position.Latitude, "deg", 6);
            to.Number("lon", "Longitude", position.Longitude, "deg", 6);
        }
    }

    private static void DescribeAddress(Address address, IFieldWriter to) => to.Text("hex", "Address", address.ToString());

    internal static void DescribeCapability(Capability capability, IFieldWriter to)
    {
        to.Number("ca", "Capability", (int)capability);
        to.Flag("ground", "On the ground", capability.OnGround());
    }

    private static void DescribeAirAir(in AirAirReply reply, IFieldWriter to)
    {
        to.Flag("ground", "On the ground", reply.VerticalStatus == VerticalStatus.OnGround);
        to.Number("alt_baro", "Altitude", reply.AltitudeFeet, "ft");
        if (reply.Format == DownlinkFormat.ShortAirAir)
            to.Flag("cross_link", "Cross-link", reply.CrossLink);
        to.Number("sl", "Sensitivity level", reply.SensitivityLevel);
        to.Number("ri", "Reply information", reply.ReplyInformation);
        CommBFields.DescribeMv(reply.Mv, to);
    }

    private static void DescribeSurveillance(in SurveillanceReply reply, IFieldWriter to)
    {
        to.Number("alt_baro", "Altitude", reply.AltitudeFeet, "ft");
        to.Text("squawk", "Squawk", reply.Squawk?.ToString());
        to.Bit("alert", "Alert", reply.FlightStatus.IsAlert());
        to.Bit("spi", "Ident", reply.FlightStatus.IsSpi());
        to.Flag("ground", "On the ground", reply.FlightStatus.OnGround());
        to.Number("dr", "Downlink request", reply.DownlinkRequest);
        to.Number("um", "Utility message", reply.UtilityMessage);
        if (reply.CommB is { } mb)
            CommBFields.Describe(mb, to);
    }

    private static void DescribeReception(in ReceivedFrame received, IFieldWriter to)
    {
        to.Text("source", "Source", received.Source switch
        {
            FrameSource.Radio => "radio",
            FrameSource.Network => "network",
            FrameSource.Mlat => "mlat",
            _ => "simulation",
        });
        if (received.UnixMilliseconds > 0)
            to.Number("now", "Received", received.UnixMilliseconds / 1000.0, "s since 1970, UTC", 3);
        to.Number("ticks", "Clock", received.Ticks12MHz, "ticks of 12 MHz");
        to.Number("toa_ns", "Arrival", received.TimeOfArrivalNanoseconds, "ns of sample time", 1);
        if (received.SignalPower > 0)
            to.Number("rssi", "Level", 10 * Math.Log10(received.SignalPower), "dBFS", 1);
        to.Number("snr", "Signal to noise", received.SnrDecibels, "dB", 1);
        to.Number("repaired", "Repaired", received.RepairedBits, "bits");
    }

    internal static string Hex(MessageField field) => field.Bits.ToString("X14", System.Globalization.CultureInfo.InvariantCulture);

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
