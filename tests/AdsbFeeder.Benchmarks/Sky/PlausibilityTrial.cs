using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Plausibility;

/// <summary>What came of a trial.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Sent">False things sent.</param>
/// <param name="Shown">Of these, believed.</param>
/// <param name="Good">True things that the tracker showed without the false ones.</param>
/// <param name="Lost">Of these, not shown any more.</param>
internal readonly record struct TrialResult(string Name, long Sent, long Shown, long Good, long Lost)
{
    /// <summary>Share of false things that were not believed.</summary>
    public double Detection => Sent == 0 ? 1 : 1 - (Shown / (double)Sent);

    /// <summary>Share of true things that were refused because of the false ones.</summary>
    public double FalseAlarms => Good == 0 ? 0 : Lost / (double)Good;
}

/// <summary>Simulated traffic whose truth is known, given to a tracker as it is and to another with something false in it.</summary>
internal sealed class PlausibilityTrial
{
    private const double FalseMetres = 1000;

    private readonly SimulatedTraffic _traffic;
    private readonly SimulationOptions _options;
    private readonly int _seconds;

    private PlausibilityTrial(int seed, int aircraft, int seconds, double twins = 0)
    {
        _options = new SimulationOptions
        {
            Seed = (ulong)seed,
            Aircraft = aircraft,
            AreaUniform = true,
            RadiusKilometres = 250,
            TwinAddressShare = twins,
            Duration = TimeSpan.FromSeconds(seconds),
        };
        _traffic = new SimulatedTraffic(_options, minimumSnrDecibels: 8);
        _seconds = seconds;
        Random = new Random(seed);
        (Clean, Tampered) = (NewTracker(), NewTracker());
    }

    private Tracker Clean { get; }

    private Tracker Tampered { get; }

    private Random Random { get; }

    private long StartMs => _options.StartTime.ToUnixTimeMilliseconds();

    /// <summary>All trials.</summary>
    internal static IEnumerable<TrialResult> All(int seed, int aircraft, int seconds) =>
    [
        Nothing(seed, aircraft, seconds),
        SingleTeleports(seed, aircraft, seconds),
        LongTeleports(seed, aircraft, seconds),
        Ghosts(seed, aircraft, seconds),
        Neighbours(seed, aircraft, seconds),
        SharedAddresses(seed, aircraft, seconds),
        GpsLoss(seed, aircraft, seconds),
        SpoofedAgainstMlat(seed, aircraft, seconds),
    ];

    /// <summary>Nothing false: what is refused or shown wrongly all the same.</summary>
    internal static TrialResult Nothing(int seed, int aircraft, int seconds)
    {
        var trial = new PlausibilityTrial(seed, aircraft, seconds);
        var (messages, shown, wrong) = (0L, 0L, 0L);
        trial.Run((frame, truth) =>
        {
            var update = trial.Tampered.Update(frame);
            if (Squitter(frame) is not { Content: SquitterContent.AirbornePosition }) return;
            messages++;
            if (update.Position is not { } position) return;
            shown++;
            if (IsFalse(position, truth)) wrong++;
        });
        var refused = trial.Tampered.Snapshot(trial.NowMs).Statistics is var s ? s[TrackerCounter.CprGlobalBad] + s[TrackerCounter.CprLocalRange] + s[TrackerCounter.CprLocalSpeed] : 0;
        return new TrialResult("nothing false: positions shown 1 km wrong; position messages refused", shown, wrong, messages, refused);
    }

    /// <summary>Each fiftieth position message is moved 20 to 200 km away.</summary>
    internal static TrialResult SingleTeleports(int seed, int aircraft, int seconds) =>
        Teleports("single positions 20 to 200 km off", seed, aircraft, seconds, (random, _, _) => random.Next(50) == 0 ? (random.NextDouble() * 360, 20_000 + (random.NextDouble() * 180_000)) : null);

    /// <summary>All positions of an aircraft are 60 km off for five seconds of each minute.</summary>
    internal static TrialResult LongTeleports(int seed, int aircraft, int seconds) =>
        Teleports("5 s of positions 60 km off, each minute", seed, aircraft, seconds, (_, address, at) => (at + (address.Bits % 60)) % 60 < 5 && at > 30 ? (address.Bits % 360, 60_000) : null);

