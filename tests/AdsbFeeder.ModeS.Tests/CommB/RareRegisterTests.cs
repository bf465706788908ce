namespace AdsbFeeder.ModeS.Tests;

/// <summary>Registers that radars hardly read: frames of specs/modes.md §9 where there are, else fields composed from the bit tables.</summary>
public class RareRegisterTests
{
    [Fact]
    public void A_routine_report_has_wind_temperature_and_pressure()
    {
        var composed = MeteorologicalReport.Decode(Frame.Parse("A0001838197E59C7E3B8007EF88A").Message);
        var real = MeteorologicalReport.Decode(Frame.Parse("A0001692185BD5CF400000DFC696").Message);

        Assert.Equal((1, 95, 210.9375), (composed.Source, composed.WindSpeedKnots, composed.WindDirectionDegrees));
        Assert.Equal((-56.25, 238), (composed.TemperatureCelsius, composed.PressureHectopascals));
        Assert.Equal((22, 344.53125, -48.75), (real.WindSpeedKnots, real.WindDirectionDegrees, real.TemperatureCelsius));
        Assert.Null(real.PressureHectopascals);
    }

    [Fact]
    public void A_capability_list_satisfies_the_checks_of_a_hazard_report() =>
        Assert.True(HazardReport.Fits(Frame.Parse("A10000B9FF81C300000000B6F5F3").Message));

    [Fact]
    public void A_hazard_report_has_levels_and_heights()
    {
        var report = HazardReport.Decode(default(MessageField)
            .With(1, 3, 0b111).With(10, 12, 0b101).With(16, 16, 1).With(17, 26, unchecked((uint)-40)).With(27, 38, 1 << 11 | 700).With(39, 51, 1 << 12 | 100));

        Assert.Equal((HazardLevel.Severe, HazardLevel.Light, null), (report.Turbulence, report.Icing, report.WakeVortex));
        Assert.Equal((-10.0, 700, 1600), (report.TemperatureCelsius, report.PressureHectopascals, report.RadioHeightFeet));
    }

    [Fact]
    public void A_list_of_services_names_its_registers()
    {
        var mb = Frame.Parse("A020019C00800189C083F041E54B").Message;
        var list = ServicesCapability.Decode(new BdsCode(0x18), mb);

        Assert.True(ServicesCapability.FitsFirst(mb));
        Assert.Equal(
            "0,5 0,6 0,7 0,8 0,9 0,A 1,0 1,7 1,8 1,9 1,C 2,0 2,1 3,0",
            string.Join(' ', Enumerable.Range(0, 256).Select(number => new BdsCode((byte)number)).Where(register => list.Holds(register) == true)));
        Assert.Null(list.Holds(new BdsCode(0x40)));
        Assert.Null(list.Holds(new BdsCode(0)));
        Assert.Equal((mb, new BdsCode(0x18)), (list.Encode(), list.Register));
        Assert.Throws<ArgumentOutOfRangeException>(() => ServicesCapability.Decode(new BdsCode(0x17), mb));
    }

    [Fact]
    public void The_second_list_covers_the_registers_of_enhanced_surveillance()
    {
        var mb = default(MessageField).WithBit(113 - 0x40, true).WithBit(113 - 0x50, true).WithBit(113 - 0x60, true);

        Assert.True(ServicesCapability.FitsSecond(mb));
        Assert.True(ServicesCapability.Decode(new BdsCode(0x19), mb).Holds(new BdsCode(0x50)));
        Assert.False(ServicesCapability.FitsSecond(mb.WithBit(113 - 0x5A, true)));
    }

    [Fact]
    public void Markings_are_a_registration_and_an_airline()
    {
        var markings = new RegistrationMarkings(SixBitText.FromText("OO-SSB", 7), (uint)SixBitText.FromText("SN", 2));

        var back = RegistrationMarkings.Decode(markings.Encode());

        Assert.Equal(("OO-SSB", "SN"), (back.RegistrationText, back.AirlineText));
        Assert.True(RegistrationMarkings.Fits(markings.Encode()));
        Assert.False(RegistrationMarkings.Fits(markings.Encode().With(2, 7, 0)));
        Assert.Null(RegistrationMarkings.Decode(default).RegistrationText);
    }

    [Fact]
    public void Waypoints_have_names_places_and_times()
    {
        Assert.Equal("SPY", NextWaypointName.Decode(new NextWaypointName(SixBitText.FromText("SPY", 9)).Encode()).Text);
        var position = NextWaypointPosition.Decode(new NextWaypointPosition(-33.9, 151.2, 10_000).Encode());
        Assert.Equal((-33.9, 151.2, 10_000), (Math.Round(position.LatitudeDegrees!.Value, 3), Math.Round(position.LongitudeDegrees!.Value, 3), position.CrossingAltitudeFeet));
        var details = NextWaypointDetails.Decode(new NextWaypointDetails(270, 12.3, 456.7).Encode());
        Assert.Equal((270.0, 12.3, 456.7), (details.BearingDegrees, details.MinutesToGo, details.NauticalMilesToGo));
        var route = WaypointReport.Decode(new WaypointReport(true, (uint)SixBitText.FromText("RIVER", 5), 30, 370, 15).Encode());
        Assert.Equal(("RIVER", 30.0, 370, 15.0), (route.Text, route.MinutesToArrival, route.FlightLevel, route.MinutesDirect));
    }

