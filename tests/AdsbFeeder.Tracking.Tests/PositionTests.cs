using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>From CPR messages to published positions.</summary>
public class PositionTests
{
    [Fact]
    public void The_first_fix_needs_two_pairs_that_agree()
    {
        var air = Air.AtAmsterdam;
        Assert.Null(air.Position(52.2658, 3.9389, CprFormat.Even).Position);
        air.Seconds = 0.5;
        Assert.Null(air.Position(52.2658, 3.9389, CprFormat.Odd).Position);
        air.Seconds = 1;

        var fix = air.Position(52.2658, 3.9389, CprFormat.Even).Position;

        Assert.NotNull(fix);
        Assert.Equal(52.2658, fix.Value.Latitude, 1e-4);
        Assert.Equal(3.9389, fix.Value.Longitude, 1e-4);
        Assert.Equal(2, air.Counters[TrackerCounter.CprGlobalOk]);
    }

    [Fact]
    public void Real_frames_of_a_flight_give_its_place()
    {
        // 40621D over the North Sea, the pair of every text book (junzis/pyModeS): odd newest 52.26578, 3.93891
        var air = Air.AtAmsterdam;
        air.Hear("8D40621D58C382D690C8AC2863A7");
        air.Seconds = 4;
        Assert.Null(air.Hear("8D40621D58C386435CC412692AD6").Position);
        air.Seconds = 4.5;

        var update = air.Position(52.26578, 3.93891, CprFormat.Even, address: Address.Icao(0x40621D));

        Assert.Equal(52.26578, update.Position!.Value.Latitude, 1e-4);
        Assert.Equal(3.93891, update.Position.Value.Longitude, 1e-4);
        Assert.True(air.Tracker.TryGet(Address.Icao(0x40621D), out var state));
        Assert.Equal(38000, state.BarometricAltitudeFeet.Value);
        Assert.Equal((byte)8, state.LastPosition.Value.Nic);
        Assert.Equal(186, state.LastPosition.Value.ContainmentRadiusMetres);
        Assert.Equal(30.2, state.DistanceNauticalMiles!.Value, 0.2);
    }

    [Fact]
    public void Odd_frame_older_than_ten_seconds_does_not_pair()
    {
        var air = Air.AtAmsterdam;
        air.Position(52, 4, CprFormat.Odd);
        air.Seconds = 10.1;
        air.Position(52, 4, CprFormat.Even);

        Assert.Equal(0, air.Counters[TrackerCounter.CprGlobalOk]);
        Assert.Equal(2, air.Counters[TrackerCounter.CprGlobalSkipped]);
    }

    [Theory]
    [InlineData(null, false, 10_000)]
    [InlineData(100.0, false, 30_000)]
    [InlineData(475.0, false, 20_000)]
    [InlineData(950.0, false, 10_000)]
    [InlineData(1900.0, false, 5_000)]
    [InlineData(null, true, 10_000)]
    [InlineData(0.0, true, 50_000)]
    [InlineData(25.0, true, 50_000)]
    [InlineData(60.0, true, 25_000)]
    [InlineData(160.0, true, 13_500)]
    public void A_faster_aircraft_gets_less_time_to_pair(double? knots, bool surface, long milliseconds)
    {
        Assert.Equal(milliseconds, PairingWindow.Milliseconds(surface, knots));
    }

    [Theory]
    [InlineData(300, 27, true)]
    [InlineData(300, 31, false)]
    [InlineData(600, 15, true)]
    [InlineData(600, 17, false)]
    public void The_window_follows_the_speed_that_the_aircraft_told(double knots, double secondsApart, bool pairs)
    {
        var air = Air.AtAmsterdam;
        air.Position(52, 4, CprFormat.Odd);
        air.Velocity(knots, 0);
        air.Seconds = secondsApart;
        air.Position(52 + knots / 3600 * secondsApart / 60, 4, CprFormat.Even);

        Assert.Equal(pairs ? 1 : 0, air.Counters[TrackerCounter.CprGlobalOk]);
    }

