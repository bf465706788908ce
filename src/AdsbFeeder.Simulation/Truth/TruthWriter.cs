using System.Globalization;

namespace AdsbFeeder.Simulation;

/// <summary>Writes truth as CSV with a header, in the order of arrival; the writer stays open.</summary>
/// <remarks><code>
/// seconds,ticks_12mhz,frame,df,address,snr_db,level_dbfs,carrier_hz,coherent,overlap_us,interferer_db,latitude,longitude,altitude_ft,on_ground
/// 0.012345678,916148,8D4CA...,17,4ca7b1,14.2,-21.3,-120345,1,0.0,,52.31234,4.76543,36000,0
/// </code>
/// df is AC for a Mode A/C reply; interferer_db is empty when nothing overlaps, address when there is none.
/// </remarks>
public sealed class TruthWriter
{
    /// <summary>The first line.</summary>
    public const string Header =
        "seconds,ticks_12mhz,frame,df,address,snr_db,level_dbfs,carrier_hz,coherent,overlap_us,interferer_db,latitude,longitude,altitude_ft,on_ground";

    private readonly TextWriter _output;

    /// <summary>Writes the header.</summary>
    public TruthWriter(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _output.WriteLine(Header);
    }

    /// <summary>Writes one line.</summary>
    public void Write(TruthRecord truth) => _output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{truth.Seconds:F9},{truth.Ticks12MHz},{truth.Frame},{Format(truth)},{truth.Address},{truth.SnrDecibels:F2},{truth.LevelDbfs:F2},"
        + $"{truth.CarrierOffsetHz:F0},{(truth.IsCoherent ? 1 : 0)},{truth.OverlapSeconds * 1e6:F1},{truth.StrongestInterfererDecibels:F1},"
        + $"{truth.Latitude:F6},{truth.Longitude:F6},{truth.AltitudeFeet:F0},{(truth.OnGround ? 1 : 0)}"));

    private static string Format(in TruthRecord truth) =>
        truth.Frame.IsModeAc ? "AC" : ((int)truth.Frame.Format).ToString(CultureInfo.InvariantCulture);
}
