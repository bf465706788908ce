using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>When two say different things of one address.</summary>
public class RivalTests
{
    private static readonly GeoPosition Here = new(52.3, 4.76);
    private static readonly GeoPosition Elsewhere = new(52.9, 5.4);   // 79 km away

    [Fact]
    public void Multilateration_takes_over_from_ADSB_that_is_far_away_and_gives_back_when_it_agrees()
    {
        var air = Air.AtAmsterdam;
        air.Fix(Elsewhere.Latitude, Elsewhere.Longitude);
        for (var i = 0; i < 8; i++) Both(air, Elsewhere, Here);

        Assert.Equal(FieldSource.Mlat, air.Klm1023.Position.Source);
        AssertNear(Here, air);
        Assert.Equal(1, air.Counters[TrackerCounter.MlatOverrides]);
        Assert.NotEqual(0, air.Counters[TrackerCounter.PositionsOverruled]);

        for (var i = 0; i < 40; i++) Both(air, Elsewhere, Here);
        AssertNear(Here, air);   // as long as both go on
        for (var i = 0; i < 20; i++) Both(air, Here, Here);
        Assert.Equal(FieldSource.Adsb, air.Klm1023.Position.Source);
    }

    [Fact]
    public void Multilateration_near_ADSB_or_a_single_outlier_changes_nothing()
    {
        var air = Air.AtAmsterdam;
        air.Fix(Here.Latitude, Here.Longitude);
        for (var i = 0; i < 20; i++) Both(air, Here, i % 5 == 4 ? Elsewhere : new(Here.Latitude + 0.05, Here.Longitude));

        Assert.Equal(FieldSource.Adsb, air.Klm1023.Position.Source);
        Assert.Equal(0, air.Counters[TrackerCounter.MlatOverrides]);
    }

