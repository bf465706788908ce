using System.Net;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking.Tests;

/// <summary>Frames off the air (J. Sun, The 1090 Megahertz Riddle; junzis/pyModeS tests), quoted as facts.</summary>
internal static class Samples
{
    internal const string Long = "8D4840D6202CC371C32CE0576098", Short = "5D484FDEA248F5", ModeAc = "7700";

    internal static readonly ListenerOptions AnyPort = new("[Network] Test", IPAddress.Loopback, 0);

    internal static TrackUpdate Update(string hex, FrameSource source = FrameSource.Radio, long ticks = 1, TrackOutcome outcome = TrackOutcome.Accepted) =>
        new(new ReceivedFrame(Frame.Parse(hex), ticks, 1795246708764, source) { SignalPower = 0.25f }, outcome) { Address = Address.Icao(0x4840D6) };

    internal static byte[] Beast(string hex, long ticks = 1)
    {
        var bytes = new byte[BeastWriter.MaxLength];
        return bytes[..BeastWriter.Write(Update(hex, ticks: ticks).Received, bytes)];
    }

    internal static string Avr(string hex) => $"*{hex};\n";
}
