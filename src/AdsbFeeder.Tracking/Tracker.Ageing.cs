using System.Runtime.InteropServices;

namespace AdsbFeeder.Tracking;

/// <summary>Forgetting, and copies for others.</summary>
public sealed partial class Tracker
{
    /// <summary>Drops what is too old; to be called about once a second, with the clock that frames are dated by.</summary>
    /// <remarks>
    /// When that clock was set back, what is known keeps its age. A frame that is over ten seconds away from the last call gets the time of
    /// that call, so a recording that is played faster than it was made must be ticked with its own time, or not at all.
    /// </remarks>
    public void Expire(long nowUnixMs)
    {
        var now = _clock.OfTick(nowUnixMs, out var step);
        if (step != 0) MoveAll(step);
        foreach (var (address, aircraft) in _aircraft)
        {
            if (now - aircraft.State.SeenUnixMs > aircraft.LifeMs)
            {
                _aircraft.Remove(address);
                LeaveTwins(aircraft);
                if (aircraft.State.Messages == 1) _counters.Add(TrackerCounter.TracksSingleMessage);
                continue;
            }

            aircraft.State.VisitFields(new FieldAger(now));
        }
    }

    /// <summary>An immutable copy of all publishable aircraft, with old fields left out, and of the counters; for any thread.</summary>
    public TrackingSnapshot Snapshot(long nowUnixMs)
    {
        Expire(nowUnixMs);
        var count = 0;
        foreach (var aircraft in _aircraft.Values)
        {
            if (aircraft.IsPublishable(nowUnixMs)) count++;
        }

        var states = GC.AllocateUninitializedArray<AircraftState>(count);   // 8 MB with 10,000 aircraft: to clear them first would double the pause
        count = 0;
        foreach (var aircraft in _aircraft.Values)
        {
            if (!aircraft.IsPublishable(nowUnixMs)) continue;
            ref var state = ref states[count++];
            state = aircraft.State;
            if (state.Position.Source == FieldSource.Mlat) state.Kind = TrackKind.Mlat;
        }

        return new TrackingSnapshot(nowUnixMs, ImmutableCollectionsMarshal.AsImmutableArray(states), _counters.Copy(), ReceiverLocation);
    }

    private void MoveAll(long stepMs)
    {
        _counters.Add(TrackerCounter.ClockSteps);
        foreach (var aircraft in _aircraft.Values) aircraft.Move(stepMs);
    }
}