    /// <summary>Twenty frames a second of addresses that nobody has, as garbled frames with a lucky parity have them; half with a position.</summary>
    internal static TrialResult Ghosts(int seed, int aircraft, int seconds)
    {
        var trial = new PlausibilityTrial(seed, aircraft, seconds);
        var ghosts = new HashSet<Address>();
        var (sent, shown) = (0L, 0L);
        trial.Run((frame, _) => trial.Tampered.Update(frame), second =>
        {
            for (var i = 0; i < 20; i++)
            {
                var address = Address.Icao((uint)trial.Random.Next(1, 0xFFFFFE));
                if (!ghosts.Add(address) || trial.Clean.TryGet(address, out _)) continue;
                sent++;
                var made = i % 2 == 0
                    ? ExtendedSquitter.OfTransponder(address, Capability.Level2Airborne, trial.PositionMessage(trial.Random.NextDouble() * 360, trial.Random.NextDouble() * 200_000, CprFormat.Even)).Encode()
                    : new AllCallReply(address, Capability.Level2, default).Encode();
                trial.Tampered.Update(new ReceivedFrame(made, 0, trial.StartMs + (second * 1000), FrameSource.Simulation) { RepairedBits = (byte)(i % 4 < 2 ? 0 : 1) });
            }

            if (second % 10 != 0) return;
            foreach (var state in trial.Tampered.Snapshot(trial.StartMs + (second * 1000)).Aircraft)
            {
                if (ghosts.Contains(state.Address) && ghosts.Remove(state.Address)) shown++;
            }
        });
        return trial.Compared("ghosts: single frames of addresses that nobody has", sent, shown);
    }

    /// <summary>One reply in fifty of an aircraft with a neighbour gets the wrong bit that makes it the neighbour's.</summary>
    internal static TrialResult Neighbours(int seed, int aircraft, int seconds)
    {
        var trial = new PlausibilityTrial(seed, aircraft, seconds, twins: 0.5);
        var (sent, shown, replies, lost) = (0L, 0L, 0L, 0L);
        trial.Run((frame, truth) =>
        {
            var before = trial.Clean.StateOf(truth.Address);
            if (!IsReply(frame.Frame) || truth.Address is not { } own || trial.NeighbourOf(own) is not { } neighbour)
            {
                trial.Tampered.Update(frame);
                return;
            }

            replies++;
            if (trial.Random.Next(50) != 0)
            {
                if (trial.Tampered.Update(frame).Outcome != TrackOutcome.Accepted) lost++;
                return;
            }

            sent++;
            trial.Tampered.Update(frame with { Frame = WithAddress(frame.Frame, own, neighbour) });
            if (trial.Tampered.TryGet(neighbour, out var victim) && trial.Clean.TryGet(neighbour, out var real) && Differs(victim, real, before)) shown++;
        });
        return new TrialResult("replies of a neighbour one bit apart", sent, shown, replies - sent, lost);
    }

    /// <summary>A second aircraft, somewhere else, uses the address of the first: one in ten does.</summary>
    internal static TrialResult SharedAddresses(int seed, int aircraft, int seconds)
    {
        var trial = new PlausibilityTrial(seed, aircraft, seconds);
        var victims = new Dictionary<Address, Address>();   // from the second to the first
        var free = new Queue<Address>();
        var (sent, shown) = (0L, 0L);
        trial.Run((frame, truth) =>
        {
            if (truth.Address is { } own && Squitter(frame) is { Kind: SquitterKind.Adsb } squitter)
            {
                if (trial.Seconds > 40 && victims.Count < aircraft / 10 && !victims.ContainsKey(own) && !victims.ContainsValue(own) && trial.Clean.TryGet(own, out var state) && state.Position.IsPresent)
                {
                    if (free.TryDequeue(out var first) && first != own) victims[own] = first;
                    else free.Enqueue(own);
                }

                if (victims.TryGetValue(own, out var victim))
                {
                    var update = trial.Tampered.Update(frame with { Frame = (squitter with { Address = victim }).Encode() });
                    if (squitter.Content != SquitterContent.AirbornePosition) return;
                    sent++;
                    var isFirstThere = trial.Clean.TryGet(victim, out var real) && real.Position.IsPresent && frame.UnixMilliseconds - real.Position.UpdatedUnixMs < 15_000;
                    if (isFirstThere && update.Position is { } position && !IsFalse(position, truth)) shown++;   // the second is shown as if it were the first
                    return;
                }
            }

            trial.Follow(frame, truth);
        });
        return trial.Compared("a second aircraft uses the address elsewhere", sent, shown);
    }

