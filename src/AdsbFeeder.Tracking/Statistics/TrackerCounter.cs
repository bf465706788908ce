namespace AdsbFeeder.Tracking;

/// <summary>What the tracker counts. Each counter only grows.</summary>
public enum TrackerCounter
{
    /// <summary>Frames that were used, Mode A/C included.</summary>
    Messages,

    /// <summary>Mode A/C replies. They belong to no aircraft.</summary>
    ModeAc,

    /// <summary>Frames with repaired bits that were used.</summary>
    Repaired,

    /// <summary>Frames refused: parity of DF 11, 17 or 18 does not match.</summary>
    RejectedBadParity,

    /// <summary>Frames refused: address-parity format of an address that nobody clean was heard from.</summary>
    RejectedUnknownAddress,

    /// <summary>Frames refused: address 000000 or FFFFFF.</summary>
    RejectedNotAnAddress,

    /// <summary>Frames refused: a format that says nothing about an aircraft.</summary>
    RejectedUnsupported,

    /// <summary>Frames refused: repaired, from an address that no clean frame has shown.</summary>
    RejectedUnconfirmed,

    /// <summary>Frames refused: a new address while as many aircraft are remembered as may be.</summary>
    RejectedFull,

    /// <summary>Aircraft ever seen.</summary>
    Tracks,

    /// <summary>Aircraft forgotten after a single frame.</summary>
    TracksSingleMessage,

    /// <summary>Surface position messages.</summary>
    CprSurface,

    /// <summary>Airborne position messages.</summary>
    CprAirborne,

    /// <summary>Pairs that gave a position.</summary>
    CprGlobalOk,

    /// <summary>Pairs whose position was refused.</summary>
    CprGlobalBad,

    /// <summary>Pairs refused for their distance from the receiver.</summary>
    CprGlobalRange,

    /// <summary>Pairs refused for the speed that they would need.</summary>
    CprGlobalSpeed,

    /// <summary>Position messages without a partner young enough, or in another latitude zone.</summary>
    CprGlobalSkipped,

    /// <summary>Single messages that gave a position.</summary>
    CprLocalOk,

    /// <summary>Single messages decoded beside the aircraft's last position.</summary>
    CprLocalAircraftRelative,

    /// <summary>Single messages decoded beside the receiver. Never done: beyond half a zone it is wrong, and nothing shows it.</summary>
    CprLocalReceiverRelative,

    /// <summary>Single messages without a reference.</summary>
    CprLocalSkipped,

    /// <summary>Single messages refused for their distance.</summary>
    CprLocalRange,

    /// <summary>Single messages refused for the speed that they would need.</summary>
    CprLocalSpeed,

    /// <summary>Position messages that are known not to hold one, or that a better source made needless.</summary>
    CprFiltered,

    /// <summary>Positions published.</summary>
    Positions,

    /// <summary>Position locks given up because too many later positions did not fit.</summary>
    PositionLocksLost,

    /// <summary>Altitudes refused as implausible.</summary>
    AltitudeSuppressed,

    /// <summary>Squawks that wait for, or never got, a second reception.</summary>
    SquawkUnconfirmed,

    /// <summary>Call signs with illegal characters, or from an unconfirmed Comm-B reply.</summary>
    CallsignSuppressed,

    /// <summary>Comm-B fields of a recognised register.</summary>
    CommBRecognised,

    /// <summary>Comm-B fields that fit no register, or more than one.</summary>
    CommBAmbiguous,

    /// <summary>Altitudes, squawks and call signs refused because an aircraft with a neighbouring address has the same.</summary>
    TwinSuppressed,

    /// <summary>Positions refused because no antenna could hear an aircraft so low from there; also counted with the range.</summary>
    BeyondHorizon,

    /// <summary>Aircraft whose own position failed while they went on sending.</summary>
    GpsLosses,

    /// <summary>Times that ADS-B was far from where multilateration measured the aircraft, three times in a row.</summary>
    MlatOverrides,

    /// <summary>Position messages that did not count because multilateration had shown them wrong.</summary>
    PositionsOverruled,

    /// <summary>Addresses that two aircraft at two places use at once.</summary>
    DuplicateAddresses,

    /// <summary>Resolution advisories heard.</summary>
    ResolutionAdvisories,

    /// <summary>Extended length messages put together from DF 24.</summary>
    ExtendedLengthMessages,

    /// <summary>Reports whose Mach number and airspeeds contradict each other or the air; nothing is computed from them.</summary>
    AirspeedInconsistent,

    /// <summary>Times the clock was set back.</summary>
    ClockSteps,

    /// <summary>Number of counters.</summary>
    Count,
}
