using System.Numerics;
using System.Runtime.CompilerServices;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Chooses the frames of a reduced stream. One thread owns it.</summary>
/// <remarks>
/// A frame leaves when something that it tells is due, and then everything that it tells has been told. Shares of the interval are
/// readsb's (wire-formats.md 2.2), so that aggregators see the rates they know:
/// <code>
///   3/8   each half of a position, but after 7 s at the latest: receivers pair halves no older than 10 s
///   7/8   altitude, velocity, selected altitude, registers of Comm-B
///   4     call sign, squawk, flight status, emergency, operational status, presence: at once when they changed
/// </code>
/// Advisories of ACAS and frames without address (Mode A/C, long messages) always leave.</remarks>
public sealed class Reducer(Reduction reduction)
{
    private const long LongestPairMs = 7000;
    private const long ForgetMs = 120_000;

    private readonly Dictionary<Address, Told> _told = [];
    private readonly long[] _periods = Periods((long)reduction.Interval.TotalMilliseconds);
    private long _forgetAt;

    /// <summary>What it leaves out.</summary>
    public Reduction Reduction => reduction;

    /// <summary>True when the frame belongs in the stream; it then counts as sent.</summary>
    public bool Keep(in TrackUpdate update)
    {
        var received = update.Received;
        if (update.Address is not { } address)
            return true;
        if (update.HasState && !IsNear(update.State))
            return false;
        var topics = ReductionTopicsOf.Frame(received.Frame);
        if ((topics & ReductionTopics.Always) != 0)
            return true;

        var now = received.UnixMilliseconds;
        if (!_told.TryGetValue(address, out var told))
        {
            ForgetOld(now);
            _told[address] = told = new Told();
        }

        var identity = Identity(received.Frame, topics);
        var due = reduction.KeepForMlat && IsForMlat(received.Frame.Format, topics)
            || told.IsDue(topics, now) || identity != 0 && identity != told.IdentityOf(topics);
        if (due)
            told.Tell(topics, identity, now, _periods);
        told.SeenMs = now;
        return due;
    }

    private static long[] Periods(long interval)
    {
        var periods = new long[ReductionTopicsOf.Count];
        Array.Fill(periods, interval * 4);
        periods[Index(ReductionTopics.EvenPosition)] = periods[Index(ReductionTopics.OddPosition)] = Math.Min(interval * 3 / 8, LongestPairMs);
        foreach (var often in (ReadOnlySpan<ReductionTopics>)[ReductionTopics.Altitude, ReductionTopics.Velocity, ReductionTopics.TargetState, ReductionTopics.Registers])
            periods[Index(often)] = interval * 7 / 8;
        return periods;
    }

    private static int Index(ReductionTopics topic) => BitOperations.TrailingZeroCount((int)topic);

    // What the owner of a reply may not learn late: the 13 bits of the squawk, or the flight status, never 0.
    private static int Identity(in Frame frame, ReductionTopics topics)
    {
        if ((topics & ReductionTopics.FlightStatus) == 0)
            return 0;
        var bytes = frame.Bytes;
        var status = (bytes[0] & 7) + 1;
        return (topics & ReductionTopics.Squawk) == 0 ? status : status << 13 | (bytes[2] & 0x1F) << 8 | bytes[3];
    }

    // What mlat-client sends on (feeders.md 3.3): replies of requested aircraft, and positions that synchronise clocks.
    private static bool IsForMlat(DownlinkFormat format, ReductionTopics topics) => format switch
    {
        DownlinkFormat.ShortAirAir or DownlinkFormat.SurveillanceAltitude or DownlinkFormat.SurveillanceIdentity or DownlinkFormat.AllCall
            or DownlinkFormat.LongAirAir or DownlinkFormat.CommBAltitude or DownlinkFormat.CommBIdentity => true,
        DownlinkFormat.ExtendedSquitter => (topics & (ReductionTopics.EvenPosition | ReductionTopics.OddPosition)) != 0,
        _ => false,
    };

    private bool IsNear(in AircraftState state)
    {
        if (reduction.MaxAltitudeFeet is { } ceiling && (state.BarometricAltitudeFeet.ValueOrNull ?? state.GeometricAltitudeFeet.ValueOrNull) > ceiling)
            return false;
        if (reduction.MaxDistanceNauticalMiles is not { } farthest)
            return true;
        return state.DistanceNauticalMiles is { } distance ? distance <= farthest : !reduction.OnlyWithPosition;
    }

    private void ForgetOld(long now)
    {
        if (now < _forgetAt && _forgetAt - now <= ForgetMs)
            return;
        _forgetAt = now + ForgetMs;
        foreach (var (address, told) in _told)
        {
            if (Math.Abs(now - told.SeenMs) > ForgetMs)
                _told.Remove(address);
        }
    }

    /// <summary>When each topic of one aircraft is due again, and what was told of its identity.</summary>
    private sealed class Told
    {
        private Times _due;
        private Times _toldAt;
        private int _status, _statusAndSquawk;

        public long SeenMs { get; set; }

        public int IdentityOf(ReductionTopics topics) => (topics & ReductionTopics.Squawk) == 0 ? _status : _statusAndSquawk;

        // A time of telling in the future means that the clock was set back.
        public bool IsDue(ReductionTopics topics, long now)
        {
            for (var rest = (int)topics; rest != 0; rest &= rest - 1)
            {
                var topic = BitOperations.TrailingZeroCount(rest);
                if (now >= _due[topic] || now < _toldAt[topic])
                    return true;
            }

            return false;
        }

        public void Tell(ReductionTopics topics, int identity, long now, long[] periods)
        {
            for (var rest = (int)topics; rest != 0; rest &= rest - 1)
            {
                var topic = BitOperations.TrailingZeroCount(rest);
                _due[topic] = now + periods[topic];
                _toldAt[topic] = now;
            }

            if (identity == 0)
                return;
            if ((topics & ReductionTopics.Squawk) == 0)
                _status = identity;
            else
                _statusAndSquawk = identity;
        }
    }

    [InlineArray(ReductionTopicsOf.Count)]
    private struct Times
    {
        private long _first;
    }
}
