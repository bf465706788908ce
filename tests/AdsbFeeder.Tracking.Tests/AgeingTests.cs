using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>What is forgotten, and when; and clocks that step.</summary>
public class AgeingTests
{
    [Fact]
    public void A_report_over_a_satellite_places_an_aircraft_anywhere_at_once_and_stays_33_minutes()
    {
        var air = Air.AtAmsterdam;
        var over = new GeoPosition(-33.5, -151.25);   // the Pacific
        Report(air, over);

        air.Seconds = 32 * 60;
        var aircraft = Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft);
        Assert.Equal((TrackKind.Adsc, FieldSource.AdsC, true), (aircraft.Kind, aircraft.Position.Source, aircraft.BarometricAltitudeFeet.IsPresent));
        Assert.InRange(GreatCircle.DistanceMetres(over, aircraft.Position.Value.Location), 0, 20);
        Assert.True(aircraft.Position.IsPresent);
        Assert.Null(aircraft.DistanceNauticalMiles);   // it says nothing of how far is heard

        air.Seconds = (33 * 60) + 1;
        Assert.Empty(air.Tracker.Snapshot(air.Now).Aircraft);
        Report(air, over with { Latitude = -32 });   // the next: 90 NM on, and nothing of what was before is in its way
        Assert.Equal(-32, Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft).Position.Value.Location.Latitude, 3);
    }

    [Fact]
    public void What_the_aircraft_itself_sends_beats_a_report_over_a_satellite()
    {
        var air = Air.AtAmsterdam;
        air.Fix(52.3, 4.76);
        Report(air, new(10, 10));
        Assert.Equal(52.3, air.Klm1023.Position.Value.Location.Latitude, 3);

        air.Seconds += 20;
        Report(air, new(52.31, 4.8));
        Assert.Equal(FieldSource.AdsC, air.Klm1023.Position.Source);
        air.Fix(52.32, 4.84);
        Assert.Equal(FieldSource.Adsb, air.Klm1023.Position.Source);
    }

    /// <summary>Frames as the SBS input makes them of a line of JAERO: both halves at once.</summary>
    private static void Report(Air air, GeoPosition place)
    {
        foreach (var format in (CprFormat[])[CprFormat.Even, CprFormat.Odd])
        {
            var frame = ExtendedSquitter.OfNonTransponder(Air.Klm, 0, Air.AirbornePositionOf(place.Latitude, place.Longitude, format, typeCode: 18)).Encode();
            air.Tracker.Update(new ReceivedFrame(frame, 0, air.Now, FrameSource.Sbs) { IsBySatellite = true });
        }
    }

    private const long Hour = 3_600_000;

    private static Air Flying()
    {
        var air = Air.AtAmsterdam;
        air.Squitter(new AircraftIdentification(new EmitterCategory('A', 3), Callsign.Parse("KLM1023")).Encode());
        air.Velocity(450, 90);
        air.Fix(52, 4);
        return air;
    }

    [Fact]
    public void Fields_go_after_a_minute_and_the_callsign_after_three()
    {
        var air = Flying();
        air.Seconds = 59;
        air.AllCall();
        var before = Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft);
        air.Seconds = 65;
        var after = Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft);
        for (; air.Seconds < 185; air.Seconds += 1)
        {
            air.Tracker.Expire(air.Now);
            air.AllCall();
        }


        var late = Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft);

        Assert.True(before.GroundSpeedKnots.IsPresent && before.Position.IsPresent && before.BarometricAltitudeFeet.IsPresent);
        Assert.False(after.GroundSpeedKnots.IsPresent || after.Position.IsPresent || after.BarometricAltitudeFeet.IsPresent);
        Assert.True(after.Callsign.IsPresent && after.LastPosition.IsPresent);
        Assert.False(late.Callsign.IsPresent);
        Assert.Equal(TrackKind.ModeS, late.Kind);
    }

    [Fact]
    public void A_silent_aircraft_leaves_the_list_after_a_minute_and_memory_after_an_hour()
    {
        var air = Flying();
        air.Seconds = 63;
        Assert.Empty(air.Tracker.Snapshot(air.Now).Aircraft);
        Assert.Equal(1, air.Tracker.Count);

        air.Tracker.Expire(air.Now + Hour);

        Assert.Equal(0, air.Tracker.Count);
    }

    [Fact]
    public void A_silent_aircraft_without_position_is_forgotten_after_five_minutes()
    {
        var air = new Air();
        air.AllCall();
        air.AllCall();
        air.Tracker.Expire(air.Now + 299_000);
        Assert.Equal(1, air.Tracker.Count);

        air.Tracker.Expire(air.Now + 301_000);

        Assert.Equal(0, air.Tracker.Count);
        Assert.Equal(0, air.Counters[TrackerCounter.TracksSingleMessage]);
    }

    [Fact]
    public void A_single_frame_is_never_shown_and_soon_forgotten()
    {
        var air = new Air();
        air.Hear("9223627C3C615A6DEA30359C309E");   // valid parity, address of nobody: an over-eager repair upstream
        Assert.Empty(air.Tracker.Snapshot(air.Now).Aircraft);

        air.Tracker.Expire(air.Now + 61_000);

        Assert.Equal(0, air.Tracker.Count);
        Assert.Equal(1, air.Counters[TrackerCounter.TracksSingleMessage]);
    }

    [Fact]
    public void Two_clean_frames_are_shown()
    {
        var air = new Air();
        air.AllCall();
        Assert.Empty(air.Tracker.Snapshot(air.Now).Aircraft);
        air.Velocity(400, 90);

        Assert.Equal(Air.Klm, Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft).Address);
    }

    [Fact]
    public void One_clean_and_any_number_of_repaired_frames_are_not_shown()
    {
        var air = new Air();
        air.AllCall();
        for (var i = 0; i < 5; i++) air.Squitter(AirborneVelocity.OverGround(400, 90).Encode(), repaired: 1);

        Assert.Empty(air.Tracker.Snapshot(air.Now).Aircraft);
    }

    [Fact]
    public void When_the_clock_is_set_back_nothing_lives_for_ever()
    {
        var air = Flying();
        var before = air.Seconds;
        air.Tracker.Expire(air.Now);

        air.Seconds = before - 3600;
        air.Tracker.Expire(air.Now);
        var stepped = Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft);
        air.Seconds += 59;
        var minuteLater = air.Tracker.Snapshot(air.Now).Aircraft;
        air.Seconds += 5;

        Assert.InRange(stepped.GroundSpeedKnots.AgeMs(air.Now - 64_000), 0, 3_000);
        Assert.True(stepped.SeenUnixMs <= air.Now);
        Assert.Single(minuteLater);
        Assert.Empty(air.Tracker.Snapshot(air.Now).Aircraft);
        Assert.Equal(1, air.Counters[TrackerCounter.ClockSteps]);
    }

    [Fact]
    public void When_the_clock_is_set_back_positions_are_found_anew_and_not_guessed()
    {
        var air = Flying();
        air.Tracker.Expire(air.Now);
        air.Seconds -= 3600;
        air.Tracker.Expire(air.Now);

        Assert.Null(air.Position(52, 4, CprFormat.Even).Position);
        air.Seconds += 0.5;
        Assert.NotNull(air.Fix(52, 4).Position);
    }

    [Fact]
    public void When_the_clock_is_set_forward_everything_is_old_and_comes_back()
    {
        var air = Flying();
        air.Tracker.Expire(air.Now);
        air.Seconds += 86_400;
        air.Tracker.Expire(air.Now);
        Assert.Equal(0, air.Tracker.Count);

        air.Velocity(450, 90);

        Assert.NotNull(air.Fix(53, 4).Position);
        Assert.Single(air.Tracker.Snapshot(air.Now).Aircraft);
    }

    [Fact]
    public void A_frame_whose_clock_disagrees_gets_the_ticks_time()
    {
        var air = Flying();
        air.Tracker.Expire(air.Now);
        var now = air.Now;

        air.Seconds -= 7200;   // one input runs two hours late
        air.Velocity(440, 90);
        air.Seconds += 14_400; // another runs ahead
        air.Velocity(430, 90);

        Assert.Equal(now, air.Klm1023.GroundSpeedKnots.UpdatedUnixMs);
        Assert.Equal(0, air.Tracker.Snapshot(now).Statistics[TrackerCounter.ClockSteps]);
    }

    [Fact]
    public void A_little_disorder_between_inputs_is_no_step()
    {
        var air = Flying();
        air.Tracker.Expire(air.Now);
        air.Seconds -= 2;
        air.Velocity(440, 90);

        Assert.Equal(440, air.Klm1023.GroundSpeedKnots.Value);
        Assert.Equal(0, air.Counters[TrackerCounter.ClockSteps]);
    }

    [Fact]
    public void Without_ticks_a_gap_in_a_recording_ages_what_was_before()
    {
        var air = Flying();
        air.Seconds += 3000;   // a recording that pauses; the aircraft flew on for 375 NM

        Assert.Null(air.Position(52, 9.5, CprFormat.Even).Position);
    }

    [Fact]
    public void A_snapshot_does_not_change_when_the_tracker_does()
    {
        var air = Flying();
        var snapshot = air.Tracker.Snapshot(air.Now);
        var messages = snapshot.Messages;
        air.Seconds += 1;
        air.Velocity(300, 10);
        air.Tracker.Expire(air.Now + 2 * Hour);

        Assert.Equal(450, Assert.Single(snapshot.Aircraft).GroundSpeedKnots.Value);
        Assert.Equal(messages, snapshot.Messages);
    }
}
