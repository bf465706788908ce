using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of operational status; each version has its own.</summary>
internal static class OperationalStatusFields
{
    public static void Describe(in OperationalStatus status, IFieldWriter to)
    {
        to.Number("version", "Version", status.Version, meaning: status.Version switch
        {
            0 => "DO-260",
            1 => "DO-260A",
            2 => "DO-260B",
            3 => "DO-260C, read as 2",
            _ => "reserved, read as 2",
        });
        to.Flag("surface", "Surface layout", status.IsSurface);
        DescribeQuality(status, to);
        DescribeMode(status, to);
        DescribeCapability(status, to);
        to.Number("cc_format", "Capability format", status.CapabilityFormat == 0 ? null : status.CapabilityFormat, meaning: "reserved");
        to.Number("om_format", "Mode format", status.ModeFormat == 0 ? null : status.ModeFormat, meaning: "reserved");
    }

    private static void DescribeQuality(in OperationalStatus status, IFieldWriter to)
    {
        to.Bit("nic_a", "NIC supplement A", status.NicSupplementA);
        to.Bit("nic_c", "NIC supplement C", status.NicSupplementC);
        if (status.NacP is { } nacP)
            QualityFields.NacP(nacP, to);
        if (status.NacV is { } nacV)
            QualityFields.NacV(nacV, to);
        if (status.Gva is { } gva)
            QualityFields.Gva(gva, to);
        to.Number("baq", "BAQ", status.Baq);
        if (status.Sil is { } sil)
            QualityFields.Sil(sil, to);
        QualityFields.SilType(status.SilSupplement, to);
        if (status.Sda is { } sda)
            QualityFields.Sda(sda, to);
        to.Bit("nic_baro", "NICbaro", status.NicBaro);
        to.Flag("track_is_heading", "Track is heading", status.TrackIsHeading);
        to.Text("heading_reference", "Heading reference", status.HorizontalReference switch
        {
            HorizontalReference.TrueNorth => "true",
            HorizontalReference.MagneticNorth => "magnetic",
            _ => null,
        });
    }

    private static void DescribeMode(in OperationalStatus status, IFieldWriter to)
    {
        to.Flag("ra", "Resolution advisory", status.ResolutionAdvisoryActive);
        to.Bit("spi", "Ident", status.IdentActive);
        to.Flag("atc", "Receives ATC services", status.ReceivingAtcServices);
        to.Flag("single_antenna", "Single antenna", status.SingleAntenna);
        to.Number("antenna_offset", "Antenna offset", status.AntennaOffset, meaning: "code");
    }

    private static void DescribeCapability(in OperationalStatus status, IFieldWriter to)
    {
        to.Flag("tcas", "TCAS operational", status.TcasOperational);
        to.Flag("cdti", "Traffic display", status.TrafficDisplay);
        to.Flag("es_in", "Receives 1090ES", status.ReceivesExtendedSquitter);
        to.Flag("uat_in", "Receives UAT", status.ReceivesUat);
        to.Flag("arv", "Sends airspeed", status.AirReferencedVelocity);
        to.Flag("ts", "Sends target state", status.ReportsTargetState);
        to.Number("tc_reports", "Target change reports", status.TargetChangeReports, meaning: status.TargetChangeReports switch
        {
            0 => "none",
            1 => "one",
            2 => "several",
            _ => "reserved",
        });
        to.Flag("position_offset", "Position offset applied", status.PositionOffsetApplied);
        to.Flag("b2_low", "Below 70 W", status.LowPower);
        to.Number("length_width", "Length and width", status.LengthWidthCode, meaning: "code");
        to.Number("length", "Length, at most", status.SizeMetres?.Length, "m", 1);
        to.Number("width", "Width, at most", status.SizeMetres?.Width, "m", 1);
    }
}
