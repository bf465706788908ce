using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of airborne velocity, of ADS-B and of TIS-B.</summary>
internal static class VelocityFields
{
    /// <param name="velocity">The message.</param>
    /// <param name="isRepeated">By ADS-R, which puts IMF in the place of the intent change.</param>
    /// <param name="to">The writer.</param>
    public static void Describe(in AirborneVelocity velocity, bool isRepeated, IFieldWriter to)
    {
        DescribeMotion(velocity, to);
        DescribeRate(velocity, velocity.VerticalRateIsBarometric, to);
        to.Number(
            "geom_minus_baro", "Height above altitude", velocity.GeometricMinusBarometricFeet, "ft", meaning: OrMore(velocity.DifferenceIsSaturated));
        QualityFields.NacV(velocity.NacV, to);
        to.Flag("intent_change", "Intent change", isRepeated ? null : velocity.IntentChange);
        to.Flag("ifr", "IFR, below version 2", velocity.IfrCapability);
        to.Flag("difference_saturated", "Difference off the scale", Only(velocity.DifferenceIsSaturated));
    }

    public static void Describe(in TisBVelocity velocity, IFieldWriter to)
    {
        DescribeMotion(velocity.Motion, to);
        // The source bit is GEO here, and says the same the other way round.
        DescribeRate(velocity.Motion, !velocity.Geo, to);
        QualityFields.NacP(velocity.NacP, to);
        QualityFields.NacV(velocity.NacV, to);
        QualityFields.Sil(velocity.Sil, to);
        to.Flag("geo", "GEO", velocity.Geo);
        to.Flag("nic_supplement", "NIC supplement", velocity.NicSupplement);
    }

    private static void DescribeMotion(in AirborneVelocity velocity, IFieldWriter to)
    {
        to.Number("gs", "Ground speed", velocity.GroundSpeedKnots, "kt", 2, OrMore(velocity.SpeedIsSaturated));
        to.Number("track", "Track", velocity.TrackDegrees, "deg", 2);
        to.Number("gs_east", "To the east", velocity.EastKnots, "kt");
        to.Number("gs_north", "To the north", velocity.NorthKnots, "kt");
        var (key, label) = velocity.AirspeedIsTrue ? ("tas", "True airspeed") : ("ias", "Indicated airspeed");
        to.Number(key, label, velocity.AirspeedKnots, "kt", meaning: OrMore(velocity.SpeedIsSaturated));
        // Magnetic unless an operational status, which is not in this frame, says otherwise.
        to.Number("mag_heading", "Heading", velocity.HeadingDegrees, "deg", 2);
        to.Flag("speed_saturated", "Speed off the scale", Only(velocity.SpeedIsSaturated));
    }

    private static void DescribeRate(in AirborneVelocity velocity, bool isBarometric, IFieldWriter to)
    {
        var (key, label) = isBarometric ? ("baro_rate", "Vertical rate") : ("geom_rate", "Vertical rate (GNSS)");
        to.Number(key, label, velocity.VerticalRateFpm, "ft/min", meaning: OrMore(velocity.VerticalRateIsSaturated));
        to.Flag("rate_saturated", "Rate off the scale", Only(velocity.VerticalRateIsSaturated));
    }

    private static bool? Only(bool isSaturated) => isSaturated ? true : null;

    private static string? OrMore(bool isSaturated) => isSaturated ? "or more" : null;
}
