using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Replies to interrogations: DF 0, 4, 5, 11, 16, 20, 21, 24.</summary>
public sealed partial class Tracker
{
    private readonly ExtendedLengthReassembler _segments = new();
    private readonly byte[] _message = new byte[ExtendedLengthReassembler.LongestMessage];

    private TrackOutcome OnAllCall(ref Reception reception)
    {
        var reply = AllCallReply.Decode(reception.Received.Frame);
        if (reply.InterrogatorCode is not { } code) return TrackOutcome.BadParity;
        if (Admit(ref reception, reply.Address, mayIntroduce: true, out var outcome) is not { } aircraft) return outcome;

        Note(aircraft, reception, TrackKind.ModeS, evidence: code.Overlay == 0 ? 2 : 1);
        OnAirGround(aircraft, reply.Capability.OnGround(), FieldSource.ModeSChecked, reception.NowMs);
        return TrackOutcome.Accepted;
    }

    private TrackOutcome OnAirAir(ref Reception reception)
    {
        var reply = AirAirReply.Decode(reception.Received.Frame);
        if (AdmitReply(ref reception, reply.Address, out var outcome) is not { } aircraft) return outcome;

        OnAltitude(aircraft, reply.AltitudeFeet, FieldSource.ModeS, ownParity: false, reception.NowMs);
        if (reply.Mv is { } mv && reception.IsClean) OnCrossLink(ref reception, aircraft, reply, mv);
        if (reply.VerticalStatus == VerticalStatus.OnGround) OnAirGround(aircraft, true, FieldSource.ModeS, reception.NowMs);
        return TrackOutcome.Accepted;
    }

    private TrackOutcome OnSurveillance(ref Reception reception)
    {
        var reply = SurveillanceReply.Decode(reception.Received.Frame);
        if (AdmitReply(ref reception, reply.Address, out var outcome) is not { } aircraft) return outcome;

        ref var state = ref aircraft.State;
        var now = reception.NowMs;
        OnAltitude(aircraft, reply.AltitudeFeet, FieldSource.ModeS, ownParity: false, now);
        if (reply.Squawk is { } squawk) OnSquawk(aircraft, squawk, FieldSource.ModeS, ownParity: false, now);
        OnAirGround(aircraft, reply.FlightStatus.OnGround(), FieldSource.ModeS, now);
        state.Alert = state.Alert.Offer(reply.FlightStatus.IsAlert(), FieldSource.ModeS, now);
        state.Spi = state.Spi.Offer(reply.FlightStatus.IsSpi(), FieldSource.ModeS, now);
        if (reception.IsClean) _segments.Announce(reply.Address, reply.DownlinkRequest, now);
        if (reply.CommB is { } message) OnCommB(ref reception, aircraft, reply, message);
        return TrackOutcome.Accepted;
    }

    /// <summary>A segment of an extended length message. Four of the eight formats of DF24 are a DF17 with one wrong bit or two, so only
    /// the known may send one.</summary>
    private TrackOutcome OnCommD(ref Reception reception)
    {
        var segment = CommDReply.Decode(reception.Received.Frame);
        if (AdmitReply(ref reception, segment.Address, out var outcome) is null) return outcome;
        if (!reception.IsClean || !_segments.TryComplete(segment, reception.NowMs, _message, out var length)) return TrackOutcome.Accepted;

        _counters.Add(TrackerCounter.ExtendedLengthMessages);
        reception.ExtendedMessage = _message.AsMemory(0, length);
        return TrackOutcome.Accepted;
    }

    /// <summary>The aircraft that a residue names, if it was heard under its own parity lately.</summary>
    private Aircraft? AdmitReply(ref Reception reception, Address address, out TrackOutcome outcome)
    {
        var aircraft = Admit(ref reception, address, mayIntroduce: false, out outcome);
        if (aircraft is null) return null;
        if (!aircraft.MayAnswer(reception.NowMs))
        {
            outcome = TrackOutcome.UnknownAddress;
            return null;
        }

        Note(aircraft, reception, TrackKind.ModeS, evidence: 0);
        return aircraft;
    }
}
