using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of a resolution advisory, and says it in words.</summary>
internal static class AdvisoryFields
{
    public static void Describe(in ResolutionAdvisory advisory, IFieldWriter to)
    {
        to.Flag("ra", "Resolution advisory", advisory.IsActive);
        to.Text("advisory", "Advisory", advisory.Announcement);
        if (advisory.IsActive || advisory.IsTerminated)
            to.Text("advisory_text", "In words", advisory.Describe());
        to.Text("ra_sense", "Sense", advisory.IsActive ? NameOf(advisory.Sense) : null);
        to.Number("ara", "ARA bits", advisory.ActiveAdvisories);
        to.Number("rac", "RAC bits", advisory.Complements);
        to.Flag("rat", "Terminated", advisory.IsTerminated);
        to.Flag("mte", "Several threats", advisory.MultipleThreats);
        to.Number("tti", "Threat type", advisory.ThreatType);
        to.Text("threat", "Threat", advisory.ThreatAddress?.ToString());
        to.Number("threat_alt", "Threat altitude", advisory.ThreatAltitudeFeet, "ft");
        to.Number("threat_range", "Threat range", advisory.ThreatRangeNauticalMiles, "nmi", 2);
        to.Number("threat_bearing", "Threat bearing", advisory.ThreatBearingDegrees, "deg");
    }

    private static string? NameOf(AdvisorySense? sense) => sense switch
    {
        AdvisorySense.Up => "up",
        AdvisorySense.Down => "down",
        AdvisorySense.Both => "both",
        _ => null,
    };
}
