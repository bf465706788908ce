using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of airborne, surface and coarse positions.</summary>
internal static class PositionFields
{
    /// <param name="position">The message.</param>
    /// <param name="isRepeated">By TIS-B or ADS-R, which put IMF in the place of NIC supplement B.</param>
    /// <param name="to">The writer.</param>
    public static void Describe(in AirbornePosition position, bool isRepeated, IFieldWriter to)
    {
        var (key, label) = position.IsGeometric ? ("alt_geom", "Height (GNSS)") : ("alt_baro", "Altitude");
        to.Number(key, label, position.AltitudeFeet, "ft");
        DescribeStatus(position.SurveillanceStatus, to);
        to.Flag("nic_b", "NIC supplement B", isRepeated ? null : position.SupplementB);
        to.Flag("time_synchronised", "Time synchronised", position.TimeSynchronised);
        if (!position.HasPosition)
            return;
        Describe(position.Cpr, to);
        QualityFields.DescribeIntegrity(position.TypeCode, isRepeated ? null : position.SupplementB, to);
    }

    /// <param name="position">The message.</param>
    /// <param name="isRepeated">By TIS-B or ADS-R, which put IMF in the place of the bit T.</param>
    /// <param name="to">The writer.</param>
    public static void Describe(in SurfacePosition position, bool isRepeated, IFieldWriter to)
    {
        to.Number("movement", "Movement", position.Movement.Code, meaning: position.Movement.Code switch
        {
            0 => "not available",
            1 => "stopped",
            2 => "slower than 0.125 kt",
            124 => "175 kt or more",
            > 124 => "reserved",
            _ => null,
        });
        to.Number("gs", "Ground speed, from", position.GroundSpeedKnots, "kt", 3);
        to.Number("track", "Track", position.TrackDegrees, "deg", 2);
        to.Flag("time_synchronised", "Time synchronised", isRepeated ? null : position.TimeSynchronised);
        Describe(position.Cpr, to);
        QualityFields.DescribeIntegrity(position.TypeCode, null, to);
    }

    public static void Describe(in CoarsePosition position, IFieldWriter to)
    {
        DescribeStatus(position.SurveillanceStatus, to);
        to.Number("service_volume", "Service volume", position.ServiceVolume);
        to.Number("alt_baro", "Altitude", position.AltitudeFeet, "ft");
        to.Number("gs", "Ground speed, from", position.SlowestGroundSpeedKnots, "kt");
        to.Number("track", "Track", position.TrackDegrees, "deg", 2);
        to.Text("cpr", "CPR format", NameOf(position.Format));
        to.Number("cpr_lat", "CPR latitude", position.Latitude12, "of 4096");
        to.Number("cpr_lon", "CPR longitude", position.Longitude12, "of 4096");
    }

    private static void Describe(in CprPosition cpr, IFieldWriter to)
    {
        to.Text("cpr", "CPR format", NameOf(cpr.Format));
        to.Number("cpr_lat", "CPR latitude", cpr.Latitude17, "of 131072");
        to.Number("cpr_lon", "CPR longitude", cpr.Longitude17, "of 131072");
    }

    /// <summary>An alert hides SPI, which is unknown then.</summary>
    private static void DescribeStatus(SurveillanceStatus status, IFieldWriter to)
    {
        var isAlert = status is SurveillanceStatus.PermanentAlert or SurveillanceStatus.TemporaryAlert;
        to.Number("ss", "Surveillance status", (int)status, meaning: ReplyWords.Of(status));
        to.Bit("alert", "Alert", isAlert);
        to.Bit("spi", "Ident", isAlert ? null : status == SurveillanceStatus.Spi);
    }

    private static string NameOf(CprFormat format) => format == CprFormat.Odd ? "odd" : "even";
}
