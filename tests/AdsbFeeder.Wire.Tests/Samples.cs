using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire.Tests;

/// <summary>Frames off the air, quoted as facts.</summary>
internal static class Samples
{
    /// <summary>KLM1023, identification (J. Sun, The 1090 Megahertz Riddle).</summary>
    internal const string Identification = "8D4840D6202CC371C32CE0576098";

    /// <summary>Position, even and odd, of 40621D: 52.2572, 3.9194 (same book).</summary>
    internal const string EvenPosition = "8D40621D58C382D690C8AC2863A7", OddPosition = "8D40621D58C386435CC412692AD6";

    /// <summary>Velocity over ground: 159 kt, 182.9 degrees, -832 ft/min (same book).</summary>
    internal const string GroundVelocity = "8D485020994409940838175B284F";

    /// <summary>Airspeed 375 kt, heading 244 degrees (same book).</summary>
    internal const string AirVelocity = "8DA05F219B06B6AF189400CBC33F";

    /// <summary>On the ground: 17 kt, 92.8 degrees (same book).</summary>
    internal const string SurfacePosition = "8C4841753A9A153237AEF0F275BE";

    /// <summary>All-call reply (junzis/pyModeS tests).</summary>
    internal const string AllCall = "5D484FDEA248F5";

    /// <summary>Surveillance, altitude 2300 ft (J. Sun) and identity.</summary>
    internal const string AltitudeReply = "2000171806A983", IdentityReply = "2A00516D492B80";

    /// <summary>Comm-B with altitude and callsign KLM1017 (J. Sun: A000083E202CC371C31DE0AA1CCF).</summary>
    internal const string CommBCallsign = "A000083E202CC371C31DE0AA1CCF";

    /// <summary>One frame of every format and length that the wire carries.</summary>
    internal static readonly string[] All =
    [
        Identification, EvenPosition, OddPosition, GroundVelocity, AirVelocity, SurfacePosition, AllCall,
        AltitudeReply, IdentityReply, CommBCallsign, "02E99619FACDAE", "7700",
    ];

    internal static ReceivedFrame Received(string hex, long ticks = 0x0123456789AB, FrameSource source = FrameSource.Network) =>
        new(Frame.Parse(hex), ticks, 1795246708764, source) { SignalPower = BeastSignal.ToPower(0x40) };
}
