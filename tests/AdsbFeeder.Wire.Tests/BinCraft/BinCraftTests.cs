using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.BinCraft;

/// <summary>Offsets and scales of wire-formats.md 2.12, read as tar1090 reads them.</summary>
public class BinCraftTests
{
    private const long Now = 1_795_246_708_764;

    private static Dated<T> Adsb<T>(T value, long age = 0)
        where T : struct => new(value, Now - age, FieldSource.Adsb);

    private static byte[] Write(params AircraftState[] aircraft)
    {
        var output = new ArrayBufferWriter<byte>();
        BinCraftWriter.Write(output, new TrackingSnapshot(Now, [.. aircraft], TrackerStatistics.Zero, null), new GeoPosition(52.25, -4.5), 123.4);
        return output.WrittenSpan.ToArray();
    }

    private static int S16(byte[] bytes, int offset) => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(offset));

    private static int S32(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    [Fact]
    public void The_header_says_when_where_and_how_many()
    {
        var bytes = Write(new AircraftState { Address = Address.Icao(1) });

        Assert.Equal(224, bytes.Length);
        Assert.Equal(Now, BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Assert.Equal([112, 0, 314159], [S32(bytes, 8), S32(bytes, 12), S32(bytes, 16)]);
        Assert.Equal([-90, -180, 90, 180], [S16(bytes, 20), S16(bytes, 22), S16(bytes, 24), S16(bytes, 26)]);
        Assert.Equal([52_250_000, -4_500_000, 20250403, 1234], [S32(bytes, 32), S32(bytes, 36), S32(bytes, 40), S32(bytes, 44)]);
    }

    [Fact]
    public void What_is_unknown_has_no_bit()
    {
        var element = Write(new AircraftState { Address = Address.NonIcao(0xABCDEF), SeenUnixMs = Now })[112..];

        Assert.Equal(0x1ABCDEF, S32(element, 0));
        Assert.Equal(new byte[5], element[73..78]);
    }

    [Fact]
    public void Every_value_is_in_its_place()
    {
        var element = Write(new AircraftState
        {
            Address = Address.Icao(0x4840D6),
            Kind = TrackKind.Mlat,
            Messages = 70_000,
            SeenUnixMs = Now - 1250,
            MeanSignalPower = 0.1f,
            Callsign = Adsb(Callsign.Parse("KLM1023")),
            Squawk = Adsb(Squawk.Parse("7654")),
            Category = Adsb(new EmitterCategory('A', 3)),
            Emergency = Adsb(Emergency.General),
            AirGround = Adsb(AirGround.Ground),
            Position = Adsb(new PositionFix(new GeoPosition(-33.5, 151.25), 8, 37040), 300),
            BarometricAltitudeFeet = Adsb(38000),
            GeometricAltitudeFeet = Adsb(-100),
            BarometricRateFpm = Adsb(-832),
            GeometricRateFpm = Adsb(64),
            GroundSpeedKnots = Adsb(451.2f),
            TrackDegrees = Adsb(182.5f),
            RollDegrees = Adsb(-3.5f),
            Mach = Adsb(0.78f),
            TrueAirspeedKnots = Adsb(440),
            IndicatedAirspeedKnots = Adsb(250),
            NavAltitudeMcpFeet = Adsb(60_000),
            NavQnhHectopascals = Adsb(1013.6f),
            NavModes = Adsb(NavigationModes.Autopilot | NavigationModes.Tcas),
            Version = Adsb((byte)2),
            NacP = Adsb((byte)9),
            Sil = Adsb((byte)3),
            SilType = SilType.PerHour,
        })[112..];

        Assert.Equal([0x4840D6, 12, 151_250_000, -33_500_000], [S32(element, 0), S32(element, 4), S32(element, 8), S32(element, 12)]);
        Assert.Equal([-104, 8, 1520, -4, 15000], [S16(element, 16), S16(element, 18), S16(element, 20), S16(element, 22), S16(element, 24)]);
        Assert.Equal([10136, 0x7654, 4512, 780, -350, 16425], [S16(element, 28), S16(element, 32), S16(element, 34), S16(element, 36), S16(element, 38), S16(element, 40)]);
        Assert.Equal([440, 250, 3], [S16(element, 56), S16(element, 58), S32(element, 108)]);
        Assert.Equal(37040, BinaryPrimitives.ReadUInt16LittleEndian(element.AsSpan(60)));
        Assert.Equal(70_000 - 65_536, BinaryPrimitives.ReadUInt16LittleEndian(element.AsSpan(62)));   // the counter wraps, and pages know
        Assert.Equal(0, element[104]);   // receivers: only told by programs that tell receivers apart
        Assert.Equal([0xA3, 8, 33, 0x51, 1, 0x23], element[64..70]);
        Assert.Equal("KLM1023 ", Encoding.ASCII.GetString(element, 78, 8));
        Assert.Equal(0b1111_1000, element[73]);
        Assert.Equal(0b0010_1111, element[74]);
        Assert.Equal(0b1010_0011, element[75]);
        Assert.Equal(0b0110_1100, element[76]);
        Assert.Equal(0b0000_0100, element[77]);
        Assert.Equal(204, element[105]);   // -10 dB: 40 of 50
    }
}
