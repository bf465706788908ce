using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>What radars and other aircraft read out reaches the state, when its register is beyond doubt.</summary>
public class CommBTests
{
    private static readonly TrackAndTurn Turn = new()
    {
        RollDegrees = -3.515625,
        TrueTrackDegrees = 342.421875,
        GroundSpeedKnots = 450,
        TrackRateDegreesPerSecond = -0.25,
        TrueAirspeedKnots = 440,
    };

    private static readonly HeadingAndSpeed Heading = new()
    {
        MagneticHeadingDegrees = 340,
        IndicatedAirspeedKnots = 250,
        Mach = 0.768,
        BarometricRateFpm = 64,
        InertialRateFpm = 32,
    };

    [Fact]
    public void Motion_and_intent_that_radars_read_out_reach_the_state()
    {
        var air = new Air();
        air.Position(52, 4, CprFormat.Even, 37000);
        air.Velocity(440, 342);
        air.Seconds = 1;
        air.CommB(Turn.Encode(), 37000);
        air.CommB(Heading.Encode(), 37000);
        air.CommB(new SelectedVerticalIntention { PanelAltitudeFeet = 36992, BarometricSettingHectopascals = 1013.2, VNav = true, AltitudeHold = false, Approach = false }.Encode(), 37000);

        var s = air.Klm1023;
        Assert.Equal(-3.515625f, s.RollDegrees.Value);
        Assert.Equal(440, s.TrueAirspeedKnots.Value);
        Assert.Equal(340, s.MagneticHeadingDegrees.Value, 0.1);
        Assert.Equal(0.768f, s.Mach.Value, 0.001f);
        Assert.Equal(-56, s.OutsideAirTemperatureCelsius.Value, 2.0);
        Assert.Equal(36992, s.NavAltitudeMcpFeet.Value);
        Assert.Equal(1013.2f, s.NavQnhHectopascals.Value, 0.01f);
        Assert.Equal(NavigationModes.VerticalNavigation, s.NavModes.Value);
        Assert.Equal(342, s.TrackDegrees.Value, 0.5);   // the squitter's, not the register's
        Assert.Equal(FieldSource.Adsb, s.TrackDegrees.Source);
        Assert.Equal(3, air.Counters[TrackerCounter.CommBRecognised]);
    }

    // Fits 5,0 and 6,0 (modes.md 9): 5,0 would be 322 kt on track 250.5.
    [Fact]
    public void What_the_aircraft_has_told_settles_which_register_a_reply_holds()
    {
        var frame = Frame.Parse("A8001EBCFFFB23286004A73F6A5B");
        var address = Address.Icao(Parity.Residue(frame));
        var air = new Air();
        air.Position(52, 4, CprFormat.Even, 36000, address);
        air.Velocity(322, 250, address);

        var update = air.Hear(frame);

        Assert.Equal("5,0", update.Register?.Register.ToString());
        Assert.True(air.Tracker.TryGet(address, out var state));
        Assert.True(state.RollDegrees.IsPresent);
    }

    [Fact]
    public void The_guess_goes_with_the_update_and_a_refused_reply_has_none()
    {
        var air = new Air();
        Assert.Null(air.CommB(Turn.Encode()).Register);
        air.AllCall();
        Assert.Equal("5,0", air.CommB(Turn.Encode()).Register?.Register.ToString());
        Assert.Equal(RegisterVerdict.Empty, air.CommB(default).Register?.Verdict);
        Assert.Null(air.AltitudeReply(38000).Register);
    }

