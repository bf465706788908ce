using System.Globalization;
using Xunit.Abstractions;

namespace AdsbFeeder.ModeS.Tests;

/// <summary>The rows of Virtual Radar Server's decoding sheets (BSD-3) that speak of what this project does.</summary>
public class VirtualRadarSheetTests(ITestOutputHelper output)
{
    [Fact]
    public void Mode_S_rows_hold()
    {
        foreach (var row in Rows("ModeSTranslate.csv"))
        {
            var frame = FrameOf(row[0]);
            var fields = Fields(row, 5);
            switch (row[2])
            {
                case "AllCallReply":
                    Assert.Equal(row[3], Hex(AllCallReply.Decode(frame).Address));
                    break;
                case "SurveillanceAltitudeReply" or "CommBAltitudeReply" or "SurveillanceIdentityReply" or "CommBIdentityReply":
                    var reply = SurveillanceReply.Decode(frame);
                    Expect(row, fields, "DR", reply.DownlinkRequest.ToString("X2", CultureInfo.InvariantCulture));
                    Expect(row, fields, "UM", reply.UtilityMessage.ToString("X2", CultureInfo.InvariantCulture));
                    Expect(row, fields, "ID", reply.Squawk?.ToString());
                    if (fields.GetValueOrDefault("AC:M") == "False")
                        Expect(row, fields, "AC", Text(reply.AltitudeFeet));
                    else
                        Assert.Null(reply.AltitudeFeet);
                    Expect(row, fields, "PC", reply.CommB is { } mb ? IdentificationRegister.Decode(mb).Callsign?.ToString() : null);
                    break;
                case "ShortAirToAirSurveillance" or "LongAirToAirSurveillance":
                    var air = AirAirReply.Decode(frame);
                    Expect(row, fields, "VS", air.VerticalStatus.ToString());
                    Expect(row, fields, "CC", air.CrossLink.ToString());
                    Expect(row, fields, "SL", air.SensitivityLevel.ToString("X2", CultureInfo.InvariantCulture));
                    Expect(row, fields, "RI", air.ReplyInformation.ToString("X2", CultureInfo.InvariantCulture));
                    Expect(row, fields, "AC", Text(air.AltitudeFeet));
                    break;
            }
        }
    }

    /// <summary>Not compared: the surface speed, where the sheet gives the upper edge of an interval and we the lower, and the coarse TIS-B speed, which the sheet has wrong.</summary>
    [Fact]
    public void Extended_squitter_rows_hold()
    {
        foreach (var row in Rows("AdsbTranslate.csv"))
        {
            var bits = row[3].Replace(" ", "", StringComparison.Ordinal);
            var me = new MessageField(Convert.ToUInt64(bits, 2));
            var fields = Fields(row, 9);
            if (row[6] == "CoarseTisbAirbornePosition")
            {
                var coarse = CoarsePosition.Decode(me);
                Expect(row, fields, "BA", Text(coarse.AltitudeFeet));
                Expect(row, fields, "GTRK", Text(coarse.TrackDegrees));
                Expect(row, fields, "CPR", $"{coarse.Latitude12}/{coarse.Longitude12}{(coarse.Format == CprFormat.Odd ? 'O' : 'E')}12");
                continue;
            }

            switch (SquitterContents.Of((int)me[1..5], me))
            {
                case SquitterContent.Identification:
                    Expect(row, fields, "ID", AircraftIdentification.Decode(me).Callsign?.ToString());
                    break;
                case SquitterContent.NoPosition or SquitterContent.AirbornePosition:
                    var position = AirbornePosition.Decode(me);
                    Expect(row, fields, position.IsGeometric ? "GA" : "BA", Text(position.AltitudeFeet));
                    Expect(row, fields, "TI", position.TimeSynchronised.ToString());
                    Expect(row, fields, "CPR", Text(position.Cpr, 17));
                    break;
                case SquitterContent.SurfacePosition:
                    var surface = SurfacePosition.Decode(me);
                    Expect(row, fields, "GTRK", Text(surface.TrackDegrees));
                    Expect(row, fields, "GSPD:M", surface.Movement.IsSaturated.ToString());
                    Expect(row, fields, "CPR", Text(surface.Cpr, 19));
                    break;
                case SquitterContent.Velocity:
                    var velocity = AirborneVelocity.Decode(me);
                    Expect(row, fields, "HDG", Text(velocity.HeadingDegrees));
                    Expect(row, fields, "AS", Text(velocity.AirspeedKnots));
                    Expect(row, fields, "VSI", Text(velocity.VerticalRateFpm));
                    Expect(row, fields, "SBV", velocity.VerticalRateIsBarometric.ToString());
                    Expect(row, fields, "DBA", Text(velocity.GeometricMinusBarometricFeet));
                    Expect(row, fields, "VV", $"{-velocity.EastKnots}W/{-velocity.NorthKnots}S");
                    break;
                case SquitterContent.Emergency:
                    Expect(row, fields, "ES", AircraftStatus.Decode(me).Emergency.ToString());
                    Expect(row, fields, "SQK", AircraftStatus.Decode(me).Squawk?.ToString());
                    break;
                case SquitterContent.TargetState:
                    var state = TargetState.Decode(me);
                    Expect(row, fields, "ALT", Text(state.SelectedAltitudeFeet));
                    Expect(row, fields, "HDG", Text(state.SelectedHeadingDegrees));
                    Expect(row, fields, "QNH", Text(state.BarometricSettingHectopascals));
                    Expect(row, fields, "NACP", Text(state.NacP));
                    Expect(row, fields, "SIL", Text(state.Sil));
                    Expect(row, fields, "NICBA", state.NicBaro.ToString());
                    Expect(row, fields, "APE", state.Autopilot.ToString());
                    Expect(row, fields, "VNAV", state.VNav.ToString());
                    Expect(row, fields, "ALTH", state.AltitudeHold.ToString());
                    Expect(row, fields, "APP", state.Approach.ToString());
                    Expect(row, fields, "LNAV", state.LNav.ToString());
                    Expect(row, fields, "TCOP", state.TcasOperational.ToString());
                    break;
                case SquitterContent.OperationalStatus:
                    var status = OperationalStatus.Decode(me);
                    Expect(row, fields, "V", Text(status.Version));
                    Expect(row, fields, "NACP", Text(status.NacP));
                    Expect(row, fields, "SIL", Text(status.Sil));
                    Expect(row, fields, "GVA", Text(status.Gva));
                    Expect(row, fields, "NICBA", status.NicBaro?.ToString());
                    Expect(row, fields, "HRD", (status.HorizontalReference == HorizontalReference.MagneticNorth).ToString());
                    Expect(row, fields, "SILP", status.SilSupplement?.ToString());
                    Expect(row, fields, "MLN", Text(status.SizeMetres?.Length));
                    Expect(row, fields, "MWD", Text(status.SizeMetres?.Width));
                    break;
            }
        }
    }

