using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Addresses one bit apart: a garbled reply of one must not speak for the other (wire-formats.md 4.5).</summary>
public class TwinTests
{
    private static readonly Address Twin = Address.Icao(0x4840D7);
    private static readonly Address Stranger = Address.Icao(0x4840D5);   // two bits from 4840D6

    [Fact]
    public void The_first_altitude_is_not_the_twins_however_often_it_comes()
    {
        var air = Both(Twin);
        for (var i = 0; i < 10; i++, air.Seconds++) air.AltitudeReply(38000, Twin);

        Assert.False(State(air, Twin).BarometricAltitudeFeet.IsPresent);
        Assert.Equal(10, air.Counters[TrackerCounter.TwinSuppressed]);
    }

    [Fact]
    public void An_altitude_of_its_own_is_taken_and_then_any()
    {
        var air = Both(Twin);
        for (var i = 0; i < 3; i++, air.Seconds++) air.AltitudeReply(12000, Twin);

        Assert.Equal(12000, State(air, Twin).BarometricAltitudeFeet.Value);
    }

    [Fact]
    public void A_twin_at_the_same_height_says_so_under_its_own_parity()
    {
        var air = Both(Twin);
        air.Position(52.3, 4.76, CprFormat.Even, 38000, Twin);
        air.Seconds += 16;   // a reply counts when ADS-B was silent for 15 s
        air.AltitudeReply(38025, Twin);

        Assert.Equal(38025, State(air, Twin).BarometricAltitudeFeet.Value);
    }

    [Fact]
    public void A_stranger_two_bits_apart_is_believed()
    {
        var air = Both(Stranger);
        for (var i = 0; i < 3; i++, air.Seconds++) air.AltitudeReply(38000, Stranger);

        Assert.Equal(38000, State(air, Stranger).BarometricAltitudeFeet.Value);
    }

    [Theory]
    [InlineData("6543", false)]
    [InlineData("1234", true)]
    [InlineData("7000", true)]
    public void A_squawk_that_only_the_twin_has_is_not_taken(string squawk, bool taken)
    {
        var air = Both(Twin);
        for (var i = 0; i < 5; i++, air.Seconds++) air.IdentityReply(squawk == "1234" ? "6543" : squawk);
        for (var i = 0; i < 5; i++, air.Seconds++) air.IdentityReply(squawk, Twin);

        Assert.Equal(taken, State(air, Twin).Squawk.IsPresent);
    }

    [Fact]
    public void A_call_sign_is_not_the_twins()
    {
        var air = Both(Twin);
        var name = new IdentificationRegister(Callsign.Parse("KLM1023")).Encode();
        air.Squitter(new AircraftIdentification(new EmitterCategory('A', 3), Callsign.Parse("KLM1023")).Encode());
        for (var i = 0; i < 5; i++, air.Seconds++) air.CommB(name, 12000, Twin);

        Assert.False(State(air, Twin).Callsign.IsPresent);
    }

    [Fact]
    public void A_forgotten_twin_counts_no_more()
    {
        var air = Both(Twin);
        air.Seconds += 4000;
        air.Tracker.Expire(air.Now);
        air.AllCall(Twin);
        air.Seconds++;
        for (var i = 0; i < 3; i++, air.Seconds++) air.AltitudeReply(38000, Twin);

        Assert.Equal(38000, State(air, Twin).BarometricAltitudeFeet.Value);
    }

    /// <summary>KLM1023 at 38000 ft, and another that nothing is known of.</summary>
    private static Air Both(Address other)
    {
        var air = Air.AtAmsterdam;
        air.Fix(52.3, 4.7);
        air.AllCall(other);
        air.AllCall(other);
        return air;
    }

    private static AircraftState State(Air air, Address address) => air.Tracker.TryGet(address, out var state) ? state : throw new InvalidOperationException();
}
