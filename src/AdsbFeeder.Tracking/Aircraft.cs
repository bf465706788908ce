using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>One aircraft: what is shown of it, and what the rules need to remember.</summary>
/// <remarks>The runtime puts numbers first and then the structures in the order in which they stand here: what most frames touch is declared side by
/// side, ahead of and at the start of <see cref="State"/>. A test holds it to that.</remarks>
internal sealed class Aircraft
{
    /// <summary>A recent clean DF 11 or 17 lets the address answer in address-parity formats for this long (readsb: 60 to 120 s).</summary>
    private const long AnswersMs = 120_000;

    /// <summary>What <see cref="Prefetch"/> asks for; up to the place in <see cref="State"/>.</summary>
    internal const int HotBytes = 576;
    private const int CacheLine = 64;

    /// <summary>Those whose address differs in one bit: a reply of theirs with that bit garbled would be taken for this one's. Mostly none.</summary>
    public Aircraft[] Twins = [];

    /// <summary>When the kind of data in <see cref="AircraftState.Kind"/> was last heard.</summary>
    public long KindMs;

    /// <summary>When <see cref="Evidence"/> last grew.</summary>
    public long EvidenceMs;

    public long TrackBaseMs;

    /// <summary>Until when MLAT overrules ADS-B.</summary>
    public long MlatForcedUntilMs = long.MinValue / 2;

    /// <summary>Until when another aircraft is known to use the address: what does not fit says nothing against the position in force.</summary>
    public long SharedUntilMs = long.MinValue / 2;

    /// <summary>When the geometric altitude came from its own message and not from the difference.</summary>
    public long GeometricToldMs = long.MinValue / 2;

    /// <summary>When it told its heading from true north, which is then not computed from the magnetic one.</summary>
    public long TrueHeadingToldMs = long.MinValue / 2;

    /// <summary>When the aircraft itself told wind and temperature (registers 4,4 and 4,5): for a while none are computed.</summary>
    public long WindToldMs = long.MinValue / 2, TemperatureToldMs = long.MinValue / 2;

    /// <summary>Declination at <see cref="DeclinationPlace"/>.</summary>
    public double DeclinationDegrees;

    /// <summary>Unrepaired frames that carried their address: 2 for a squitter or a reply to no interrogator, 1 for one to an interrogator, whose
    /// parity checks only 17 bits. DF18 does not count: such devices do not answer interrogations.</summary>
    public int Evidence;

    /// <summary>Frames without repaired bits.</summary>
    public int CleanMessages;

    /// <summary>Position messages without a position, or without integrity that was there before, since the last good one.</summary>
    public int PoorPositions;

    /// <summary>ADS-B version; 0 until an operational status says otherwise.</summary>
    public int Version;
    public bool SupplementA;
    public bool SupplementC;

    /// <summary>The directions of surface and airspeed messages refer to magnetic north (HRD).</summary>
    public bool HeadingIsMagnetic = true;

    /// <summary>The direction in surface messages is that of the nose (TAH).</summary>
    public bool SurfaceTrackIsHeading;

    public PowerRing Powers;
    public CprHalf Even;
    public CprHalf Odd;
    public PositionLock Lock;
    public GeoPosition TrackBase;

    /// <summary>Where it was with its last position of good integrity.</summary>
    public Dated<GeoPosition> LastGoodPosition;

    public AltitudeFilter Altitude;

    public AircraftState State;

    public Confirmation<Squawk> Squawk;
    public Confirmation<Callsign> Callsign;

    /// <summary>What the other of MLAT and ADS-B says beside the one in force.</summary>
    public CprHalf BesideEven;
    public CprHalf BesideOdd;
    public PairTrail MlatTrail;

    /// <summary>A track of refused positions beside the one in force: another aircraft with the same address.</summary>
    public PairTrail SecondTrail;