    [Fact]
    public void When_multilateration_falls_silent_ADSB_speaks_again()
    {
        var air = Air.AtAmsterdam;
        air.Fix(Elsewhere.Latitude, Elsewhere.Longitude);
        for (var i = 0; i < 8; i++) Both(air, Elsewhere, Here);
        air.Seconds += 31;
        air.Fix(Elsewhere.Latitude, Elsewhere.Longitude);

        Assert.Equal(FieldSource.Adsb, air.Klm1023.Position.Source);
        AssertNear(Elsewhere, air);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]   // the second one is heard four times as often
    public void Of_two_aircraft_with_one_address_the_first_stays(int messagesOfSecond)
    {
        var air = Air.AtAmsterdam;
        for (var i = 0; i < 5; i++) air.Fix(Here.Latitude, Here.Longitude);
        for (var i = 0; i < 200; i++)
        {
            air.Position(Here.Latitude, Here.Longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
            AssertNear(Here, air);
            for (var j = 0; j < messagesOfSecond; j++)
            {
                air.Seconds += 0.1;
                air.Position(Elsewhere.Latitude, Elsewhere.Longitude, (i + j) % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
            }

            air.Seconds += 0.1;
        }

        Assert.Equal(1, air.Counters[TrackerCounter.DuplicateAddresses]);
        Assert.Equal(0, air.Counters[TrackerCounter.PositionLocksLost]);
    }

    [Fact]
    public void What_a_low_and_slow_second_user_tells_does_not_drive_the_first_away()
    {
        // At 500 ft nobody is heard from 220 NM, and nobody at 60 kt covers 1.2 km in five seconds: both are true of the second alone.
        const double degreesPerSecond = 480 / 3600.0 / 60;
        var air = Air.AtAmsterdam;
        var first = new GeoPosition(Here.Latitude + (220 / 60.0), Here.Longitude);
        for (var i = 0; i < 4; i++) air.Fix(first.Latitude, first.Longitude);
        for (var i = 0; i < 300; i++, air.Seconds += 0.5)
        {
            var format = i % 2 == 0 ? CprFormat.Even : CprFormat.Odd;
            first = first with { Latitude = first.Latitude + (degreesPerSecond * 0.5) };
            if (i < 60 || i % 10 == 0 || i % 10 == 5)
            {
                air.Position(first.Latitude, first.Longitude, format);
                AssertNear(first, air);
                Assert.Equal(38_000, air.Klm1023.BarometricAltitudeFeet.Value);
            }

            air.Seconds += 0.1;
            air.Position(Elsewhere.Latitude, Elsewhere.Longitude, format, altitude: 500);
            air.Velocity(60, 90);
        }

        Assert.Equal(1, air.Counters[TrackerCounter.DuplicateAddresses]);
        Assert.Equal(0, air.Counters[TrackerCounter.PositionLocksLost]);
    }

    [Fact]
    public void A_first_user_that_is_heard_seldom_keeps_its_address()
    {
        var air = Air.AtAmsterdam;
        for (var i = 0; i < 5; i++) air.Fix(Here.Latitude, Here.Longitude);
        for (var i = 0; i < 400; i++, air.Seconds += 0.5)
        {
            var format = i % 2 == 0 ? CprFormat.Even : CprFormat.Odd;
            if (i < 40 || i % 60 == 0) air.Position(Here.Latitude, Here.Longitude, format);   // then once in half a minute
            air.Position(Elsewhere.Latitude + (i / 60 % 2), Elsewhere.Longitude, format);   // a track that begins anew, 110 km away, each time
            AssertNear(Here, air);
        }

        Assert.Equal(0, air.Counters[TrackerCounter.PositionLocksLost]);
    }

    [Fact]
    public void The_second_takes_the_place_of_the_first_when_that_falls_silent()
    {
        var air = Air.AtAmsterdam;
        air.Fix(Here.Latitude, Here.Longitude);
        for (var i = 0; i < 20; i++)
        {
            air.Position(Here.Latitude, Here.Longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
            air.Position(Elsewhere.Latitude, Elsewhere.Longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
            air.Seconds += 0.5;
        }

        for (var i = 0; i < 110; i++, air.Seconds += 0.5) air.Position(Elsewhere.Latitude, Elsewhere.Longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
        AssertNear(Here, air);   // 55 s: its position is still shown
        for (var i = 0; i < 50; i++, air.Seconds += 0.5) air.Position(Elsewhere.Latitude, Elsewhere.Longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd);
        AssertNear(Elsewhere, air);
    }

    [Fact]
    public void A_position_without_integrity_that_was_there_before_is_a_loss_and_its_return_ends_it()
    {
        var air = Air.AtAmsterdam;
        air.Fix(Here.Latitude, Here.Longitude);
        for (var i = 0; i < 5; i++, air.Seconds += 0.5) air.Position(Here.Latitude, Here.Longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd, typeCode: 18);

        Assert.True(air.Klm1023.GpsOkBefore.IsPresent);
        Assert.Equal(1, air.Counters[TrackerCounter.GpsLosses]);
        air.Position(Here.Latitude, Here.Longitude, CprFormat.Even);
        Assert.False(air.Klm1023.GpsOkBefore.IsPresent);
    }

    [Fact]
    public void An_aircraft_that_never_vouched_for_its_position_did_not_lose_it()
    {
        var air = Air.AtAmsterdam;
        for (var i = 0; i < 20; i++, air.Seconds += 0.5) air.Position(Here.Latitude, Here.Longitude, i % 2 == 0 ? CprFormat.Even : CprFormat.Odd, typeCode: 18);

        Assert.Equal(0, air.Counters[TrackerCounter.GpsLosses]);
    }

    /// <summary>A second of ADS-B and an MLAT result.</summary>
    private static void Both(Air air, GeoPosition adsb, GeoPosition mlat)
    {
        foreach (var format in (CprFormat[])[CprFormat.Even, CprFormat.Odd])
        {
            air.Position(adsb.Latitude, adsb.Longitude, format);
            air.NonTransponder(Air.AirbornePositionOf(mlat.Latitude, mlat.Longitude, format, typeCode: 18), 2, source: FrameSource.Mlat);
            air.Seconds += 0.5;
        }
    }

    private static void AssertNear(GeoPosition expected, Air air) =>
        Assert.InRange(GreatCircle.DistanceMetres(expected, air.Klm1023.Position.Value.Location), 0, 50);
}
