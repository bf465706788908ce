using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>The tracker lives beside the demodulator: a frame must not cost memory.</summary>
public class AllocationTests
{
    [Fact]
    public void A_frame_of_a_known_aircraft_allocates_nothing()
    {
        var frames = Traffic().ToArray();
        var tracker = new Tracker(new TrackerOptions { ReceiverLocation = Air.Amsterdam });
        for (var round = 0; round < 30; round++)   // warm: all aircraft known, all code compiled
        {
            foreach (ref readonly var frame in frames.AsSpan()) tracker.Update(frame);
        }

        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (ref readonly var frame in frames.AsSpan()) tracker.Update(frame);
            tracker.Expire(frames[^1].UnixMilliseconds);
        }));
        Assert.True(tracker.Snapshot(frames[^1].UnixMilliseconds).Statistics[TrackerCounter.CprGlobalOk] > 0);
    }

    [Fact]
    public void Recorded_frames_allocate_nothing()
    {
        if (SharedData.Find("frames/short_flights.csv") is not { } path) return;
        var frames = SharedData.ShortFlights(path).ToArray();
        var tracker = new Tracker();
        for (var round = 0; round < 30; round++)
        {
            foreach (ref readonly var frame in frames.AsSpan()) tracker.Update(frame);
        }

        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (ref readonly var frame in frames.AsSpan()) tracker.Update(frame);
        }));
    }

    /// <summary>Every kind of frame, of twenty aircraft; and refused ones.</summary>
    private static IEnumerable<ReceivedFrame> Traffic()
    {
        var time = Air.Start;
        for (var second = 0; second < 10; second++)
        {
            for (var i = 0u; i < 20; i++, time += 25)
            {
                var address = Address.Icao(0x480000 + i);
                foreach (var frame in FramesOf(address, second, i)) yield return new ReceivedFrame(frame, 0, time, FrameSource.Radio) { SignalPower = 0.1f };
            }
        }
    }

    private static IEnumerable<Frame> FramesOf(Address address, int second, uint i)
    {
        var format = second % 2 == 0 ? CprFormat.Even : CprFormat.Odd;
        var parity = second % 3 == 0 ? "1000" : "2000";
        MessageField[] squitters =
        [
            Air.AirbornePositionOf(52 + i * 0.01, 4, format),
            AirborneVelocity.OverGround(400, 10 * i).Encode(),
            new AircraftIdentification(new EmitterCategory('A', 3), Callsign.Parse("KLM" + i)).Encode(),
            new OperationalStatus { Version = 2, NacP = 9, Sil = 3 }.Encode(),
            new AircraftStatus(Emergency.None, Squawk.Parse("1234")).Encode(),
        ];
        foreach (var me in squitters) yield return ExtendedSquitter.OfTransponder(address, Capability.Level2Airborne, me).Encode();
        yield return new AllCallReply(address, Capability.Level2Airborne, new InterrogatorCode(3)).Encode();
        yield return new SurveillanceReply(DownlinkFormat.SurveillanceIdentity, address, FlightStatus.Airborne, 0, 0, null, Squawk.Parse(parity), null).Encode();
        yield return new SurveillanceReply(DownlinkFormat.CommBAltitude, address, FlightStatus.Airborne, 0, 0, 38000, null,
            new IdentificationRegister(Callsign.Parse("KLM" + i)).Encode()).Encode();
        MessageField[] registers =
        [
            new TrackAndTurn { RollDegrees = 1, TrueTrackDegrees = 10 * i, GroundSpeedKnots = 400, TrackRateDegreesPerSecond = 0.03, TrueAirspeedKnots = 410 }.Encode(),
            new HeadingAndSpeed { MagneticHeadingDegrees = 10 * i, IndicatedAirspeedKnots = 250, Mach = 0.78, BarometricRateFpm = 0, InertialRateFpm = 32 }.Encode(),
            new SelectedVerticalIntention { PanelAltitudeFeet = 38000, BarometricSettingHectopascals = 1013.2 }.Encode(),
        ];
        foreach (var mb in registers) yield return new SurveillanceReply(DownlinkFormat.CommBAltitude, address, FlightStatus.Airborne, 17, 0, 38000, null, mb).Encode();
        yield return new CommDReply(address, false, second % 2, (uint)second).Encode();
        yield return new AirAirReply(DownlinkFormat.LongAirAir, address, VerticalStatus.Airborne, false, 7, 3, 38000, squitters[0]).Encode();
        yield return new AirAirReply(DownlinkFormat.ShortAirAir, address, VerticalStatus.Airborne, false, 7, 3, 38000, null).Encode();
        yield return Frame.Parse("8D406B902015E678D4D220AA4BDA");
        yield return Frame.Parse("7700");
    }
}
