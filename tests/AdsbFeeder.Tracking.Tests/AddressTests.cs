using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Whose frame is it, and may it speak for its address?</summary>
public class AddressTests
{
    private static readonly Address Other = Address.Icao(0x4CA7B1);

    [Theory]
    [InlineData("8D4840D6202CC371C32CE0576098", "4840d6")]    // DF17 identification KLM1023
    [InlineData("5D4840D6F87407", "4840d6")]                  // DF11 to interrogator 8: its residue is no error
    [InlineData("9712345658C3813880C3505E72E4", null)]        // DF18 CF 7, reserved
    [InlineData("94123456F8000000000000A72B41", null)]        // DF18 CF 4, management between ground stations
    [InlineData("9212345659C3813880C350444882", "~123456")]   // DF18 CF 2 with IMF: a track file, not ICAO 123456
    [InlineData("9212345658C3813880C350983275", "123456")]    // the same without IMF
    [InlineData("9812345658C3813880C350EB475E", "123456")]    // DF19 AF 0 carries ADS-B
    public void A_frame_that_carries_its_address_introduces_an_aircraft(string hex, string? address)
    {
        var air = new Air();

        var update = air.Hear(hex);

        Assert.Equal(address, update.Address?.ToString());
        Assert.Equal(address is null ? TrackOutcome.Unsupported : TrackOutcome.Accepted, update.Outcome);
        Assert.Equal(address is not null, update.IsFirst);
        Assert.Equal(address is null ? 0 : 1, air.Tracker.Count);
    }

    [Theory]
    [InlineData("8D406B902015E678D4D220AA4BDA", TrackOutcome.BadParity)]        // DF17 with bit 50 flipped
    [InlineData("8D406B902015E678D4DA20AA4BDA", TrackOutcome.BadParity)]        // and bit 77
    [InlineData("5D4840D6F87507", TrackOutcome.BadParity)]                      // DF11 with one flipped bit
    [InlineData("02E197B00179C3", TrackOutcome.UnknownAddress)]                 // DF0 of somebody never heard
    [InlineData("00000000000000", TrackOutcome.NotAnAddress)]                   // all zeros pass the parity of DF0
    [InlineData("D90123456789ABCDEF0123EB8E02", TrackOutcome.UnknownAddress)]   // DF24
    [InlineData("CD406B902015A678D4D220AA4BDA", TrackOutcome.UnknownAddress)]   // DF17 with a flipped format bit looks like DF24
    [InlineData("A690EACABA8F5DC9A769B91258CD", TrackOutcome.UnknownAddress)]   // noise that matched an address of somebody else
    [InlineData("8D4840D6202CC3", TrackOutcome.Unsupported)]                    // a long format cut to 7 bytes
    public void A_frame_that_cannot_be_believed_is_refused_and_counted(string hex, TrackOutcome expected)
    {
        var air = new Air();

        var update = air.Hear(hex);

        Assert.Equal(expected, update.Outcome);
        Assert.Equal(0, air.Tracker.Count);
        Assert.Equal(0, air.Counters[TrackerCounter.Messages]);
        Assert.Equal(1, air.Counters[expected switch
        {
            TrackOutcome.BadParity => TrackerCounter.RejectedBadParity,
            TrackOutcome.UnknownAddress => TrackerCounter.RejectedUnknownAddress,
            TrackOutcome.NotAnAddress => TrackerCounter.RejectedNotAnAddress,
            _ => TrackerCounter.RejectedUnsupported,
        }]);
    }

    [Theory]
    [InlineData(0x000000u)]
    [InlineData(0xFFFFFFu)]
    public void Addresses_that_nobody_may_use_are_refused(uint bits)
    {
        var air = new Air();

        Assert.Equal(TrackOutcome.NotAnAddress, air.AllCall(Address.Icao(bits)).Outcome);
        Assert.Equal(TrackOutcome.NotAnAddress, air.Velocity(400, 90, Address.Icao(bits)).Outcome);
        Assert.Equal(TrackOutcome.NotAnAddress, air.AltitudeReply(10000, Address.Icao(bits)).Outcome);
    }

