using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>One frame on its way through the rules, and what came of it so far.</summary>
internal ref struct Reception(in ReceivedFrame received, long nowMs)
{
    public readonly ReceivedFrame Received = received;

    /// <summary>The tracker's time of the frame.</summary>
    public readonly long NowMs = nowMs;

    public Address? Address;
    public Aircraft? Aircraft;
    public GeoPosition? Position;
    public bool IsFirst;
    public RegisterGuess? Register;
    public ReadOnlyMemory<byte> ExtendedMessage;

    public readonly bool IsClean => Received.RepairedBits == 0;

    public readonly bool IsMlat => Received.Source == FrameSource.Mlat;
}
