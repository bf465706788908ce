using System.Globalization;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Simulation.Tests.Truth;

public class TruthWriterTests
{
    [Fact]
    public void A_line_has_the_columns_of_the_header_in_the_invariant_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            var text = new StringWriter();
            new TruthWriter(text).Write(new TruthRecord
            {
                Frame = Frame.Parse("8D4840D6202CC371C32CE0576098"),
                Address = Address.Icao(0x4840D6),
                Seconds = 0.0123456789,
                Ticks12MHz = 148_916,
                SnrDecibels = 14.239,
                LevelDbfs = -21.3,
                CarrierOffsetHz = -120_345.4,
                IsCoherent = true,
                OverlapSeconds = 33.26e-6,
                StrongestInterfererDecibels = -3.04,
                Latitude = 52.25,
                Longitude = -3.5,
                AltitudeFeet = 35_000,
            });

            var lines = text.ToString().ReplaceLineEndings("\n").Split('\n');
            Assert.Equal(TruthWriter.Header, lines[0]);
            Assert.Equal(
                "0.012345679,148916,8D4840D6202CC371C32CE0576098,17,4840d6,14.24,-21.30,-120345,1,33.3,-3.0,52.250000,-3.500000,35000,0",
                lines[1]);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Mode_AC_and_missing_values_leave_columns_empty()
    {
        var text = new StringWriter();
        new TruthWriter(text).Write(new TruthRecord { Frame = Frame.Parse("7700"), OnGround = true });

        Assert.Contains(",7700,AC,,0.00,", text.ToString(), StringComparison.Ordinal);
        Assert.Contains(",0.0,,0.000000,", text.ToString(), StringComparison.Ordinal);
    }
}
