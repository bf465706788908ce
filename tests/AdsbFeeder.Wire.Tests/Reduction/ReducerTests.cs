using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire.Tests.Reduction;

public class ReducerTests
{
    private const long Start = 1795246708764;
    private static readonly Wire.Reduction Usual = new(TimeSpan.FromMilliseconds(500));

    private static TrackUpdate Update(string hex, long afterMs, uint address = 0x40621D) =>
        new(Samples.Received(hex) with { UnixMilliseconds = Start + afterMs }, TrackOutcome.Accepted) { Address = Address.Icao(address) };

    private static long[] Kept(Wire.Reduction reduction, IEnumerable<(string Hex, long Ms)> frames)
    {
        var reducer = new Reducer(reduction);
        return [.. frames.Where(x => reducer.Keep(Update(x.Hex, x.Ms))).Select(x => x.Ms)];
    }

    private static IEnumerable<(string Hex, long Ms)> Every(int ms, string hex, int count = 100) => Enumerable.Range(0, count).Select(x => (hex, (long)ms * x));

    [Theory]
    [InlineData(Samples.EvenPosition, 200)]    // 3/8 of half a second, at the next frame
    [InlineData(Samples.GroundVelocity, 450)]  // 7/8
    [InlineData(Samples.AltitudeReply, 450)]
    [InlineData(Samples.Identification, 2000)] // 4 times
    [InlineData(Samples.AllCall, 2000)]
    [InlineData(Samples.IdentityReply, 2000)]
    public void What_is_repeated_leaves_at_its_share_of_the_interval(string hex, long expectedPeriod)
    {
        var kept = Kept(Usual, Every(50, hex));

        Assert.Equal(0, kept[0]);
        Assert.All(kept.Zip(kept.Skip(1), (a, b) => b - a), x => Assert.Equal(expectedPeriod, x));
        Assert.True(kept.Length > 1);
    }

    [Fact]
    public void Halves_of_positions_leave_each_on_their_own_and_within_seven_seconds_at_any_interval()
    {
        var frames = Every(250, Samples.EvenPosition, 400).Concat(Every(250, Samples.OddPosition, 400).Select(x => (x.Hex, x.Ms + 125))).OrderBy(x => x.Item2).ToList();

        var kept = Kept(new Wire.Reduction(Wire.Reduction.LongestInterval), frames);

        var even = kept.Where(x => x % 250 == 0).ToList();
        var odd = kept.Where(x => x % 250 != 0).ToList();
        Assert.Equal(even.Count, odd.Count);
        Assert.All(even.Zip(even.Skip(1), (a, b) => b - a), x => Assert.InRange(x, 5600, 7000));
    }

    [Fact]
    public void A_position_tells_the_altitude_too_so_the_reply_behind_it_is_not_due()
    {
        var reducer = new Reducer(new Wire.Reduction(TimeSpan.FromSeconds(1)));

        Assert.True(reducer.Keep(Update(Samples.EvenPosition, 0)));
        Assert.False(reducer.Keep(Update("02E99619FACDAE", 100))); // DF0, nothing but an altitude
        Assert.True(reducer.Keep(Update("02E99619FACDAE", 900)));
    }

    [Fact]
    public void A_new_squawk_or_flight_status_leaves_at_once()
    {
        var other = Samples.IdentityReply.Replace("2A00516D", "2A005165", StringComparison.Ordinal);
        var alert = Samples.AltitudeReply.Replace("2000", "2200", StringComparison.Ordinal);
        var reducer = new Reducer(Usual);

        Assert.True(reducer.Keep(Update(Samples.IdentityReply, 0)));
        Assert.False(reducer.Keep(Update(Samples.IdentityReply, 100)));
        Assert.True(reducer.Keep(Update(other, 200)));
        Assert.False(reducer.Keep(Update(other, 300)));
        Assert.True(reducer.Keep(Update(Samples.AltitudeReply, 400)));
        Assert.True(reducer.Keep(Update(alert, 410)));
        Assert.False(reducer.Keep(Update(alert, 420)));
    }

    [Fact]
    public void Advisories_always_leave()
    {
        // TC 28, subtype 2 (DO-260B 2.2.3.2.7.8.2).
        var advisory = ExtendedSquitter.OfTransponder(Address.Icao(0x40621D), (Capability)5, new MessageField(0xE2_B600_0000_0000)).Encode().ToString();

        Assert.Equal(100, Kept(Usual, Every(10, advisory)).Length);
    }

    [Fact]
    public void Aircraft_do_not_share_their_times()
    {
        var reducer = new Reducer(Usual);

        Assert.True(reducer.Keep(Update(Samples.EvenPosition, 0)));
        Assert.True(reducer.Keep(Update(Samples.EvenPosition, 1, address: 0x123456)));
    }

    [Fact]
    public void For_multilateration_every_reply_and_position_stays_but_not_the_rest()
    {
        var reducer = new Reducer(Usual with { KeepForMlat = true });
        foreach (var hex in (string[])[Samples.AllCall, Samples.AltitudeReply, Samples.IdentityReply, Samples.CommBCallsign, Samples.EvenPosition, Samples.OddPosition, "02E99619FACDAE"])
        {
            for (var ms = 0; ms < 100; ms += 10)
                Assert.True(reducer.Keep(Update(hex, ms)), hex);
        }

        Assert.True(reducer.Keep(Update(Samples.GroundVelocity, 0)));
        Assert.False(reducer.Keep(Update(Samples.GroundVelocity, 100)));
    }

    [Fact]
    public void A_clock_that_was_set_back_holds_nothing_up()
    {
        var reducer = new Reducer(Usual);

        Assert.True(reducer.Keep(Update(Samples.Identification, 0)));
        Assert.True(reducer.Keep(Update(Samples.Identification, -3_600_000)));
    }

    [Fact]
    public void Distance_and_altitude_keep_out_whom_they_name()
    {
        var tracker = new Tracker(new TrackerOptions { ReceiverLocation = new GeoPosition(52.25, 3.92) });
        var unknown = tracker.Update(Samples.Received(Samples.EvenPosition) with { UnixMilliseconds = Start });
        Assert.False(new Reducer(Usual with { MaxDistanceNauticalMiles = 50, OnlyWithPosition = true }).Keep(unknown));
        Assert.True(new Reducer(Usual with { MaxDistanceNauticalMiles = 50 }).Keep(unknown));

        tracker.Update(Samples.Received(Samples.OddPosition) with { UnixMilliseconds = Start + 4000 });
        var known = tracker.Update(Samples.Received(Samples.EvenPosition) with { UnixMilliseconds = Start + 8000 });
        Assert.InRange(known.State.DistanceNauticalMiles!.Value, 0.1, 49);
        Assert.True(new Reducer(Usual with { MaxDistanceNauticalMiles = 50, OnlyWithPosition = true }).Keep(known));
        Assert.False(new Reducer(Usual with { MaxDistanceNauticalMiles = 0.01 }).Keep(known));
        Assert.True(new Reducer(Usual with { MaxAltitudeFeet = 38000 }).Keep(known));
        Assert.False(new Reducer(Usual with { MaxAltitudeFeet = 37975 }).Keep(known));
    }

    [Fact]
    public void Choosing_allocates_only_for_a_new_aircraft()
    {
        var reducer = new Reducer(Usual);
        var updates = Samples.All.Where(x => x.Length > 4).Select((hex, n) => Update(hex, n)).ToArray();
        foreach (var update in updates)
            reducer.Keep(update);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var n = 0; n < 1000; n++)
            {
                foreach (var update in updates)
                    reducer.Keep(update);
            }
        }));
    }
}
