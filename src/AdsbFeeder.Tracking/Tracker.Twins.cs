using AdsbFeeder.ModeS;

namespace AdsbFeeder.Tracking;

/// <summary>Aircraft whose addresses differ in one bit.</summary>
/// <remarks>
/// In the address-parity formats a wrong bit in the last 24 changes the address and nothing shows it: what one aircraft says is put to the
/// other (wire-formats.md 4.5). So such a reply never gives an aircraft a value that its twin has, unless it has that value already. A twin
/// that really flies at the same height shows its altitude with its first frame under its own parity.
/// </remarks>
public sealed partial class Tracker
{
    private const int AddressBits = 24;

    /// <summary>Two aircraft closer than this in altitude cannot be told apart by it.</summary>
    private const int SameAltitudeFeet = 500;

    /// <summary>Codes that many aircraft squawk at once, so that two with the same are no sign of anything: 1000, 1200, 2000, 7000.</summary>
    private static bool IsShared(Squawk squawk) => squawk.Code is 0x200 or 0x280 or 0x400 or 0xE00;

    private void FindTwins(Aircraft aircraft)
    {
        var address = aircraft.State.Address;
        for (var bit = 0; bit < AddressBits && address.IsIcao; bit++)
        {
            if (!_aircraft.TryGetValue(Address.Icao(address.Bits ^ 1u << bit), out var twin)) continue;
            aircraft.Twins = [.. aircraft.Twins, twin];
            twin.Twins = [.. Array.FindAll(twin.Twins, old => old.State.Address != address), aircraft];
        }
    }

    private static void LeaveTwins(Aircraft aircraft)
    {
        foreach (var twin in aircraft.Twins) twin.Twins = Array.FindAll(twin.Twins, other => other != aircraft);
    }

    /// <summary>True when an altitude is where a twin flies and not where this aircraft was.</summary>
    private bool IsAltitudeOfTwin(Aircraft aircraft, int feet, long now)
    {
        ref var own = ref aircraft.State;
        if (aircraft.Twins.Length == 0 || (own.BarometricAltitudeFeet.IsFresh(now, Ageing.FieldMs) && Math.Abs(own.BarometricAltitudeFeet.Value - feet) <= SameAltitudeFeet)) return false;
        foreach (var twin in aircraft.Twins)
        {
            if (twin.State.BarometricAltitudeFeet.IsFresh(now, Ageing.FieldMs) && Math.Abs(twin.State.BarometricAltitudeFeet.Value - feet) <= SameAltitudeFeet)
                return CountTwin();
        }

        return false;
    }

    private bool IsSquawkOfTwin(Aircraft aircraft, Squawk squawk, long now)
    {
        if (aircraft.Twins.Length == 0 || IsShared(squawk) || (aircraft.State.Squawk.IsPresent && aircraft.State.Squawk.Value == squawk)) return false;
        foreach (var twin in aircraft.Twins)
        {
            if (twin.State.Squawk.IsFresh(now, Ageing.FieldMs) && twin.State.Squawk.Value == squawk) return CountTwin();
        }

        return false;
    }

    private bool IsCallsignOfTwin(Aircraft aircraft, Callsign callsign, long now)
    {
        if (aircraft.Twins.Length == 0 || (aircraft.State.Callsign.IsPresent && aircraft.State.Callsign.Value == callsign)) return false;
        foreach (var twin in aircraft.Twins)
        {
            if (twin.State.Callsign.IsFresh(now, Ageing.SlowFieldMs) && twin.State.Callsign.Value == callsign) return CountTwin();
        }

        return false;
    }

    private bool CountTwin()
    {
        _counters.Add(TrackerCounter.TwinSuppressed);
        return true;
    }
}
