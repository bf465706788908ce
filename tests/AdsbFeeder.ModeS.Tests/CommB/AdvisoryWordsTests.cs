namespace AdsbFeeder.ModeS.Tests;

public class AdvisoryWordsTests
{
    /// <summary>Frames of specs/modes.md §9: 3,0 with both kinds of threat, DF16, and the squitter.</summary>
    [Theory]
    [InlineData("A000183830C20204F191103F722A", "Climb; do not pass below; threat 3c6444")]
    [InlineData("A000183830A2012987054D6E6AE9", "Clear of conflict (was: Maintain vertical speed); do not pass above; threat 2.0 NM away at 75 degrees from the nose at 18800 ft")]
    [InlineData("80E18C3830DA01200000007D2E44", "Clear of conflict (was: Increase climb); do not pass above")]
    [InlineData("8D4CA7B1E2C20204F19110DA25A9", "Climb; do not pass below; threat 3c6444")]
    [InlineData("A80008003000000000000029041E", "No advisory")]
    public void An_advisory_in_words(string hex, string words) => Assert.Equal(words, ResolutionAdvisory.Decode(Frame.Parse(hex).Message).Describe());

    [Theory]
    [InlineData("1100001", false, "Climb", AdvisorySense.Up)]
    [InlineData("1110001", false, "Descend", AdvisorySense.Down)]
    [InlineData("1101001", false, "Increase climb", AdvisorySense.Up)]
    [InlineData("1111001", false, "Increase descent", AdvisorySense.Down)]
    [InlineData("1100101", false, "Climb now", AdvisorySense.Up)]
    [InlineData("1110101", false, "Descend now", AdvisorySense.Down)]
    [InlineData("1100011", false, "Climb, crossing", AdvisorySense.Up)]
    [InlineData("1110011", false, "Descend, crossing", AdvisorySense.Down)]
    [InlineData("1100000", false, "Level off", AdvisorySense.Up)]
    [InlineData("1010000", false, "Monitor vertical speed", AdvisorySense.Down)]
    [InlineData("1000001", false, "Maintain vertical speed", AdvisorySense.Up)]
    [InlineData("1000011", false, "Maintain vertical speed, crossing", AdvisorySense.Up)]
    [InlineData("0111100", true, "Several threats: climb and descend", AdvisorySense.Both)]
    [InlineData("0100000", true, "Several threats: correct upwards", AdvisorySense.Up)]
    [InlineData("0001100", true, "Several threats: descend", AdvisorySense.Down)]
    [InlineData("0000000", true, "Several threats", null)]
    [InlineData("0000000", false, null, null)]
    public void Each_kind_of_advisory_has_its_announcement(string ara, bool severalThreats, string? words, AdvisorySense? sense)
    {
        var advisory = new ResolutionAdvisory(Convert.ToInt32(ara, 2) << 7, 0, false, severalThreats, 0, 0);

        Assert.Equal((words, sense), (advisory.Announcement, advisory.Sense));
    }

    [Fact]
    public void A_terminated_advisory_is_clear_of_conflict() =>
        Assert.Equal("Clear of conflict", new ResolutionAdvisory(0b1100001 << 7, 0, IsTerminated: true, false, 0, 0).Announcement);
}
