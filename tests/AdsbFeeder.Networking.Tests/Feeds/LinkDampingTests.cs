namespace AdsbFeeder.Networking.Tests.Feeds;

public class LinkDampingTests
{
    private readonly ManualTime _time = new();

    private LinkDamping Damping(double draw = 1) => new(_time, new Draw(draw));

    [Fact]
    public void The_ceiling_of_a_pause_doubles_with_each_failure_up_to_five_minutes()
    {
        var damping = Damping();

        var pauses = Enumerable.Range(0, 11).Select(_ => damping.Failed().TotalSeconds);

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300], pauses);
    }

    [Fact]
    public void The_jitter_is_full_a_pause_lies_anywhere_between_a_second_and_the_ceiling()
    {
        var damping = new LinkDamping(_time, new Random(7));
        for (var i = 0; i < 20; i++)
            damping.Failed();

        var pauses = Enumerable.Range(0, 1000).Select(_ => damping.Failed().TotalSeconds).ToList();

        Assert.All(pauses, pause => Assert.InRange(pause, 1, 300));
        Assert.InRange(pauses.Average(), 140, 161);
        Assert.True(pauses.Min() < 3);
        Assert.True(pauses.Max() > 297);
    }

    [Fact]
    public void Only_a_link_that_held_for_a_minute_starts_anew()
    {
        var damping = Damping();
        for (var i = 0; i < 5; i++)
            damping.Failed();

        var afterShort = damping.Lost(TimeSpan.FromSeconds(59)).TotalSeconds;
        var afterLong = damping.Lost(TimeSpan.FromSeconds(60)).TotalSeconds;

        Assert.Equal((64, 2), (afterShort, afterLong));
    }

    [Fact]
    public void A_failure_to_connect_is_no_flap()
    {
        var damping = Damping();

        for (var i = 0; i < 50; i++)
            damping.Failed();

        Assert.Equal((0, false), (damping.Penalty, damping.IsHeld));
    }

    [Fact]
    public void The_fifth_quick_loss_holds_the_link_back_until_its_penalty_has_halved_often_enough()
    {
        var damping = Damping(draw: 0);
        for (var i = 0; i < 4; i++)
            Assert.Equal(1, damping.Lost(TimeSpan.Zero).TotalSeconds);
        Assert.False(damping.IsHeld);

        var pause = damping.Lost(TimeSpan.Zero);

        Assert.True(damping.IsHeld);
        Assert.Equal(300 * Math.Log2(5000.0 / 2000), pause.TotalSeconds, 1e-6);
        _time.Advance(pause + TimeSpan.FromMilliseconds(1));
        Assert.False(damping.IsHeld);
        Assert.Equal(2000, damping.Penalty, 0.1);
    }

    [Fact]
    public void Nothing_holds_a_link_back_longer_than_ten_minutes()
    {
        var damping = Damping();

        var longest = Enumerable.Range(0, 100).Max(_ => damping.Lost(TimeSpan.Zero).TotalSeconds);

        Assert.Equal(600, longest, 1e-6);
        Assert.Equal(LinkDamping.Most, damping.Penalty);
    }

    [Fact]
    public void A_penalty_halves_in_five_minutes()
    {
        var damping = Damping();
        damping.Lost(TimeSpan.Zero);

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(250, damping.Penalty, 1e-6);
    }

    [Fact]
    public void A_link_lost_once_a_day_is_never_held_back()
    {
        var damping = Damping();
        for (var day = 0; day < 30; day++)
        {
            damping.Lost(TimeSpan.FromDays(1));
            Assert.False(damping.IsHeld);
            _time.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public void Clearing_forgets_everything()
    {
        var damping = Damping();
        for (var i = 0; i < 9; i++)
            damping.Lost(TimeSpan.Zero);

        damping.Clear();

        Assert.Equal((0, false), (damping.Penalty, damping.IsHeld));
        Assert.Equal(2, damping.Failed().TotalSeconds);
    }

    [Fact]
    public void A_wall_clock_that_is_set_changes_nothing()
    {
        var damping = Damping();
        for (var i = 0; i < 5; i++)
            damping.Lost(TimeSpan.Zero);

        _time.SetWallClock(TimeSpan.FromDays(-400));
        Assert.Equal(5000, damping.Penalty, 1e-6);
        _time.SetWallClock(TimeSpan.FromDays(4000));
        Assert.Equal(5000, damping.Penalty, 1e-6);
    }

    /// <summary>Draws the same number, 0 to 1, each time.</summary>
    private sealed class Draw(double number) : Random
    {
        public override double NextDouble() => number;
    }
}
