using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Fields that need more than "the better source wins".</summary>
public sealed partial class Tracker
{
    /// <summary>Geometric altitudes from the difference give way to told ones for this long.</summary>
    private const long ToldGeometricMs = Ageing.StaleMs;

    /// <summary>A difference older than this does not turn a barometric altitude into a geometric one.</summary>
    private const long DifferenceMs = 30_000;

    private static void OnAirGround(Aircraft aircraft, bool? onGround, FieldSource source, long now)
    {
        if (onGround is not { } ground) return;
        ref var state = ref aircraft.State;
        state.AirGround = state.AirGround.Offer(ground ? AirGround.Ground : AirGround.Airborne, source, now);
    }

    private void OnAltitude(Aircraft aircraft, int? altitudeFeet, FieldSource source, bool ownParity, long now)
    {
        ref var state = ref aircraft.State;
        if (altitudeFeet is not { } feet || !state.BarometricAltitudeFeet.Yields(source, now)) return;
        if (!ownParity && IsAltitudeOfTwin(aircraft, feet, now)) return;
        if (!aircraft.Altitude.Accept(state.BarometricAltitudeFeet, feet, ownParity, now))
        {
            _counters.Add(TrackerCounter.AltitudeSuppressed);
            return;
        }

        state.BarometricAltitudeFeet = new(feet, now, source);
        DeriveGeometricAltitude(aircraft, now);
    }

    private static void DeriveGeometricAltitude(Aircraft aircraft, long now)
    {
        ref var state = ref aircraft.State;
        if (now - aircraft.GeometricToldMs <= ToldGeometricMs) return;
        if (!state.GeometricMinusBarometricFeet.IsFresh(now, DifferenceMs) || !state.BarometricAltitudeFeet.IsFresh(now, DifferenceMs)) return;
        state.GeometricAltitudeFeet = new(
            state.BarometricAltitudeFeet.Value + state.GeometricMinusBarometricFeet.Value, now, state.GeometricMinusBarometricFeet.Source);
    }

    private void OnSquawk(Aircraft aircraft, Squawk squawk, FieldSource source, bool ownParity, long now)
    {
        ref var state = ref aircraft.State;
        if (!state.Squawk.Yields(source, now)) return;
        if (!ownParity && IsSquawkOfTwin(aircraft, squawk, now)) return;
        if (!ownParity && !aircraft.Squawk.Accept(state.Squawk, squawk, now))
        {
            _counters.Add(TrackerCounter.SquawkUnconfirmed);
            return;
        }

        state.Squawk = new(squawk, now, source);
        if (EmergencyOf(squawk) is { } emergency) state.Emergency = state.Emergency.Offer(emergency, source, now);
    }

    private void OnCallsign(Aircraft aircraft, Callsign? callsign, FieldSource source, bool ownParity, long now)
    {
        ref var state = ref aircraft.State;
        if (callsign is { } own && !ownParity && IsCallsignOfTwin(aircraft, own, now)) return;
        if (callsign is not { } text || (!ownParity && !aircraft.Callsign.Accept(state.Callsign, text, now)))
        {
            _counters.Add(TrackerCounter.CallsignSuppressed);
            return;
        }

        state.Callsign = state.Callsign.Offer(text, source, now);
    }

    /// <summary>What the three emergency codes mean; other codes say nothing.</summary>
    private static Emergency? EmergencyOf(Squawk squawk) => squawk.Code switch
    {
        0xF40 => Emergency.UnlawfulInterference,   // 7500
        0xF80 => Emergency.NoCommunications,       // 7600
        0xFC0 => Emergency.General,                // 7700
        _ => null,
    };
}