    /// <summary>A quarter of the aircraft lose their position after a minute: half send none any more, half one that they cannot vouch for.</summary>
    internal static TrialResult GpsLoss(int seed, int aircraft, int seconds)
    {
        var trial = new PlausibilityTrial(seed, aircraft, Math.Max(seconds, 120));
        var jammed = new HashSet<Address>();
        var told = new HashSet<Address>();
        trial.Run((frame, truth) =>
        {
            if (trial.Seconds < 60 || truth.Address is not { } address || Squitter(frame) is not { Content: SquitterContent.AirbornePosition } squitter)
            {
                trial.Tampered.Update(frame);
                return;
            }

            if (address.Bits % 4 != 0)
            {
                trial.Tampered.Update(frame);
            }
            else
            {
                if (trial.Tampered.TryGet(address, out var state) && state.Position is { IsPresent: true, Value.Nic: >= 6 } && trial.Seconds < 61) jammed.Add(address);
                var message = AirbornePosition.Decode(squitter.Me) with { TypeCode = address.Bits % 8 == 0 ? 0 : 18 };
                trial.Tampered.Update(frame with { Frame = (squitter with { Me = message.Encode() }).Encode() });
            }

            if (trial.Tampered.TryGet(address, out var now) && now.GpsOkBefore.IsPresent) told.Add(address);
        });
        var honest = trial.Tampered.Snapshot(trial.NowMs).Aircraft.Count(state => state.Position.IsPresent && state.Address.Bits % 4 != 0);
        return new TrialResult("GPS loss: aircraft whose loss was not noticed; aircraft said to have lost it", jammed.Count, jammed.Count(address => !told.Contains(address)), honest, told.Count(address => address.Bits % 4 != 0));
    }

    /// <summary>A quarter of the aircraft are spoofed 60 km off after a minute, while multilateration finds all of them every two seconds within 300 m.</summary>
    internal static TrialResult SpoofedAgainstMlat(int seed, int aircraft, int seconds)
    {
        var trial = new PlausibilityTrial(seed, aircraft, Math.Max(seconds, 120));
        var latest = new Dictionary<Address, TruthRecord>();
        var (sent, shown) = (0L, 0L);
        trial.Run((frame, truth) =>
        {
            if (truth.Address is { } address && !truth.OnGround) latest[address] = truth;
            var spoofed = trial.Seconds >= 60 && truth.Address is { } own && own.Bits % 4 == 0 && Squitter(frame) is { Content: SquitterContent.AirbornePosition };
            if (!spoofed)
            {
                trial.Follow(frame, truth);
                return;
            }

            var update = trial.Tampered.Update(frame with { Frame = trial.Moved(frame, truth, 90, 60_000) });
            if (trial.Seconds < 90) return;   // until then it is being found out
            sent++;
            if (update.Position is { } position && IsFalse(position, truth)) shown++;
        }, second =>
        {
            foreach (var (address, truth) in latest)
            {
                if ((second + address.Bits) % 2 != 0 || second - truth.Seconds > 10) continue;
                var place = Along(new(truth.Latitude, truth.Longitude), trial.Random.NextDouble() * 360, trial.Random.NextDouble() * 300);
                foreach (var format in (CprFormat[])[CprFormat.Even, CprFormat.Odd])
                {
                    var me = new AirbornePosition(18, (int)truth.AltitudeFeet / 25 * 25, Cpr.Encode(place.Latitude, place.Longitude, format, false)).Encode();
                    trial.Tampered.Update(new ReceivedFrame(ExtendedSquitter.OfNonTransponder(address, 2, me).Encode(), 0, trial.StartMs + (second * 1000), FrameSource.Mlat));
                }
            }
        });
        return trial.Compared("ADS-B 60 km off, with MLAT, half a minute later", sent, shown);
    }

    private double Seconds { get; set; }

    private long NowMs => StartMs + (_seconds * 1000L);

    private long _good;
    private long _lost;

    private static TrialResult Teleports(string name, int seed, int aircraft, int seconds, Func<Random, Address, double, (double Bearing, double Metres)?> offset)
    {
        var trial = new PlausibilityTrial(seed, aircraft, seconds);
        var (sent, shown) = (0L, 0L);
        trial.Run((frame, truth) =>
        {
            if (truth.Address is { } address && Squitter(frame) is { Content: SquitterContent.AirbornePosition } && offset(trial.Random, address, trial.Seconds) is { } off)
            {
                sent++;
                if (trial.Tampered.Update(frame with { Frame = trial.Moved(frame, truth, off.Bearing, off.Metres) }).Position is { } position && IsFalse(position, truth)) shown++;
                return;
            }

            trial.Follow(frame, truth);
        });
        return trial.Compared(name, sent, shown);
    }

    /// <summary>Gives each frame to the clean tracker, and to what tampers; and the time to both.</summary>
    private void Run(Action<ReceivedFrame, TruthRecord> tamper, Action<int>? eachSecond = null)
    {
        for (var second = 1; second <= _seconds; second++)
        {
            _traffic.ReadUntil(second, (frame, truth) =>
            {
                Seconds = truth.Seconds;
                _cleanUpdate = Clean.Update(frame);
                tamper(frame, truth);
            });
            eachSecond?.Invoke(second);
            Clean.Expire(StartMs + (second * 1000));
            Tampered.Expire(StartMs + (second * 1000));
        }
    }

