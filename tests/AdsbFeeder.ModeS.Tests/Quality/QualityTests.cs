namespace AdsbFeeder.ModeS.Tests;

public class QualityTests
{
    /// <summary>Rows of the table in specs/modes.md §3.</summary>
    [Theory]
    [InlineData(9, 0, false, false, false, null, 9, 7.5)]
    [InlineData(11, 0, false, false, false, null, 7, 185.2)]
    [InlineData(16, 0, false, false, false, null, 2, 18_520.0)]
    [InlineData(18, 0, false, false, false, null, 0, null)]
    [InlineData(8, 0, false, false, false, null, 6, null)]
    [InlineData(7, 1, true, false, false, 9, null, 75.0)]
    [InlineData(7, 1, false, false, false, 8, null, 185.2)]
    [InlineData(13, 1, true, false, false, 6, null, 1111.2)]
    [InlineData(13, 1, false, false, false, 6, null, 926.0)]
    [InlineData(16, 1, true, false, false, 3, null, 7408.0)]
    [InlineData(16, 1, false, false, false, 2, null, 14_816.0)]
    [InlineData(5, 2, false, false, false, 11, null, 7.5)]
    [InlineData(6, 2, false, false, false, 10, null, 25.0)]
    [InlineData(7, 2, true, false, false, 9, null, 75.0)]
    [InlineData(7, 2, false, false, false, 8, null, 185.2)]
    [InlineData(8, 2, true, false, true, 7, null, 370.4)]
    [InlineData(8, 2, true, false, false, 6, null, 555.6)]
    [InlineData(8, 2, false, false, true, 6, null, 1111.2)]
    [InlineData(8, 2, false, false, false, 0, null, null)]
    [InlineData(11, 2, true, true, false, 9, null, 75.0)]
    [InlineData(11, 2, false, false, false, 8, null, 185.2)]
    [InlineData(12, 2, false, false, false, 7, null, 370.4)]
    [InlineData(13, 2, false, true, false, 6, null, 555.6)]
    [InlineData(13, 2, false, false, false, 6, null, 926.0)]
    [InlineData(13, 2, true, true, false, 6, null, 1111.2)]
    [InlineData(14, 2, false, false, false, 5, null, 1852.0)]
    [InlineData(15, 2, false, false, false, 4, null, 3704.0)]
    [InlineData(16, 2, true, true, false, 3, null, 7408.0)]
    [InlineData(16, 2, false, false, false, 2, null, 14_816.0)]
    [InlineData(17, 2, false, false, false, 1, null, 37_040.0)]
    [InlineData(18, 2, false, false, false, 0, null, null)]
    [InlineData(20, 2, false, false, false, 11, null, 7.5)]
    [InlineData(21, 2, false, false, false, 10, null, 25.0)]
    [InlineData(22, 2, false, false, false, 0, null, null)]
    [InlineData(9, 3, false, false, false, 11, null, 7.5)]
    [InlineData(19, 2, false, false, false, null, null, null)]
    [InlineData(0, 2, false, false, false, null, null, null)]
    public void Type_code_version_and_supplements_give_the_integrity(
        int typeCode, int version, bool a, bool b, bool c, int? nic, int? nucP, double? metres) =>
        Assert.Equal(new PositionIntegrity(nic, nucP, metres), PositionIntegrity.Of(typeCode, version, a, b, c));

    // What stands for version 0 is what readers of later versions expect (readsb's nic, rc, nac_p and sil).
    [Theory]
    [InlineData(9, 0, 11, 8, 11, 2)]
    [InlineData(11, 0, 8, 186, 8, 2)]
    [InlineData(12, 0, 7, 371, 7, 2)]
    [InlineData(13, 0, 6, 926, 6, 2)]
    [InlineData(15, 0, 4, 3704, 4, 2)]
    [InlineData(16, 0, 2, 18_520, 1, 2)]
    [InlineData(17, 0, 1, 37_040, 1, 2)]
    [InlineData(8, 0, 0, 0, 0, 0)]
    [InlineData(18, 0, 0, 0, 0, 0)]
    [InlineData(13, 2, 6, 926, null, null)]
    [InlineData(8, 2, 0, 0, null, null)]
    public void Version_0_has_the_categories_that_come_closest(int typeCode, int version, int nic, int metres, int? nacP, int? sil)
    {
        var integrity = PositionIntegrity.Of(typeCode, version, false, false, false);

        Assert.Equal((nic, metres, nacP, sil), (integrity.NearestNic, integrity.WholeRadiusMetres, integrity.NacPOfVersion0, integrity.SilOfVersion0));
    }

    [Fact]
    public void A_better_category_never_has_a_larger_radius() => Assert.All(Enumerable.Range(0, 32), typeCode =>
    {
        foreach (var (a, b, c) in new[] { (false, false, false), (true, false, false), (true, true, true) })
        {
            var ours = PositionIntegrity.Of(typeCode, 2, a, b, c);
            Assert.True(ours.Nic is null or 0 || ours.RadiusMetres is > 0 and <= 37_040);
        }
    });

    [Fact]
    public void Accuracy_codes_have_their_meanings()
    {
        Assert.Equal([null, 18_520, 7408, 3704, 1852, 926, 555.6, 185.2, 92.6, 30, 10, 3, null], Enumerable.Range(0, 13).Select(Accuracy.PositionRadiusMetres));
        Assert.Equal([null, 10, 3, 1, 0.3, null], Enumerable.Range(0, 6).Select(Accuracy.VelocityMetresPerSecond));
        Assert.Equal([null, 150, 45, null], Enumerable.Range(0, 4).Select(Accuracy.HeightMetresOfGva));
        Assert.Equal([null, 1e-3, 1e-5, 1e-7], Enumerable.Range(0, 4).Select(Accuracy.IntegrityRisk));
        Assert.Equal([null, 'D', 'C', 'B', null], Enumerable.Range(0, 5).Select(Accuracy.DesignAssuranceLevel));
        Assert.Equal([null, 45, 15, 4, null], Enumerable.Range(8, 5).Select(Accuracy.HeightMetresOfNacP));
        Assert.Equal([0, 1, 1, 4, 5, 6, 7, 8, 10, 11], Enumerable.Range(0, 10).Select(Accuracy.NacPOfNucP));
    }
}