    [Fact]
    public void A_fine_report_sharpens_a_coarse_one()
    {
        const double Latitude = -52.123456, Longitude = 4.987654;
        const double Span = 180.0 / 128;
        var coarse = CoarsePositionReport.Decode(new CoarsePositionReport(true, Latitude, Longitude, 33_000).Encode());
        var fine = FinePositionReport.Decode(new FinePositionReport(true, 7, Latitude % Span + Span, Longitude % Span, 33_000).Encode());

        var (latitude, longitude) = fine.Resolve(coarse);

        Assert.InRange(Math.Abs(coarse.LatitudeDegrees - Latitude), 0, 2e-4);
        Assert.InRange(Math.Abs(latitude - Latitude), 0, 3e-6);
        Assert.InRange(Math.Abs(longitude - Longitude), 0, 3e-6);
        Assert.Equal(33_000, fine.AltitudeFeet);
    }

    [Fact]
    public void An_air_referenced_state_has_true_airspeed_in_half_knots()
    {
        var state = AirReferencedState.Decode(new AirReferencedState
        {
            MagneticHeadingDegrees = 90,
            IndicatedAirspeedKnots = 280,
            Mach = 0.784,
            TrueAirspeedKnots = 450.5,
            VerticalRateFpm = -640,
        }.Encode());

        Assert.Equal((90.0, 280, 0.784, 450.5, -640), (state.MagneticHeadingDegrees, state.IndicatedAirspeedKnots, state.Mach, state.TrueAirspeedKnots, state.VerticalRateFpm));
    }

    [Fact]
    public void Equipment_is_numbered_in_digits_or_characters()
    {
        Assert.Equal("622987654321", EquipmentIdentification.Decode(new EquipmentIdentification(true, 0, 0x622987654321).Encode()).Text);
        Assert.Equal("TDR-94D", EquipmentIdentification.Decode(new EquipmentIdentification(true, 1, SixBitText.FromText("TDR-94D", 8)).Encode()).Text);
        Assert.False(EquipmentIdentification.Fits(new EquipmentIdentification(true, 0, 0x62298765432A).Encode()));
        Assert.Null(new EquipmentIdentification(true, 2, 1).Text);
    }

    [Fact]
    public void Military_codes_squitter_status_radios_and_counters_are_read()
    {
        var codes = MilitaryCodes.Decode(new MilitaryCodes(Squawk.Parse("7300"), false, Squawk.Parse("1234")).Encode());
        var status = SquitterStatus.Decode(new MessageField(0x60000000000000));
        var radios = VhfChannelReport.Decode(new VhfChannelReport(new(0x1234), VhfAudio.Headphones, null, 0, new(5), VhfAudio.Loudspeaker, VhfAudio.Nobody).Encode());

        Assert.Equal(("7300", "1234"), (codes.Mode1.ToString(), codes.Mode2.ToString()));
        Assert.Equal((SurfaceSquitterRate.High, true), (status.SurfaceRate, status.AltitudeIsGeometric));
        Assert.Equal((0x1234, null, 5, VhfAudio.Nobody), (radios.First?.Code, radios.Second?.Code, radios.Third?.Code, radios.EmergencyAudio));
        Assert.Equal(2, QuasiStaticMonitoring.Decode(new MessageField(0).With(23, 24, 2)).FmsAltitude);
    }

    [Theory]
    [InlineData((3500 / 25) << 5, 121.5, false, false)]
    [InlineData(0, 118.0, false, false)]
    [InlineData(0x7FE0, 143.575, false, false)]     // the highest of its range in that table
    [InlineData(0x7FFA, 152.125, true, false)]      // 152.112 there, which cuts the steps off
    [InlineData((2005 * 3 / 25 << 3) | 2, 120.0, true, false)]
    [InlineData((720 << 5) | 0b10011, 136.0, false, true)]
    public void A_vhf_channel_has_a_frequency_and_a_kind(int code, double megahertz, bool isNarrow, bool isDigital)
    {
        var channel = new VhfChannel(code);

        Assert.Equal(megahertz, channel.Megahertz, 0.0085);
        Assert.Equal((isNarrow, isDigital), (channel.IsNarrow, channel.IsDigital));
    }

    [Fact]
    public void Military_modes_tell_three_codes()
    {
        var mb = new MilitaryModes(Squawk.Parse("6300"), false, Squawk.Parse("1234"), Squawk.Parse("7700")).Encode();

        Assert.True(MilitaryModes.Fits(mb));
        Assert.False(MilitaryModes.Fits(mb.WithBit(5, true)));
        Assert.Equal(("6300", "1234", "7700"), (MilitaryModes.Decode(mb).Mode1.ToString(), MilitaryModes.Decode(mb).Mode2.ToString(), MilitaryModes.Decode(mb).ModeA.ToString()));
    }

    // The example of a test set's manual (TIC TR-220): what its screen shows of 1,7 1,8 and 1,9.
    [Theory]
    [InlineData(0x17, 0xFA810100000000, "0,5 0,6 0,7 0,8 0,9 2,0 4,0 5,0 6,0")]
    [InlineData(0x18, 0x00000081C081F0, "0,5 0,6 0,7 0,8 0,9 1,0 1,7 1,8 1,9 2,0")]
    [InlineData(0x19, 0x00008000800080, "4,0 5,0 6,0")]
    public void Lists_of_registers_read_as_a_test_set_shows_them(byte register, ulong bits, string registers)
    {
        var mb = new MessageField(bits);
        var announced = default(AnnouncedRegisters).With(new BdsCode(register), mb);

        Assert.Equal(registers, string.Join(' ', Enumerable.Range(0, 256).Select(number => new BdsCode((byte)number)).Where(code => announced.Holds(code) == true)));
        Assert.Equal(new BdsCode(register), RegisterInference.Infer(mb, default).Register);
    }
}