    private TrackUpdate _cleanUpdate;

    /// <summary>Gives a true frame to the tracker with the false ones, and notes whether it is shown as it would be without them.</summary>
    private void Follow(in ReceivedFrame frame, in TruthRecord truth)
    {
        var update = Tampered.Update(frame);
        if (_cleanUpdate.Position is not { } should || IsFalse(should, truth)) return;
        _good++;
        if (update.Position is not { } position || IsFalse(position, truth)) _lost++;
    }

    private TrialResult Compared(string name, long sent, long shown) => new(name, sent, shown, _good, _lost);

    private Tracker NewTracker() => new(new TrackerOptions { ReceiverLocation = new(_options.Latitude, _options.Longitude) });

    private Address? NeighbourOf(Address address)
    {
        for (var bit = 0; bit < 24; bit++)
        {
            if (Clean.TryGet(Address.Icao(address.Bits ^ (1u << bit)), out var state) && state.Messages > 5) return state.Address;
        }

        return null;
    }

    private static bool Differs(in AircraftState victim, in AircraftState real, in AircraftState sender) =>
        (victim.Callsign.IsPresent && sender.Callsign.IsPresent && victim.Callsign.Value == sender.Callsign.Value && real.Callsign.ValueOrNull != victim.Callsign.Value)
        || (victim.Squawk.IsPresent && sender.Squawk.IsPresent && victim.Squawk.Value == sender.Squawk.Value && real.Squawk.ValueOrNull != victim.Squawk.Value)
        || (victim.BarometricAltitudeFeet.IsPresent && real.BarometricAltitudeFeet.IsPresent && Math.Abs(victim.BarometricAltitudeFeet.Value - real.BarometricAltitudeFeet.Value) > 1000);

    private static ExtendedSquitter? Squitter(in ReceivedFrame frame) =>
        frame.Frame.Length == Frame.LongLength && ExtendedSquitter.TryDecode(frame.Frame, out var squitter) ? squitter : null;

    private static bool IsReply(Frame frame) => frame.Length >= Frame.ShortLength
        && frame.Format is DownlinkFormat.ShortAirAir or DownlinkFormat.LongAirAir or DownlinkFormat.SurveillanceAltitude or DownlinkFormat.SurveillanceIdentity or DownlinkFormat.CommBAltitude or DownlinkFormat.CommBIdentity;

    private static Frame WithAddress(Frame frame, Address from, Address to)
    {
        Span<byte> bytes = stackalloc byte[Frame.LongLength];
        frame.Bytes.CopyTo(bytes);
        var wrong = from.Bits ^ to.Bits;
        for (var i = 0; i < 3; i++) bytes[frame.Length - 1 - i] ^= (byte)(wrong >> (8 * i));
        return new Frame(bytes[..frame.Length]);
    }

    private Frame Moved(in ReceivedFrame frame, in TruthRecord truth, double bearing, double metres)
    {
        var squitter = Squitter(frame)!.Value;
        var message = AirbornePosition.Decode(squitter.Me);
        var place = Along(new(truth.Latitude, truth.Longitude), bearing, metres);
        var moved = message with { Cpr = Cpr.Encode(place.Latitude, place.Longitude, message.Cpr.Format, false) };
        return (squitter with { Me = moved.Encode() }).Encode();
    }

    private MessageField PositionMessage(double bearing, double metres, CprFormat format)
    {
        var place = Along(new(_options.Latitude, _options.Longitude), bearing, metres);
        return new AirbornePosition(11, 30_000, Cpr.Encode(place.Latitude, place.Longitude, format, false)).Encode();
    }

    private static bool IsFalse(GeoPosition position, in TruthRecord truth) => GreatCircle.DistanceMetres(position, new(truth.Latitude, truth.Longitude)) > FalseMetres;

    /// <summary>A place so far away; flat, which is near enough for this.</summary>
    private static GeoPosition Along(GeoPosition from, double bearing, double metres)
    {
        var (sin, cos) = Math.SinCos(bearing * Math.PI / 180);
        const double metresPerDegree = 111_195;
        return new(from.Latitude + (metres * cos / metresPerDegree), from.Longitude + (metres * sin / metresPerDegree / Math.Cos(from.Latitude * Math.PI / 180)));
    }
}

/// <summary>Looks into a tracker.</summary>
internal static class TrackerLooks
{
    /// <summary>The state of an aircraft; one that is not known has nothing.</summary>
    internal static AircraftState StateOf(this Tracker tracker, Address? address) =>
        address is { } known && tracker.TryGet(known, out var state) ? state : default;
}