    [Fact]
    public void Single_messages_are_decoded_beside_the_last_position()
    {
        var air = Air.AtAmsterdam;
        air.Velocity(450, 90);
        air.Fix(52, 4);
        air.Seconds = 40;
        var moved = 4 + 450.0 * 38.5 / 3600 / 60 / Math.Cos(52 * Math.PI / 180);

        var update = air.Position(52, moved, CprFormat.Even);

        Assert.Equal(moved, update.Position!.Value.Longitude, 1e-4);
        Assert.Equal(1, air.Counters[TrackerCounter.CprLocalAircraftRelative]);
    }

    [Fact]
    public void Single_messages_before_the_first_fix_give_nothing_though_the_receiver_is_near()
    {
        var air = Air.AtAmsterdam;
        for (air.Seconds = 0; air.Seconds < 20; air.Seconds++) Assert.Null(air.Position(52, 4, CprFormat.Even).Position);

        Assert.Equal(20, air.Counters[TrackerCounter.CprLocalSkipped]);
        Assert.Equal(0, air.Counters[TrackerCounter.CprLocalReceiverRelative]);
    }

    [Fact]
    public void A_position_beyond_the_range_is_refused()
    {
        var air = new Air(Air.Amsterdam, maxRange: 100);

        Assert.Null(air.Fix(52.3, 9).Position);    // 156 NM
        Assert.NotNull(air.Fix(52.3, 7).Position); // 82 NM

        Assert.True(air.Counters[TrackerCounter.CprGlobalRange] >= 2);
        Assert.Equal(air.Counters[TrackerCounter.CprGlobalBad], air.Counters[TrackerCounter.CprGlobalRange] + air.Counters[TrackerCounter.CprGlobalSpeed]);
    }

    [Fact]
    public void A_teleport_is_refused_and_the_old_place_kept()
    {
        var air = Air.AtAmsterdam;
        air.Velocity(450, 90);
        air.Fix(52, 4);

        var elsewhere = air.Fix(51.8, 4.5);

        Assert.Null(elsewhere.Position);
        Assert.Equal(4, air.Klm1023.Position.Value.Location.Longitude, 1e-3);
        Assert.True(air.Counters[TrackerCounter.CprGlobalSpeed] + air.Counters[TrackerCounter.CprLocalSpeed] > 0);
        Assert.NotNull(air.Fix(52, 4.003).Position);
    }

    [Fact]
    public void Many_contradictions_open_the_lock_and_the_aircraft_is_found_anew()
    {
        var air = Air.AtAmsterdam;
        air.Velocity(450, 90);
        for (var i = 0; i < 4; i++) air.Fix(52, 4);

        var repeats = 0;
        while (air.Fix(51.8, 4.5).Position is null && repeats < 40) repeats++;

        Assert.InRange(repeats, 3, 12);   // four messages each
        Assert.Equal(4.5, air.Klm1023.Position.Value.Location.Longitude, 1e-3);
        Assert.Equal(1, air.Counters[TrackerCounter.PositionLocksLost]);
    }

    [Fact]
    public void Repaired_frames_fix_a_position_only_when_four_of_their_pairs_agree()
    {
        var air = Air.AtAmsterdam;
        air.AllCall();
        var fixedBy = 0;
        for (var i = 1; i <= 8 && fixedBy == 0; i++, air.Seconds += 0.5)
            fixedBy = air.Position(52, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd, repaired: 3).Position is null ? 0 : i;

        // The first message has no partner; from the second on each completes a pair.
        Assert.Equal(5, fixedBy);
    }

    [Fact]
    public void Repaired_frames_that_contradict_each_other_never_fix_a_position()
    {
        var air = Air.AtAmsterdam;
        air.AllCall();
        for (var i = 0; i < 200; i++, air.Seconds += 0.5)
        {
            var said = 51 + i * 37 % 20 / 10.0;   // another place with each message, by 10 to 200 km
            Assert.Null(air.Position(said, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd, repaired: 1).Position);
        }
    }

