using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>A WGS 84 position in degrees, latitude -90 to 90, longitude -180 to 180.</summary>
public readonly record struct GeoPosition(double Latitude, double Longitude);

/// <summary>What the tracker made of one frame. Valid on the tracker's thread until its next call.</summary>
/// <param name="Received">The frame as it was received.</param>
/// <param name="Outcome">Accepted, or why not.</param>
public readonly record struct TrackUpdate(ReceivedFrame Received, TrackOutcome Outcome)
{
    /// <summary>Who sent it; absent when the frame was rejected before its address was known, and for Mode A/C.</summary>
    public Address? Address { get; init; }

    /// <summary>The position that this very frame yielded, after pairing and plausibility; absent otherwise.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>True when <see cref="Position"/> is not the tracker's, but the place nearest to one that a caller named.</summary>
    public bool PositionIsByReference { get; init; }

    /// <summary>The register that a Comm-B reply, or a DF 16, holds, by all that is known of the aircraft; absent for other formats, and when
    /// the frame was rejected.</summary>
    public RegisterGuess? Register { get; init; }

    /// <summary>The extended length message that this frame completes; empty otherwise. The bytes are the tracker's.</summary>
    public ReadOnlyMemory<byte> ExtendedMessage { get; init; }

    /// <summary>True when this frame is the first of an aircraft that was not remembered.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whose frame it was, once accepted; absent for Mode A/C.</summary>
    internal Aircraft? Aircraft { get; init; }

    /// <summary>True when <see cref="State"/> tells of an aircraft.</summary>
    public bool HasState => Aircraft is not null;

    /// <summary>All that is known of the aircraft, with this frame; fields may be older than a snapshot would show.</summary>
    /// <exception cref="InvalidOperationException">There is none: see <see cref="HasState"/>.</exception>
    public ref readonly AircraftState State => ref (Aircraft ?? throw new InvalidOperationException("The frame belongs to no aircraft.")).State;
}

/// <summary>Whether a frame told the tracker something, or the rule that refused it.</summary>
public enum TrackOutcome : byte
{
    /// <summary>The frame belongs to an aircraft and was used.</summary>
    Accepted,

    /// <summary>Parity of a format that carries its address in clear (DF 11, 17, 18) does not match.</summary>
    BadParity,

    /// <summary>Address-parity format whose address nobody was heard from lately.</summary>
    UnknownAddress,

    /// <summary>All zeros, all ones, or an address that cannot be assigned.</summary>
    NotAnAddress,

    /// <summary>A format or code that says nothing about an aircraft.</summary>
    Unsupported,

    /// <summary>A frame with repaired bits, of an address that no clean frame has shown lately.</summary>
    Unconfirmed,

    /// <summary>A new address while as many aircraft are remembered as may be.</summary>
    Full,

    /// <summary>Another receiver's copy of a transmission that was taken already. The tracker itself does not look for these.</summary>
    Duplicate,
}