    [Fact]
    public void A_register_that_the_aircraft_says_it_lacks_needs_more_evidence()
    {
        var weather = new MeteorologicalReport { Source = 1, WindSpeedKnots = 40, WindDirectionDegrees = 90, TemperatureCelsius = -50 }.Encode();
        var air = new Air();
        air.AllCall();
        var before = air.CommB(weather, 33_000).Register!.Value;

        air.CommB(default(CommonUsageCapability).With(new BdsCode(0x20)).With(new BdsCode(0x05)).With(new BdsCode(0x06)).With(new BdsCode(0x08)).With(new BdsCode(0x09))
            .With(new BdsCode(0x40)).With(new BdsCode(0x50)).With(new BdsCode(0x60)).Encode(), 33_000);
        var after = air.CommB(weather, 33_000).Register!.Value;

        Assert.Equal("4,4", before.Register.ToString());
        Assert.True(after.Confidence < before.Confidence, $"{before} {after}");
    }

    [Fact]
    public void Wind_and_temperature_that_the_aircraft_tells_beat_what_follows_from_its_speeds()
    {
        var air = new Air();
        air.AllCall();
        air.CommB(new MeteorologicalReport { Source = 1, WindSpeedKnots = 95, WindDirectionDegrees = 210.9375, TemperatureCelsius = -56.25, PressureHectopascals = 217 }.Encode(), 37_000);
        air.CommB(Turn.Encode(), 37_000);
        air.CommB(Heading.Encode(), 37_000);

        var s = air.Klm1023;
        Assert.Equal((95f, 210.9375f, -56.25f), (s.WindSpeedKnots.Value, s.WindDirectionDegrees.Value, s.OutsideAirTemperatureCelsius.Value));

        air.Seconds = 20;
        air.CommB((Turn with { TrueAirspeedKnots = 448 }).Encode(), 37_000);
        air.CommB(Heading.Encode(), 37_000);
        Assert.NotEqual(-56.25f, air.Klm1023.OutsideAirTemperatureCelsius.Value);
    }

    [Fact]
    public void Nothing_is_computed_from_speeds_that_contradict_each_other()
    {
        var air = new Air();
        air.AllCall();
        air.CommB((Turn with { TrueAirspeedKnots = 340 }).Encode(), 37_000);   // Mach 0.768 at 340 kt would be -142 degrees
        air.CommB(Heading.Encode(), 37_000);

        Assert.False(air.Klm1023.OutsideAirTemperatureCelsius.IsPresent);
        Assert.Equal(1, air.Counters[TrackerCounter.AirspeedInconsistent]);
    }

    [Fact]
    public void Registers_of_squitters_are_read_as_replies()
    {
        var air = new Air();
        air.AllCall();
        air.CommB(new OperationalStatus { Version = 2, NacP = 9, Sil = 3, HorizontalReference = HorizontalReference.TrueNorth }.Encode());
        air.CommB(new TrackAndTurn { RollDegrees = 0, TrueTrackDegrees = 342, GroundSpeedKnots = 440, TrackRateDegreesPerSecond = 0, TrueAirspeedKnots = 440 }.Encode());
        air.CommB((AirborneVelocity.OverGround(440, 342) with { VerticalRateFpm = 640, VerticalRateIsBarometric = true }).Encode());

        var s = air.Klm1023;
        Assert.Equal((2, 9, FieldSource.ModeS), ((int)s.Version.Value, (int)s.NacP.Value, s.Version.Source));
        Assert.Equal((640, FieldSource.ModeS), (s.BarometricRateFpm.Value, s.BarometricRateFpm.Source));
    }

    // All 257 DF16 of a capture held 0,5: a position of aircraft whose squitters we do not hear.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Positions_come_from_replies_too(bool airAir)
    {
        var air = Air.AtAmsterdam;
        air.AllCall();
        for (var i = 0; i < 6; i++, air.Seconds += 0.5)
        {
            var field = Air.AirbornePositionOf(52, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
            if (airAir) air.Hear(new AirAirReply(DownlinkFormat.LongAirAir, Air.Klm, VerticalStatus.Airborne, false, 7, 3, 38_000, field).Encode());
            else air.CommB(field);
        }

        Assert.Equal(52, air.Klm1023.Position.Value.Location.Latitude, 1e-4);
        Assert.Equal(4, air.Klm1023.Position.Value.Location.Longitude, 1e-4);
        Assert.Equal((FieldSource.ModeS, TrackKind.ModeS), (air.Klm1023.Position.Source, air.Klm1023.Kind));
    }

    [Fact]
    public void A_position_in_a_reply_of_another_altitude_is_none()
    {
        var air = Air.AtAmsterdam;
        air.AllCall();
        for (var i = 0; i < 6; i++, air.Seconds += 0.5)
            air.CommB(Air.AirbornePositionOf(52, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd), 21_000);

        Assert.False(air.Klm1023.Position.IsPresent);
    }

    [Fact]
    public void Squitters_place_an_aircraft_and_not_its_replies()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52, 4);
        for (var i = 0; i < 6; i++, air.Seconds += 0.5)
            air.CommB(Air.AirbornePositionOf(52.01, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd));

