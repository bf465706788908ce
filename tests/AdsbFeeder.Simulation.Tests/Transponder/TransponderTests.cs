using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Fleet;
using AdsbFeeder.Simulation.Modulation;
using AdsbFeeder.Simulation.Transponder;

namespace AdsbFeeder.Simulation.Tests.Transponder;

/// <summary>What a transponder sends, read back by the decoder.</summary>
public class TransponderTests
{
    private const uint Icao = 0x4840D6;

    private static readonly Airframe Jet = new()
    {
        Address = Icao,
        Callsign = "KLM1023",
        Squawk = 0b001_010_011_100,   // 1234
        Performance = Performance.Narrow,
        AdsbVersion = 2,
        HasAcas = true,
        HasEnhancedSurveillance = true,
    };

    private static readonly FlightState Cruising = new()
    {
        Position = new GeoPoint(52.25, 3.92),
        AltitudeFeet = 35_012,
        GroundSpeedKnots = 447.3,
        TrackDegrees = 231.4,
        TrueHeadingDegrees = 228.1,
        TrueAirspeedKnots = 441.8,
        RollDegrees = -12.3,
        TurnRateDegreesPerSecond = -0.55,
        VerticalRateFpm = -896,
        SelectedAltitudeFeet = 28_000,
        SelectedHeadingDegrees = 230,
    };