    /// <summary>What it has told of its registers, and the last one that was recognised.</summary>
    public AnnouncedRegisters Announced;
    public BdsCode? LastRegister;
    public GeoPosition? DeclinationPlace;

    public Aircraft(Address address, long nowMs) => State = new AircraftState { Address = address, FirstSeenUnixMs = nowMs, SeenUnixMs = nowMs, Kind = TrackKind.ModeAc };

    /// <summary>Asks for what most frames touch, all at once: with thousands of aircraft each line would otherwise be waited for one after the other.</summary>
    public unsafe void Prefetch()
    {
        if (!Sse.IsSupported) return;
        var first = (byte*)Unsafe.AsPointer(ref Twins);   // a hint: where the object was moved meanwhile, it is a useless one
        for (var line = 0; line < HotBytes; line += CacheLine) Sse.Prefetch0(first + line);
    }

    /// <summary>True when a frame whose address is only implied may be this aircraft's.</summary>
    public bool MayAnswer(long nowMs) => Evidence >= 2 && nowMs - EvidenceMs <= AnswersMs;

    /// <summary>True when a repaired frame may be this aircraft's: a clean one was heard.</summary>
    public bool IsConfirmed => CleanMessages > 0;

    /// <summary>True when it belongs in lists: a trusted position, or more than the one frame that noise can make.</summary>
    public bool IsPublishable(long nowMs) =>
        nowMs - State.SeenUnixMs <= (State.Kind == TrackKind.Adsc ? Ageing.AdsCMs : Ageing.ListedMs) && (State.Position.IsPresent || CleanMessages >= 2);

    /// <summary>How long it is remembered without a frame.</summary>
    public long LifeMs => State.LastPosition.IsPresent ? Ageing.ForgetWithPositionMs
        : State.Messages == 1 ? Ageing.ForgetSingleMs : Ageing.ForgetMs;

    /// <summary>Remembers that this kind of data was heard; a lesser kind shows only when the better is not heard any more.</summary>
    public void Heard(TrackKind kind, long nowMs)
    {
        if (kind > State.Kind && nowMs - KindMs <= Ageing.FieldMs) return;
        State.Kind = kind;
        KindMs = nowMs;
    }

    /// <summary>Moves every date, after the clock was set back. Positions have to be found again: how much time really passed is unknown.</summary>
    public void Move(long stepMs)
    {
        State.VisitFields(new FieldMover(stepMs));
        State.SeenUnixMs += stepMs;
        State.FirstSeenUnixMs += stepMs;
        KindMs += stepMs;
        EvidenceMs += stepMs;
        GeometricToldMs += stepMs;
        TrueHeadingToldMs += stepMs;
        WindToldMs += stepMs;
        TemperatureToldMs += stepMs;
        TrackBaseMs += stepMs;
        Altitude.Move(stepMs);
        Squawk.Move(stepMs);
        Callsign.Move(stepMs);
        Even = Odd = BesideEven = BesideOdd = default;
        MlatTrail = SecondTrail = default;
        MlatForcedUntilMs += stepMs;
        SharedUntilMs += stepMs;
        LastGoodPosition = LastGoodPosition.Moved(stepMs);
        Lock = default;
    }
}

/// <summary>Powers of the last eight frames.</summary>
internal struct PowerRing
{
    private const int Length = 8;

    private Storage _powers;
    private byte _count;
    private byte _next;

    /// <summary>Adds one and returns the mean of those there are. 0 means that the power is unknown and is not counted.</summary>
    public float Add(float power)
    {
        if (power > 0)
        {
            _powers[_next] = power;
            _next = (byte)((_next + 1) % Length);
            _count = (byte)Math.Min(Length, _count + 1);
        }

        var sum = 0f;
        for (var i = 0; i < _count; i++) sum += _powers[i];
        return _count == 0 ? 0 : sum / _count;
    }

    [InlineArray(Length)]
    private struct Storage
    {
        private float _first;
    }
}
