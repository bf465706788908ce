using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking.Tests;

/// <summary>Frames as a receiver would hand them over, made by the encoders, and a tracker that takes them.</summary>
internal sealed class Air
{
    /// <summary>2026-11-21 07:38:20 UTC; tests count seconds from here.</summary>
    public const long Start = 1_795_246_700_000;

    public static readonly Address Klm = Address.Icao(0x4840D6);
    public static readonly GeoPosition Amsterdam = new(52.3, 4.76);

    public Tracker Tracker { get; }

    /// <summary>Seconds since <see cref="Start"/> at which the next frame is received.</summary>
    public double Seconds { get; set; }

    public Air(GeoPosition? receiver = null, double maxRange = 300) =>
        Tracker = new Tracker(new TrackerOptions { ReceiverLocation = receiver, MaxRangeNauticalMiles = maxRange });

    public static Air AtAmsterdam => new(Amsterdam);

    public long Now => Start + (long)(Seconds * 1000);

    public AircraftState Klm1023 => Tracker.TryGet(Klm, out var state) ? state : throw new InvalidOperationException("not tracked");

    public TrackerStatistics Counters => Tracker.Snapshot(Now).Statistics;

    public TrackUpdate Hear(in Frame frame, FrameSource source = FrameSource.Radio, byte repaired = 0, float power = 0) =>
        Tracker.Update(new ReceivedFrame(frame, 0, Now, source) { RepairedBits = repaired, SignalPower = power });

    public TrackUpdate Hear(string hex) => Hear(Frame.Parse(hex));

    public TrackUpdate Squitter(MessageField me, Address? address = null, byte repaired = 0, FrameSource source = FrameSource.Radio) =>
        Hear(ExtendedSquitter.OfTransponder(address ?? Klm, Capability.Level2Airborne, me).Encode(), source, repaired);

    public TrackUpdate NonTransponder(MessageField me, int controlField, Address? address = null, FrameSource source = FrameSource.Radio) =>
        Hear(ExtendedSquitter.OfNonTransponder(address ?? Klm, controlField, me).Encode(), source);

    public TrackUpdate Position(
        double latitude, double longitude, CprFormat format, int altitude = 38000, Address? address = null, byte repaired = 0, int typeCode = 11) =>
        Squitter(AirbornePositionOf(latitude, longitude, format, altitude, typeCode), address, repaired);

    public TrackUpdate Surface(double latitude, double longitude, CprFormat format, double? knots = 10, Address? address = null) =>
        Hear(ExtendedSquitter.OfTransponder(address ?? Klm, Capability.Level2OnGround,
            new SurfacePosition(7, knots, 90, false, Cpr.Encode(latitude, longitude, format, true)).Encode()).Encode());

    public TrackUpdate Velocity(double knots, double track, Address? address = null) =>
        Squitter(AirborneVelocity.OverGround(knots, track).Encode(), address);

    /// <summary>Even, odd, even, half a second apart: enough for a first fix.</summary>
    public TrackUpdate Fix(double latitude, double longitude, int altitude = 38000, Address? address = null)
    {
        TrackUpdate last = default;
        foreach (var format in (CprFormat[])[CprFormat.Even, CprFormat.Odd, CprFormat.Even, CprFormat.Odd])
        {
            last = Position(latitude, longitude, format, altitude, address);
            Seconds += 0.5;
        }

        return last;
    }

    /// <summary>An all-call reply, which introduces an aircraft without a word about it.</summary>
    public TrackUpdate AllCall(Address? address = null, byte interrogator = 0, Capability capability = Capability.Level2) =>
        Hear(new AllCallReply(address ?? Klm, capability, new InterrogatorCode(interrogator)).Encode());

    public TrackUpdate AltitudeReply(int? feet, Address? address = null, FlightStatus status = FlightStatus.Airborne) =>
        Hear(new SurveillanceReply(DownlinkFormat.SurveillanceAltitude, address ?? Klm, status, 0, 0, feet, null, null).Encode());

    public TrackUpdate IdentityReply(string squawk, Address? address = null, FlightStatus status = FlightStatus.Airborne) =>
        Hear(new SurveillanceReply(DownlinkFormat.SurveillanceIdentity, address ?? Klm, status, 0, 0, null, Squawk.Parse(squawk), null).Encode());

    public TrackUpdate CommB(MessageField mb, int? feet = 38000, Address? address = null) =>
        Hear(new SurveillanceReply(DownlinkFormat.CommBAltitude, address ?? Klm, FlightStatus.Airborne, 0, 0, feet, null, mb).Encode());

    public static MessageField AirbornePositionOf(double latitude, double longitude, CprFormat format, int altitude = 38000, int typeCode = 11) =>
        new AirbornePosition(typeCode, altitude, Cpr.Encode(latitude, longitude, format, false)).Encode();
}