    [Fact]
    public void A_reply_is_believed_once_its_address_was_heard_under_its_own_parity()
    {
        var air = new Air();
        air.AllCall();

        Assert.Equal(TrackOutcome.Accepted, air.AltitudeReply(10000).Outcome);
        Assert.Equal(TrackOutcome.UnknownAddress, air.AltitudeReply(10000, Other).Outcome);
    }

    [Fact]
    public void A_reply_is_not_believed_two_minutes_after_the_last_squitter_though_others_came()
    {
        var air = new Air();
        air.AllCall();
        for (air.Seconds = 10; air.Seconds < 120; air.Seconds += 10) Assert.Equal(TrackOutcome.Accepted, air.AltitudeReply(10000).Outcome);

        air.Seconds = 121;

        Assert.Equal(TrackOutcome.UnknownAddress, air.AltitudeReply(10000).Outcome);
    }

    [Fact]
    public void A_device_that_is_no_transponder_does_not_authorise_replies()
    {
        var air = new Air();
        air.NonTransponder(Air.AirbornePositionOf(52, 4, CprFormat.Even), 0);
        air.NonTransponder(Air.AirbornePositionOf(52, 4, CprFormat.Odd), 0);

        Assert.Equal(TrackOutcome.UnknownAddress, air.AltitudeReply(10000).Outcome);
    }

    [Fact]
    public void An_all_call_to_an_interrogator_needs_a_second_one_before_replies_are_believed()
    {
        var air = new Air();
        air.AllCall(interrogator: 8);
        Assert.Equal(TrackOutcome.UnknownAddress, air.AltitudeReply(10000).Outcome);

        air.AllCall(interrogator: 8);

        Assert.Equal(TrackOutcome.Accepted, air.AltitudeReply(10000).Outcome);
    }

    [Fact]
    public void A_repaired_frame_never_introduces_an_aircraft()
    {
        var air = new Air();

        Assert.Equal(TrackOutcome.Unconfirmed, air.Position(52, 4, CprFormat.Even, repaired: 1).Outcome);
        Assert.Equal(TrackOutcome.Unconfirmed, air.Position(52, 4, CprFormat.Odd, repaired: 2).Outcome);

        Assert.Equal(0, air.Tracker.Count);
        Assert.Equal(2, air.Counters[TrackerCounter.RejectedUnconfirmed]);
    }

    [Fact]
    public void A_repaired_frame_of_a_known_aircraft_is_used()
    {
        var air = new Air();
        air.AllCall();

        var update = air.Squitter(AirborneVelocity.OverGround(400, 90).Encode(), repaired: 1);

        Assert.Equal(TrackOutcome.Accepted, update.Outcome);
        Assert.Equal(400, air.Klm1023.GroundSpeedKnots.Value);
    }

    [Fact]
    public void Anonymous_and_given_addresses_with_the_same_bits_are_two_aircraft()
    {
        var air = new Air();
        air.Hear("9212345659C3813880C350444882");
        air.Hear("9212345658C3813880C350983275");

        Assert.Equal(2, air.Tracker.Count);
        Assert.True(air.Tracker.TryGet(Address.NonIcao(0x123456), out var trackFile));
        Assert.Equal(TrackKind.TisbTrackFile, trackFile.Kind);
    }

    [Fact]
    public void Mode_ac_replies_are_counted_and_belong_to_nobody()
    {
        var air = new Air();

        var update = air.Hear("7700");

        Assert.Equal((TrackOutcome.Accepted, null), (update.Outcome, update.Address));
        Assert.Equal((1, 1), (air.Counters[TrackerCounter.ModeAc], air.Counters[TrackerCounter.Messages]));
        Assert.Equal(0, air.Tracker.Count);
    }

    [Fact]
    public void No_more_aircraft_are_remembered_than_allowed()
    {
        var tracker = new Tracker(new TrackerOptions { MaxAircraft = 10 });
        var outcomes = new List<TrackOutcome>();
        for (var i = 1u; i <= 12; i++)
        {
            var frame = new AllCallReply(Address.Icao(i), Capability.Level2, new InterrogatorCode(0)).Encode();
            outcomes.Add(tracker.Update(new ReceivedFrame(frame, 0, Air.Start, FrameSource.Network)).Outcome);
        }

        Assert.Equal(10, tracker.Count);
        Assert.Equal([TrackOutcome.Full, TrackOutcome.Full], outcomes[10..]);
    }
}
