using System.Globalization;
using Xunit.Abstractions;

namespace AdsbFeeder.ModeS.Tests;

public class AltitudeCodeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0x0000u, null)] // not available
    [InlineData(0x0010u, -1000)] // 20000010CC2136
    [InlineData(0x0100u, -1200)] // 20000100C2CC6E
    [InlineData(0x0400u, -1000)] // 20000400F4F7EE
    [InlineData(0x040Au, 0)] // 2000040AF49B99
    [InlineData(0x1223u, 50_200)] // 20001223CE2B4C
    [InlineData(0x0105u, 62_800)] // 200001053D0051
    [InlineData(0x042Au, 1500)] // 2000042AC59FE6, a real frame
    [InlineData(0x0104u, 126_700)] // 20000104C2F458
    [InlineData(0x0200u, null)] // illegal hundreds digit, 20000200D0DAEE
    [InlineData(0x0C68u, null)] // metric, 20000C6886A952
    [InlineData(0x17B0u, 37_000)] // 02E197B00179C3
    [InlineData(0x1FBFu, 50_175)]
    public void Thirteen_bits_give_feet(uint code, int? feet) => Assert.Equal(feet, AltitudeCode.FromAc13(code));

    [Fact]
    public void Every_hundred_feet_from_minus_1200_to_126700_survives_the_round_trip_as_Gillham()
    {
        var codes = new HashSet<uint>();
        for (var feet = -1200; feet <= 126_700; feet += 100)
        {
            var code = Gillham.FromFeet(feet);
            Assert.Equal(feet, Gillham.ToFeet(code));
            Assert.True(codes.Add(code));
        }

        Assert.Equal(1280, codes.Count);
    }

    [Fact]
    public void Of_all_4096_codes_without_Q_only_1280_are_legal()
    {
        var legal = Enumerable.Range(1, 0xFFF).Count(code => (code & 0x10) == 0 && AltitudeCode.FromAc12((uint)code) is not null);

        Assert.Equal(1280, legal);
    }

    [Theory]
    [InlineData(-1200)]
    [InlineData(-1100)]
    [InlineData(-1000)]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(37_025)]
    [InlineData(50_175)]
    [InlineData(50_200)]
    [InlineData(126_700)]
    public void Feet_that_can_be_coded_survive_both_lengths(int feet)
    {
        Assert.Equal(feet, AltitudeCode.FromAc13(AltitudeCode.ToAc13(feet)));
        Assert.Equal(feet, AltitudeCode.FromAc12(AltitudeCode.ToAc12(feet)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1300)]
    [InlineData(126_800)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Feet_out_of_range_are_sent_as_not_available(int? feet)
    {
        Assert.Equal(0u, AltitudeCode.ToAc13(feet));
        Assert.Equal(0u, AltitudeCode.ToAc12(feet));
    }

    /// <summary>Columns: altitude, C1 A1 C2 A2 C4 A4 B1 B2 D2 B4 D4.</summary>
    [Fact]
    public void All_1280_rows_of_the_Gillham_table_hold()
    {
        var rows = (SharedData.Lines("expected/GillhamAltitudeTable.csv", output) ?? []).Skip(2).Select(line => line.Split(','));
        foreach (var row in rows.Where(row => row.Length > 11))
        {
            var eleven = row[1..12].Aggregate(0u, (bits, pulse) => bits << 1 | (pulse == "1" ? 1u : 0));
            var ac12 = (eleven >> 4) << 5 | (eleven & 0xF);
            var feet = int.Parse(row[0], CultureInfo.InvariantCulture);

            Assert.Equal(feet, AltitudeCode.FromAc12(ac12));
            Assert.Equal(ac12, Gillham.FromFeet(feet));
        }
    }
}
