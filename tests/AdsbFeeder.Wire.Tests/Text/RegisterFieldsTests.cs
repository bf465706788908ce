using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire.Tests.Text;

/// <summary>Registers that recordings do not have, composed.</summary>
public class RegisterFieldsTests
{
    public static TheoryData<int, ulong, string> Registers => new()
    {
        { 0x05, Message(Samples.EvenPosition), "tc=11 alt_baro=38000 cpr=even cpr_lat=93000 cpr_lon=51372 nuc_p=7" },
        { 0x06, Message(Samples.SurfacePosition), "tc=7 movement=41 gs=17 track=92.81 cpr=odd" },
        { 0x07, new SquitterStatus(SurfaceSquitterRate.High, true).Encode().Bits, "squitter_rate=high squitter_altitude=geometric" },
        { 0x08, Message(Samples.Identification), "category=A0 flight=KLM1023" },
        { 0x09, Message(Samples.GroundVelocity), "subtype=1 gs=159.2 track=182.88 geom_rate=-832 geom_minus_baro=550" },
        { 0x19, new ServicesCapability(1, default(MessageField).WithBit(49, true)).Encode().Bits, "registers=4,0" },
        { 0x1A, 1, "registers=7,1" },
        { 0x1B, 1, "registers=A,9" },
        { 0x1C, 1, "registers=E,1" },
        { 0x21, 0x9E7DA9A6140000, "registration=OO-SSB" },
        { 0x42, new NextWaypointPosition(45, -90, 24_000).Encode().Bits, "waypoint_lat=45 waypoint_lon=-90 waypoint_alt=24000" },
        { 0x43, new NextWaypointDetails(90, 12.5, 100.5).Encode().Bits, "waypoint_bearing=90 waypoint_time=12.5 waypoint_distance=100.5" },
        { 0x45, new HazardReport { Icing = HazardLevel.Severe, TemperatureCelsius = -10.25, RadioHeightFeet = 1600 }.Encode().Bits, "icing=severe oat=-10.25 radio_height=1600" },
        { 0x48, new VhfChannelReport(new(100), VhfAudio.Headphones, null, 0, null, 0, VhfAudio.Loudspeaker).Encode().Bits, "vhf1=100 vhf1_audio=headphones vhf1_mhz=118.075 vhf_emergency_audio=loudspeaker" },
        { 0x51, new CoarsePositionReport(true, 45, 22.5, 8000).Encode().Bits, "lat=45 lon=22.5 alt_baro=8000" },
        { 0x52, new FinePositionReport(true, 6, 0.703125, 0.3515625, 8000).Encode().Bits, "figure_of_merit=6 lat_fraction=0.703125 lon_fraction=0.351562 report_alt=8000" },
        { 0x53, new AirReferencedState { MagneticHeadingDegrees = 180, Mach = 0.8, TrueAirspeedKnots = 450.5, VerticalRateFpm = -64 }.Encode().Bits, "mag_heading=180 mach=0.8 tas=450.5 baro_rate=-64" },
        { 0x5F, new QuasiStaticMonitoring(1, 2, 3, 0, 1, 2, 3).Encode().Bits, "changes_mcp=1 changes_waypoint=2 changes_fms_mode=3 changes_vhf=0 changes_hazard=1 changes_fms=2 changes_qnh=3" },
        { 0x61, 0xE1AA8A00000000, "emergency=unlawful squawk=7600" },
        { 0x62, Message("8D4CA7B1EABE885FDD3F588EB9C1"), "nav_altitude_fms=31968 nav_heading=347.34" },
        { 0x65, Message("8C4CA7B1F9115506835932F8DE3C"), "version=2 nac_p=9 sil=3" },
        { 0xF1, new MilitaryCodes(Squawk.Parse("6300"), false, Squawk.Parse("1234")).Encode().Bits, "mode1=63 mode2=1234" },
        { 0xF2, new MilitaryModes(Squawk.Parse("6321"), true, null, Squawk.Parse("1234")).Encode().Bits, "mode1=6321 squawk=1234" },
    };

    [Theory]
    [MemberData(nameof(Registers))]
    public void A_register_has_its_fields(int register, ulong bits, string expected)
    {
        var recorder = new FieldRecorder();

        CommBFields.Describe(new BdsCode((byte)register), new MessageField(bits), Address.Icao(0x4CA7B1), recorder);

        foreach (var field in expected.Split(' '))
        {
            var (key, value) = (field[..field.IndexOf('=')], field[(field.IndexOf('=') + 1)..]);
            Assert.Equal((key, value), (key, recorder.Fields.GetValueOrDefault(key)?.TrimEnd()));
        }
    }

    [Fact]
    public void An_empty_register_has_no_values()
    {
        foreach (var register in new[] { 0x40, 0x41, 0x42, 0x43, 0x45, 0x50, 0x51, 0x52, 0x53, 0x54, 0x60, 0xE3, 0xF1 })
        {
            var recorder = new FieldRecorder();
            CommBFields.Describe(new BdsCode((byte)register), default, Address.Icao(0x4CA7B1), recorder);
            Assert.Empty(recorder.Fields);
        }
    }

    private static ulong Message(string hex) => Frame.Parse(hex).Message.Bits;
}