    [Fact]
    public void Parity_strips_as_the_sheet_says()
    {
        foreach (var row in Rows("StripParity.csv"))
        {
            var bytes = Bytes(row[0]).AsSpan(int.Parse(row[1], CultureInfo.InvariantCulture), int.Parse(row[2], CultureInfo.InvariantCulture));
            var expected = Bytes(row[4]).AsSpan(int.Parse(row[1], CultureInfo.InvariantCulture), bytes.Length);
            if (bytes.Length < Frame.ShortLength)
                continue;

            Assert.Equal((uint)(expected[^3] << 16 | expected[^2] << 8 | expected[^1]), Parity.Residue(bytes));
        }
    }

    [Fact]
    public void Velocity_vectors_hold()
    {
        foreach (var row in Rows("VectorVelocity.csv").Where(row => row[7].Length > 0))
        {
            var velocity = new AirborneVelocity
            {
                Subtype = 1,
                EastKnots = Int(row[2]) * (row[0] == "True" ? -1 : 1),
                NorthKnots = Int(row[4]) * (row[1] == "True" ? -1 : 1),
            };

            Assert.Equal(Number(row[7]), velocity.GroundSpeedKnots!.Value, 1e-5);
            Assert.Equal(row[8].Length == 0 ? null : Number(row[8]), velocity.TrackDegrees is { } track ? Math.Round(track, 5) : null, new Near());
        }
    }

    /// <summary>The sheet writes the benchmark's angles, units of 360 / 2^32 degrees that sit on ties, with 13 decimals; rounding to units restores them.</summary>
    [Fact]
    public void Latitudes_at_all_zone_boundaries_encode_as_the_sheet_says()
    {
        foreach (var row in Rows("CPREncodeLat.csv"))
        {
            var bits = (int)Int(row[0]);
            var (y, x) = Cpr.Encode(Math.Round(Number(row[2]) / Unit) * Unit, Number(row[3]), row[1] == "True" ? CprFormat.Odd : CprFormat.Even, bits);

            Assert.Equal((row[11], row[5], row[6]), (row[11], (y & 0x1FFFF).ToString("X5", CultureInfo.InvariantCulture), (x & 0x1FFFF).ToString("X5", CultureInfo.InvariantCulture)));
        }
    }

    private const double Unit = 360.0 / 4294967296;

    private IEnumerable<string[]> Rows(string file) =>
        (SharedData.Lines("expected/vrs/" + file, output) ?? []).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));

    private static Frame FrameOf(string bits)
    {
        var digits = bits.Replace(" ", "", StringComparison.Ordinal);
        return new Frame(Enumerable.Range(0, digits.Length / 8).Select(i => Convert.ToByte(digits.Substring(8 * i, 8), 2)).ToArray());
    }

    /// <summary>Names and values in threes: name, value, nothing.</summary>
    private static Dictionary<string, string> Fields(string[] row, int start)
    {
        var fields = new Dictionary<string, string>();
        for (var i = start; i + 1 < row.Length; i += 3)
        {
            if (row[i].Length > 0)
                fields[row[i]] = row[i + 1];
        }

        return fields;
    }

    private static void Expect(string[] row, Dictionary<string, string> fields, string name, string? actual)
    {
        if (fields.TryGetValue(name, out var expected) && expected.Length == 0)
            Assert.Null(actual);
        else if (expected is not null)
            Assert.True(Normal(expected) == Normal(actual), $"{string.Join(',', row)}: {name} is {actual}");
    }

    private static byte[] Bytes(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    private static string? Normal(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : text;

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(CprPosition cpr, int bits) => $"{cpr.Latitude17}/{cpr.Longitude17}{(cpr.Format == CprFormat.Odd ? 'O' : 'E')}{bits}";

    private static string Hex(Address address) => address.Bits.ToString("X6", CultureInfo.InvariantCulture);

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Near : IEqualityComparer<double?>
    {
        public bool Equals(double? x, double? y) => x is null || y is null ? x is null && y is null : Math.Abs(x.Value - y.Value) < 1e-4;

        public int GetHashCode(double? obj) => 0;
    }
}