    [Fact]
    public void Repaired_frames_cannot_undo_a_position_that_clean_ones_fixed()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52, 4);
        for (var i = 0; i < 40; i++, air.Seconds += 0.1)
            Assert.Null(air.Position(53, 5, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd, repaired: 1).Position);

        Assert.NotNull(air.Position(52.001, 4, CprFormat.Even).Position);
    }

    [Fact]
    public void Repaired_frames_extend_a_position_that_others_fixed()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52, 4);

        Assert.NotNull(air.Position(52.001, 4, CprFormat.Even, repaired: 1).Position);
    }

    [Fact]
    public void Two_aircraft_with_one_address_do_not_make_a_third_between_them()
    {
        var air = Air.AtAmsterdam;
        var places = new List<GeoPosition>();
        var random = new Random(1);
        for (var i = 0; i < 400; i++, air.Seconds += 0.25)
        {
            var update = air.Position(random.Next(2) == 0 ? 52.0 : 52.5, 4, random.Next(2) == 0 ? CprFormat.Even : CprFormat.Odd);
            if (update.Position is { } position) places.Add(position);
        }

        Assert.NotEmpty(places);
        Assert.All(places, p => Assert.True(Math.Min(Math.Abs(p.Latitude - 52), Math.Abs(p.Latitude - 52.5)) < 0.001, $"{p}"));
    }

    [Fact]
    public void Surface_and_airborne_messages_never_pair()
    {
        var air = Air.AtAmsterdam;
        air.Surface(52.31, 4.76, CprFormat.Even);
        air.Seconds = 0.5;
        air.Position(52.31, 4.76, CprFormat.Odd, altitude: 100);
        air.Seconds = 1;
        air.Surface(52.31, 4.76, CprFormat.Even);
        air.Seconds = 1.5;
        air.Position(52.31, 4.76, CprFormat.Odd, altitude: 100);

        Assert.Equal(0, air.Counters[TrackerCounter.CprGlobalOk]);
    }

    [Theory]
    [InlineData(52.3105, 4.7683)]      // EHAM
    [InlineData(0.04, 32.44)]          // HUEN, just north of the equator, with a receiver to the south
    [InlineData(-0.02, 32.44)]         // and on the other side
    [InlineData(-33.9461, 151.1772)]   // YSSY
    [InlineData(-77.8, 179.9999)]      // beside the date line
    [InlineData(64.13, -21.94)]        // BIRK
    public void Surface_positions_are_resolved_by_the_receiver(double latitude, double longitude)
    {
        var air = new Air(new GeoPosition(latitude - 0.3, longitude - 0.3));

        TrackUpdate update = default;
        for (var i = 0; i < 4; i++, air.Seconds += 1) update = air.Surface(latitude, longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);

        Assert.NotNull(update.Position);
        Assert.True(GreatCircle.DistanceMetres(update.Position.Value, new(latitude, longitude)) < 5, $"{update.Position}");
        Assert.Equal(AirGround.Ground, air.Klm1023.AirGround.Value);
    }

    [Fact]
    public void Without_receiver_a_landed_aircraft_is_resolved_by_its_last_airborne_position()
    {
        var air = new Air();
        air.Velocity(140, 90);
        for (var i = 0; i < 3; i++) air.Fix(-33.9461, 151.15, altitude: 300);
        air.Seconds += 15;

        TrackUpdate update = default;
        for (var i = 0; i < 4; i++, air.Seconds += 1) update = air.Surface(-33.9461, 151.16, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd, 60);

        Assert.Equal(-33.9461, update.Position!.Value.Latitude, 1e-4);
        Assert.Equal(151.16, update.Position.Value.Longitude, 1e-4);
    }

    [Fact]
    public void Without_any_reference_a_surface_position_stays_unknown()
    {
        var air = new Air();
        for (var i = 0; i < 6; i++, air.Seconds += 1) Assert.Null(air.Surface(52.31, 4.76, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd).Position);
    }

    [Fact]
    public void Without_receiver_location_the_first_fix_needs_twice_as_much()
    {
        var air = new Air();
        var positions = new List<bool>();
        for (var i = 0; i < 6; i++, air.Seconds += 0.5)
            positions.Add(air.Position(52, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd).Position is not null);

        Assert.Equal([false, false, false, false, true, true], positions);
    }

    [Fact]
    public void The_pattern_of_a_broken_transponder_is_no_position()
    {
        var air = Air.AtAmsterdam;
        var broken = default(MessageField).With(1, 5, 15);
        for (var i = 0; i < 6; i++, air.Seconds += 0.5) Assert.Null(air.Squitter(broken.WithBit(22, i % 2 == 1)).Position);

        Assert.Equal(6, air.Counters[TrackerCounter.CprFiltered]);
    }

    [Fact]
    public void Multilateration_gives_way_to_the_aircrafts_own_word()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52, 4);
        var mlat = Air.AirbornePositionOf(52.1, 4.1, CprFormat.Even, typeCode: 18);

        var update = air.NonTransponder(mlat, 2, source: FrameSource.Mlat);

        Assert.Equal(TrackOutcome.Accepted, update.Outcome);
        Assert.Null(update.Position);
        Assert.Equal(FieldSource.Adsb, air.Klm1023.Position.Source);
    }

    [Fact]
    public void Multilateration_places_an_aircraft_that_does_not_say_where_it_is()
    {
        var air = Air.AtAmsterdam;
        air.AllCall();
        TrackUpdate update = default;
        for (var i = 0; i < 3; i++, air.Seconds += 1)
        {
            air.NonTransponder(Air.AirbornePositionOf(52.1, 4.1, CprFormat.Even, typeCode: 18), 2, source: FrameSource.Mlat);
            update = air.NonTransponder(Air.AirbornePositionOf(52.1, 4.1, CprFormat.Odd, typeCode: 18), 2, source: FrameSource.Mlat);
        }

        Assert.Equal(52.1, update.Position!.Value.Latitude, 1e-4);
        Assert.Equal(TrackKind.Mlat, Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft).Kind);
    }

    [Fact]
    public void An_aircraft_placed_by_multilateration_is_placed_by_itself_as_soon_as_it_speaks()
    {
        var air = Air.AtAmsterdam;
        TrackUpdate own = default;
        for (var i = 0; i < 8; i++)
        {
            air.NonTransponder(Air.AirbornePositionOf(52.2, 4.1, CprFormat.Even, typeCode: 18), 2, source: FrameSource.Mlat);
            air.NonTransponder(Air.AirbornePositionOf(52.2, 4.1, CprFormat.Odd, typeCode: 18), 2, source: FrameSource.Mlat);
            air.Seconds += 0.5;
            if (i >= 4) own = air.Position(52.1, 4.1, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
            air.Seconds += 0.5;
        }

        Assert.Equal(52.1, own.Position!.Value.Latitude, 1e-4);
        Assert.Equal(FieldSource.Adsb, air.Klm1023.Position.Source);
    }

    [Fact]
    public void A_moved_receiver_measures_from_its_new_place()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52.3, 4.76);
        Assert.Equal(0, air.Klm1023.DistanceNauticalMiles!.Value, 0.1);

        air.Tracker.ReceiverLocation = new GeoPosition(53.3, 4.76);
        air.Fix(52.3, 4.76);

        Assert.Equal(60, air.Klm1023.DistanceNauticalMiles!.Value, 0.2);
        Assert.Equal(180, air.Klm1023.BearingDegrees!.Value, 0.1);
    }

    [Fact]
    public void The_track_is_computed_from_positions_when_nobody_tells_it()
    {
        var air = Air.AtAmsterdam;
        for (var i = 0; i < 20; i++, air.Seconds += 1) air.Position(52 + i * 0.002, 4, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);

        Assert.Equal(0, Math.IEEERemainder(air.Klm1023.CalculatedTrackDegrees.Value, 360), 1.0);
    }
}
