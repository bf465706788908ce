using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Frames to aircraft: decides whose each frame is, whether to believe it, and keeps what it says.</summary>
/// <remarks>
/// Belongs to one thread, which is the only one to call it; other threads get <see cref="Snapshot"/>s. Time comes from the frames and from
/// <see cref="Expire"/>, never from a clock of its own. A frame costs no allocation unless it is the first of an aircraft.
/// </remarks>
public sealed partial class Tracker
{
    /// <summary>How many frames ahead <see cref="Expect"/> is best told: a microsecond, enough for memory to answer.</summary>
    public const int LookAhead = 4;

    /// <summary>So many aircraft stay in a small processor's cache, and looking ahead gains nothing.</summary>
    private const int CachedAircraft = 250;

    private readonly Dictionary<Address, Aircraft> _aircraft = [];
    private readonly CounterSet _counters = new();
    private readonly double _maxRangeMetres;
    private readonly int _maxAircraft;
    private readonly FirstFix? _firstFix;
    private TrackerClock _clock;

    /// <summary>A tracker that has heard nothing.</summary>
    public Tracker(TrackerOptions? options = null)
    {
        options ??= new TrackerOptions();
        ReceiverLocation = options.ReceiverLocation;
        _maxRangeMetres = options.MaxRangeNauticalMiles > 0 ? options.MaxRangeNauticalMiles * GreatCircle.MetresPerNauticalMile : double.PositiveInfinity;
        _maxAircraft = options.MaxAircraft;
        _firstFix = options.TrustFirstPair ? FirstFix.OnePair : null;
    }

    /// <summary>Where the receiver stands; may change at any time (a moving receiver). Absent when unknown.</summary>
    public GeoPosition? ReceiverLocation { get; set; }

    /// <summary>Number of remembered aircraft, publishable or not.</summary>
    public int Count => _aircraft.Count;

    /// <summary>Takes one frame and says what came of it.</summary>
    public TrackUpdate Update(in ReceivedFrame frame)
    {
        var now = _clock.OfFrame(frame.UnixMilliseconds, out var step);
        if (step != 0) MoveAll(step);

        var update = new Reception(frame, now);
        var outcome = frame.Frame.IsModeAc ? OnModeAc() : frame.Frame.Length != Frame.LengthOf(frame.Frame.Format)
            ? TrackOutcome.Unsupported
            : frame.Frame.Format switch
            {
                DownlinkFormat.AllCall => OnAllCall(ref update),
                DownlinkFormat.ExtendedSquitter or DownlinkFormat.ExtendedSquitterNonTransponder or DownlinkFormat.MilitaryExtendedSquitter => OnSquitter(ref update),
                DownlinkFormat.ShortAirAir or DownlinkFormat.LongAirAir => OnAirAir(ref update),
                DownlinkFormat.SurveillanceAltitude or DownlinkFormat.SurveillanceIdentity
                    or DownlinkFormat.CommBAltitude or DownlinkFormat.CommBIdentity => OnSurveillance(ref update),
                DownlinkFormat.CommD => OnCommD(ref update),
                _ => TrackOutcome.Unsupported,
            };
        _counters.Count(frame, outcome);
        return new TrackUpdate(frame, outcome)
        {
            Address = update.Address,
            Position = update.Position,
            IsFirst = update.IsFirst,
            Aircraft = outcome == TrackOutcome.Accepted ? update.Aircraft : null,
            Register = update.Register,
            ExtendedMessage = update.ExtendedMessage,
        };
    }

    /// <summary>
    /// Says which frame comes <see cref="LookAhead"/> frames later, so that what is known of its aircraft is in the processor's cache by then.
    /// Changes nothing, and may be left out.
    /// </summary>
    public void Expect(in ReceivedFrame frame)
    {
        var bytes = frame.Frame.Bytes;
        if (bytes.Length < Frame.ShortLength || _aircraft.Count < CachedAircraft) return;
        var address = frame.Frame.Format is DownlinkFormat.AllCall or DownlinkFormat.ExtendedSquitter or DownlinkFormat.ExtendedSquitterNonTransponder
            ? (uint)(bytes[1] << 16 | bytes[2] << 8 | bytes[3])
            : Parity.Residue(bytes);
        if (_aircraft.TryGetValue(Address.Icao(address), out var aircraft)) aircraft.Prefetch();
    }

    /// <summary>The state of one aircraft, publishable or not; fields may be older than a snapshot would show.</summary>
    public bool TryGet(Address address, out AircraftState state)
    {
        var found = _aircraft.TryGetValue(address, out var aircraft);
        state = found ? aircraft!.State : default;
        return found;
    }

    private TrackOutcome OnModeAc()
    {
        _counters.Add(TrackerCounter.ModeAc);
        return TrackOutcome.Accepted;
    }

    /// <summary>The aircraft of a frame, made when it is new; null, with the outcome, when the frame must not speak for it.</summary>
    private Aircraft? Admit(ref Reception reception, Address address, bool mayIntroduce, out TrackOutcome outcome)
    {
        if (!address.IsAssignable)
        {
            outcome = TrackOutcome.NotAnAddress;
            return null;
        }

        reception.Address = address;
        var known = _aircraft.TryGetValue(address, out var aircraft);
        outcome = (known, mayIntroduce) switch
        {
            (true, _) when reception.IsClean || aircraft!.IsConfirmed => TrackOutcome.Accepted,
            (true, _) => TrackOutcome.Unconfirmed,
            (false, false) => TrackOutcome.UnknownAddress,
            (false, true) when !reception.IsClean => TrackOutcome.Unconfirmed,
            _ => _aircraft.Count < _maxAircraft ? TrackOutcome.Accepted : TrackOutcome.Full,
        };
        if (outcome != TrackOutcome.Accepted || known) return reception.Aircraft = outcome == TrackOutcome.Accepted ? aircraft : null;

        reception.IsFirst = true;
        _counters.Add(TrackerCounter.Tracks);
        reception.Aircraft = aircraft = new Aircraft(address, reception.NowMs);
        _aircraft.Add(address, aircraft);
        FindTwins(aircraft);
        return aircraft;
    }

    /// <summary>What every frame says of its aircraft: that it is there, and how strong.</summary>
    private static void Note(Aircraft aircraft, in Reception reception, TrackKind kind, int evidence)
    {
        ref var state = ref aircraft.State;
        state.Messages++;
        state.SeenUnixMs = reception.NowMs;
        state.MeanSignalPower = aircraft.Powers.Add(reception.Received.SignalPower);
        aircraft.Heard(kind, reception.NowMs);
        if (!reception.IsClean) return;

        aircraft.CleanMessages++;
        if (evidence == 0) return;
        aircraft.Evidence += evidence;
        aircraft.EvidenceMs = reception.NowMs;
    }
}