    private static readonly FlightState Taxiing = new()
    {
        Position = new GeoPoint(52.04, 4.36),
        GroundSpeedKnots = 14.2,
        TrackDegrees = 61,
        TrueHeadingDegrees = 61,
        OnGround = true,
    };

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(null)]
    public void Acquisition_squitters_come_once_a_second(int? version) => Assert.Equal(
        1.0,
        Send(Jet with { AdsbVersion = version }, Cruising, 120).Count(f => f.Format == DownlinkFormat.AllCall && Parity.Residue(f) == 0) / 120.0,
        0.02);

    [Theory]
    [InlineData(2, 11, 2.0)]
    [InlineData(2, 19, 2.0)]
    [InlineData(2, 4, 0.2)]
    [InlineData(2, 28, 0.2)]
    [InlineData(2, 29, 0.8)]
    [InlineData(2, 31, 0.4)]
    [InlineData(0, 11, 2.0)]
    [InlineData(0, 29, 0)]
    [InlineData(0, 31, 0)]
    public void Airborne_squitters_come_at_their_rates(int version, int typeCode, double perSecond)
    {
        var sent = Send(Jet with { AdsbVersion = version }, Cruising, 120);

        Assert.Equal(perSecond, sent.Count(frame => TypeCodeOf(frame) == typeCode) / 120.0, 0.05);
    }

    [Fact]
    public void An_emergency_is_repeated_more_often_and_told_by_replies()
    {
        var sent = Send(Jet with { EmergencyState = 1, Squawk = 0xFC0 }, Cruising, 60);

        Assert.Equal(1.25, sent.Count(frame => TypeCodeOf(frame) == 28) / 60.0, 0.1);
        var status = AircraftStatus.Decode(sent.First(frame => TypeCodeOf(frame) == 28).Message);
        Assert.Equal(Emergency.General, status.Emergency);
        Assert.Equal("7700", status.Squawk.ToString());
    }

    [Fact]
    public void On_the_ground_positions_are_surface_positions_and_nothing_tells_a_velocity()
    {
        var sent = Send(Jet, Taxiing, 60);

        Assert.Equal(2.0, sent.Count(frame => TypeCodeOf(frame) is >= 5 and <= 8) / 60.0, 0.1);
        Assert.DoesNotContain(sent, frame => TypeCodeOf(frame) is >= 9 and <= 19 or 29);
        Assert.DoesNotContain(sent, frame => frame.Format == DownlinkFormat.AllCall);
        Assert.Contains(sent, frame => frame.Format == DownlinkFormat.ExtendedSquitter && (frame.Bytes[0] & 7) == 4);
    }

    [Fact]
    public void A_standing_aircraft_sends_its_position_every_five_seconds() =>
        Assert.Equal(0.2, Send(Jet, Taxiing with { GroundSpeedKnots = 0 }, 120).Count(frame => TypeCodeOf(frame) is >= 5 and <= 8) / 120.0, 0.05);

    [Fact]
    public void Positions_alternate_and_pairs_decode_to_where_the_aircraft_was()
    {
        var sent = Transmissions(Jet, Cruising, 20).Where(transmission => TypeCodeOf(transmission.Frame) == 11).ToArray();

        Assert.Equal(40, sent.Length, 2.0);
        foreach (var (earlier, later) in sent.Zip(sent.Skip(1)))
        {
            var (first, second) = (AirbornePosition.Decode(earlier.Frame.Message), AirbornePosition.Decode(later.Frame.Message));
            Assert.NotEqual(first.Cpr.Format, second.Cpr.Format);
            var (even, odd) = first.Cpr.Format == CprFormat.Even ? (first.Cpr, second.Cpr) : (second.Cpr, first.Cpr);
            Assert.True(Cpr.TryDecodeGlobalAirborne(even, odd, second.Cpr.Format, out var latitude, out var longitude));
            Assert.InRange(later.State.Position.DistanceTo(new GeoPoint(latitude, longitude)), 0, 6);   // half a step of 2^-17 zone
            Assert.Equal(later.State.AltitudeFeet, second.AltitudeFeet!.Value, 12.51);
        }
    }

    [Fact]
    public void Surface_positions_decode_to_where_the_aircraft_is_with_speed_and_track()
    {
        var sent = Transmissions(Jet, Taxiing, 5).First(transmission => TypeCodeOf(transmission.Frame) is >= 5 and <= 8);
        var position = SurfacePosition.Decode(sent.Frame.Message);

        Assert.True(Cpr.TryDecodeLocal(position.Cpr, 52, 4.2, surface: true, out var latitude, out var longitude));
        Assert.InRange(sent.State.Position.DistanceTo(new GeoPoint(latitude, longitude)), 0, 1.5);
        Assert.Equal(14.2, position.GroundSpeedKnots!.Value, 0.5);
        Assert.Equal(61, position.TrackDegrees!.Value, 1.5);
    }

    [Fact]
    public void Velocity_and_identification_say_what_the_aircraft_does_and_is()
    {
        var sent = Send(Jet, Cruising, 20);
        var velocity = AirborneVelocity.Decode(sent.First(frame => TypeCodeOf(frame) == 19).Message);
        var identification = AircraftIdentification.Decode(sent.First(frame => TypeCodeOf(frame) == 4).Message);

        Assert.Equal(447.3, velocity.GroundSpeedKnots!.Value, 1.0);
        Assert.Equal(231.4, velocity.TrackDegrees!.Value, 0.2);
        Assert.Equal(-896, velocity.VerticalRateFpm);
        Assert.Equal(610, velocity.GeometricMinusBarometricFeet!.Value, 25.0);
        Assert.Equal("A3", identification.Category.ToString());
        Assert.Equal("KLM1023 ", identification.Callsign.ToString());
    }

    [Fact]
    public void Replies_carry_altitude_squawk_and_address()
    {
        var sent = Send(Jet, Cruising, 300).Where(frame => (int)frame.Format is 0 or 4 or 5 or 16 or 20 or 21).ToArray();

        Assert.All(sent, frame => Assert.Equal(Icao, Parity.Residue(frame)));
        foreach (var df in new[] { 4, 5, 20, 21 })
        {
            var reply = SurveillanceReply.Decode(sent.First(frame => (int)frame.Format == df));
            Assert.Equal(FlightStatus.Airborne, reply.FlightStatus);
            Assert.Equal(df is 4 or 20 ? 35_000 : null, reply.AltitudeFeet);
            Assert.Equal(df is 5 or 21 ? "1234" : "", reply.Squawk.ToString());
        }

        var acas = AirAirReply.Decode(sent.First(frame => frame.Format == DownlinkFormat.ShortAirAir));
        Assert.Equal((35_000, 7, 3), (acas.AltitudeFeet!.Value, acas.SensitivityLevel, acas.ReplyInformation));
        var crossLink = AirAirReply.Decode(sent.First(frame => frame.Format == DownlinkFormat.LongAirAir));
        Assert.Equal(35_000, AirbornePosition.Decode(crossLink.Mv!.Value).AltitudeFeet);
    }

    [Fact]
    public void Registers_agree_with_the_flight()
    {
        var fields = Send(Jet, Cruising, 900).Where(frame => (int)frame.Format is 20 or 21).Select(frame => frame.Message).ToArray();

        var turn = TrackAndTurn.Decode(fields.First(mb => TrackAndTurn.Fits(mb) && TrackAndTurn.Decode(mb).TrueAirspeedKnots == 442));
        Assert.Equal(-12.3, turn.RollDegrees!.Value, 0.1);
        Assert.Equal(231.4, turn.TrueTrackDegrees!.Value, 0.1);
        Assert.Equal(447, turn.GroundSpeedKnots!.Value, 1.01);
        Assert.Equal(-0.55, turn.TrackRateDegreesPerSecond!.Value, 0.02);

        var heading = HeadingAndSpeed.Decode(fields.First(mb => HeadingAndSpeed.Fits(mb) && HeadingAndSpeed.Decode(mb).BarometricRateFpm == -896));
        Assert.Equal(226.1, heading.MagneticHeadingDegrees!.Value, 0.1);
        Assert.Equal(0.766, heading.Mach!.Value, 0.003);
        Assert.Equal(261, heading.IndicatedAirspeedKnots!.Value, 2.0);

        var intention = SelectedVerticalIntention.Decode(fields.First(mb => SelectedVerticalIntention.Fits(mb) && !CommonUsageCapability.Fits(mb)));
        Assert.Equal(28_000, intention.PanelAltitudeFeet);
        Assert.Equal(1013.2, intention.BarometricSettingHectopascals!.Value, 0.01);

        Assert.Contains(fields, mb => DataLinkCapability.Fits(mb) && DataLinkCapability.Decode(mb).AcasOperational);
        Assert.Contains(fields, mb => CommonUsageCapability.Fits(mb) && CommonUsageCapability.Decode(mb).Holds(new BdsCode(0x60)) == true);
        Assert.Contains(fields, mb => IdentificationRegister.Fits(mb) && IdentificationRegister.Decode(mb).Callsign.ToString() == "KLM1023 ");
        Assert.Contains(fields, mb => ResolutionAdvisory.Fits(mb) && !ResolutionAdvisory.Decode(mb).IsActive);
    }

    [Fact]
    public void Target_state_and_operational_status_speak_the_version_of_the_equipment()
    {
        foreach (var version in new[] { 1, 2 })
        {
            var sent = Send(Jet with { AdsbVersion = version }, Cruising, 10);
            var target = TargetState.Decode(sent.First(frame => TypeCodeOf(frame) == 29).Message);
            var status = OperationalStatus.Decode(sent.First(frame => TypeCodeOf(frame) == 31).Message);

            Assert.Equal(version - 1, target.Subtype);
            Assert.Equal(28_000, target.SelectedAltitudeFeet);
            Assert.Equal(230, target.SelectedHeadingDegrees!.Value, 0.71);
            Assert.True(target.TcasOperational);
            Assert.Equal((version, 9, 3), (status.Version, status.NacP!.Value, status.Sil!.Value));
            Assert.True(status.TcasOperational);
        }
    }

    [Fact]
    public void Every_extended_squitter_reads_and_writes_to_the_same_bits()
    {
        foreach (var frame in Send(Jet, Cruising, 30).Concat(Send(Jet with { AdsbVersion = 1 }, Cruising, 30)).Concat(Send(Jet, Taxiing, 30)))
        {
            if (frame.Format != DownlinkFormat.ExtendedSquitter)
                continue;

            var me = frame.Message;
            var written = TypeCodeOf(frame) switch
            {
                4 => AircraftIdentification.Decode(me).Encode(),
                >= 5 and <= 8 => SurfacePosition.Decode(me).Encode(),
                11 => AirbornePosition.Decode(me).Encode(),
                19 => AirborneVelocity.Decode(me).Encode(),
                28 => AircraftStatus.Decode(me).Encode(),
                29 => TargetState.Decode(me).Encode(),
                _ => OperationalStatus.Decode(me).Encode(),
            };
            Assert.Equal(me, written);
            Assert.Equal(0u, Parity.Residue(frame));
        }
    }

    [Fact]
    public void All_call_replies_carry_the_codes_of_the_radars()
    {
        var codes = Send(Jet, Cruising, 600).Where(frame => frame.Format == DownlinkFormat.AllCall)
            .Select(frame => AllCallReply.Decode(frame).InterrogatorCode!.Value).ToHashSet();

        Assert.Equal([new InterrogatorCode(0), new InterrogatorCode(9), new InterrogatorCode(0x35)], codes.OrderBy(code => code.Overlay));
    }

    [Fact]
    public void Old_radars_are_answered_with_code_and_altitude()
    {
        var codes = Send(Jet, Cruising, 60).Where(frame => frame.IsModeAc).Select(frame => ModeAcReply.Decode(frame)).ToArray();

        Assert.InRange(codes.Length, 100, 180);
        Assert.Contains(codes, reply => reply.Squawk.ToString() == "1234");
        Assert.Contains(codes, reply => reply.AltitudeFeet == 35_000);
    }

    [Fact]
    public void Coarse_encoders_send_Gillham_codes_everywhere()
    {
        var sent = Send(Jet with { HasFineAltitude = false }, Cruising with { AltitudeFeet = 2312 }, 200);

        Assert.All(sent.Where(frame => TypeCodeOf(frame) == 11), frame =>
        {
            Assert.False(frame.Message.Bit(16));   // Q
            Assert.Equal(2300, AirbornePosition.Decode(frame.Message).AltitudeFeet!.Value, 100.0);
        });
        var reply = sent.First(frame => frame.Format == DownlinkFormat.SurveillanceAltitude);
        Assert.Equal(0, reply.Bytes[3] & 0x10);
        Assert.InRange(SurveillanceReply.Decode(reply).AltitudeFeet!.Value, 2200, 2400);
        Assert.Equal(Icao, Parity.Residue(reply));
    }

    [Fact]
    public void A_transponder_never_sends_two_frames_at_once()
    {
        var sent = Transmissions(Jet, Cruising, 300);

        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(
            pair.Second.Seconds >= pair.First.Seconds + PulseTrain.Seconds(pair.First.Frame) + 99e-6));
    }

    [Fact]
    public void Without_Mode_S_only_codes_are_sent() =>
        Assert.All(Send(Jet with { HasModeS = false, AdsbVersion = null }, Cruising, 60), frame => Assert.True(frame.IsModeAc));

    [Fact]
    public void Without_squitters_there_are_still_acquisition_and_replies()
    {
        var formats = Send(Jet with { AdsbVersion = null }, Cruising, 120).Where(frame => !frame.IsModeAc).CountBy(frame => (int)frame.Format).ToDictionary();

        Assert.False(formats.ContainsKey(17));
        Assert.InRange(formats[11], 115, 130);
        Assert.True(formats.ContainsKey(4));
    }

    private static int TypeCodeOf(Frame frame) => frame.Format == DownlinkFormat.ExtendedSquitter ? (int)frame.Message[1..5] : -1;

    private static Frame[] Send(Airframe airframe, FlightState state, int seconds) =>
        [.. Transmissions(airframe, state, seconds).Select(transmission => transmission.Frame)];

    /// <summary>Everything that an aircraft sends that hangs in one place.</summary>
    private static List<Transmission> Transmissions(Airframe airframe, FlightState state, int seconds)
    {
        Radar[] radars =
        [
            new(new GeoPoint(52.3, 4.7), 4, 1, true, 9),
            new(new GeoPoint(51.3, 3.7), 8, 3, true, 0x35),
            new(new GeoPoint(51.9, 2.7), 6, 2, false, 0),
        ];
        var unit = new TransponderUnit(airframe, new RadioTraits(), radars, new RandomStream(1, 1), state, 0);
        var sent = new List<Transmission>();
        for (var t = 0; t < seconds * 10; t++)
            unit.Transmit(t / 10.0, (t + 1) / 10.0, state, sent);

        return sent;
    }
}