        Assert.Equal(52, air.Klm1023.Position.Value.Location.Latitude, 1e-4);
    }

    [Fact]
    public void An_extended_length_message_is_put_together_from_its_segments()
    {
        var air = new Air();
        air.AllCall();
        air.Hear(new SurveillanceReply(DownlinkFormat.SurveillanceAltitude, Air.Klm, FlightStatus.Airborne, 17, 0, 38_000, null, null).Encode());
        Assert.True(air.Hear(new CommDReply(Air.Klm, false, 1, 0x2222).Encode()).ExtendedMessage.IsEmpty);

        var last = air.Hear(new CommDReply(Air.Klm, false, 0, 0x1111).Encode());

        Assert.Equal("00000000000000001111" + "00000000000000002222", Convert.ToHexString(last.ExtendedMessage.Span));
        Assert.Equal(1, air.Counters[TrackerCounter.ExtendedLengthMessages]);
    }

    [Fact]
    public void A_segment_of_an_unknown_aircraft_is_refused()
    {
        var air = new Air();

        Assert.Equal(TrackOutcome.UnknownAddress, air.Hear(new CommDReply(Air.Klm, false, 0, 1).Encode()).Outcome);
        Assert.Equal(TrackOutcome.UnknownAddress, air.Hear("CD406B902015A678D4D220AA4BDA").Outcome);   // a DF17 with a wrong bit
        Assert.Equal(0, air.Tracker.Count);
    }

    /// <summary>5,000 replies over Europe in 26 s, of aircraft that an all-call introduces here. By their numbers 123 are 2,0 and 98 1,0.</summary>
    [Fact]
    public void Recorded_replies_are_recognised_as_the_register_that_was_asked_for()
    {
        if (SharedData.Find("frames/sample_data_commb_df20.csv") is not { } path) return;
        var tracker = new Tracker();
        var registers = new Dictionary<string, int>();
        var total = 0;
        foreach (var line in File.ReadLines(path))
        {
            var columns = line.TrimStart('\uFEFF').Split(',');
            var (time, address) = (long.Parse(columns[0], System.Globalization.CultureInfo.InvariantCulture) * 1000, Address.Icao(Convert.ToUInt32(columns[1], 16)));
            if (!tracker.TryGet(address, out _))
                tracker.Update(new ReceivedFrame(new AllCallReply(address, Capability.Level2, new InterrogatorCode(0)).Encode(), 0, time, FrameSource.Network));
            var update = tracker.Update(new ReceivedFrame(Frame.Parse(columns[2].Trim()), 0, time, FrameSource.Network));
            if (update.Register is not { } guess) continue;
            total++;
            var name = guess.Register?.ToString() ?? guess.Verdict.ToString();
            registers[name] = registers.GetValueOrDefault(name) + 1;
        }

        var counts = string.Join(", ", registers.OrderByDescending(x => x.Value).Select(x => $"{x.Key} {x.Value}"));
        Assert.True(total > 4990, counts);
        Assert.True((registers["2,0"], registers["1,0"], registers["1,7"]) == (123, 98, 77), counts);
        Assert.True(registers.GetValueOrDefault("Ambiguous") + registers.GetValueOrDefault("Unknown") <= 5, counts);
    }
}
