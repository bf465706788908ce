using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AdsbFeeder.ModeS;
using Xunit;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>How much memory an aircraft takes, and where in it lies what most frames touch: with 10,000 aircraft that is what a frame costs.</summary>
public class LayoutTests
{
    [Fact]
    public void A_dated_number_takes_12_bytes_and_a_dated_flag_8()
    {
        Assert.Equal(12, Unsafe.SizeOf<Dated<int>>());
        Assert.Equal(12, Unsafe.SizeOf<Dated<float>>());
        Assert.Equal(8, Unsafe.SizeOf<Dated<bool>>());
        Assert.InRange(Unsafe.SizeOf<AircraftState>(), 1, 600);
    }

    /// <summary>Eight bytes more cost a tenth of what a frame costs with 10,000 aircraft.</summary>
    [Fact]
    public void A_received_frame_has_no_hole_in_it() => Assert.Equal(88, Unsafe.SizeOf<ReceivedFrame>());

    [Theory]
    [InlineData(0)]
    [InlineData(1_795_246_708_764)]
    [InlineData(4_294_967_295)]
    [InlineData(4_294_967_296)]
    [InlineData(-1)]
    [InlineData(-86_400_000)]
    [InlineData(140_737_488_355_327)]   // the last
    public void A_date_is_what_it_was_given_until_the_year_6429(long unixMs)
    {
        var dated = new Dated<int>(7, unixMs, FieldSource.Adsb);
        Assert.Equal((7, unixMs, FieldSource.Adsb), (dated.Value, dated.UpdatedUnixMs, dated.Source));
        Assert.Equal(unixMs - 1, dated.Moved(-1).UpdatedUnixMs);
    }

    [Fact]
    public void What_most_frames_touch_lies_in_the_bytes_that_are_asked_for_at_once()
    {
        const float mark = 123.456789f;
        var aircraft = new Aircraft(Address.Icao(0x4840D6), 0);
        aircraft.State.BearingDegrees = mark;   // the last of them
        var hot = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Aircraft[], byte>(ref aircraft.Twins), Aircraft.HotBytes);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        MemoryMarshal.Write(bytes, mark);
        Assert.True(hot.IndexOf(bytes) >= 0);
    }

    [Fact]
    public void Looking_ahead_changes_nothing()
    {
        var (plain, ahead) = (new Tracker(), new Tracker());
        for (var i = 0; i < 400; i++)   // enough aircraft for it to look
        {
            foreach (var tracker in new[] { plain, ahead }) tracker.Update(Squitter((uint)(0x400000 + (i * 37)), i));
        }

        ReceivedFrame[] frames = [Squitter(0x400000, 1000), Squitter(0x123456, 1001), new(new Frame([0x12, 0x34]), 0, 1002, FrameSource.Radio), default];
        foreach (var frame in frames) ahead.Expect(frame);
        Assert.Equal(plain.Count, ahead.Count);
        Assert.Equal(plain.Snapshot(2000).Aircraft.ToArray(), ahead.Snapshot(2000).Aircraft.ToArray());
    }

    private static ReceivedFrame Squitter(uint address, long ms) =>
        new(new AllCallReply(Address.Icao(address), Capability.Level2, default).Encode(), 0, ms, FrameSource.Radio);
}
