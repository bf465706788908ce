using System.Buffers;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>Virtual Radar Server's aircraft list, as its "AircraftListJson" receivers read it: lines of <c>{"acList":[…]}</c>.</summary>
/// <remarks>
/// All aircraft come once in five seconds, a sixteenth of them in each line, as readsb does; most lines are short. Keys are VRS's own:
/// <code>
///   Icao  Call CallSus  Lat Long  Alt AltT (0 pressure)  GAlt InHg  Spd SpdTyp (0 ground, 2 indicated, 3 true)  Trak TrkH (is heading)
///   Vsi VsiT (0 pressure, 1 geometric)  Sqk  Gnd  TAlt TTrk (selected)  Mlat Tisb  Sig (0 to 255)  Trt (1 Mode S, 3 to 5 ADS-B 0 to 2)
/// </code>
/// Addresses that ICAO did not give, and aircraft not heard for ten seconds, are left out.</remarks>
public sealed class VrsFormat : WireFormat
{
    /// <summary>Lines of one round.</summary>
    public const int Slices = 16;

    private const long StaleMs = 10_000;
    private const double HectopascalsPerInch = 33.8639;

    /// <summary>Time between two lines.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5) / Slices;

    /// <inheritdoc/>
    public override string Name => "vrs";

    /// <inheritdoc/>
    public override int MaxLength => 0;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Heartbeat { get; } = "{\"acList\":[]}\n"u8.ToArray();

    /// <summary>Nothing: aircraft are told by the clock, not as their frames come.</summary>
    public override int Write(in TrackUpdate update, long nowUnixMilliseconds, Span<byte> destination) => 0;

    /// <summary>Writes one line with every sixteenth aircraft.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="snapshot">The aircraft.</param>
    /// <param name="slice">0 to 15.</param>
    public static void Write(IBufferWriter<byte> output, TrackingSnapshot snapshot, int slice)
    {
        var json = new JsonText(output);
        json.Raw("{\"acList\":["u8);
        var first = true;
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan())
        {
            if (aircraft.Address.Bits % Slices != slice || !aircraft.Address.IsIcao || snapshot.NowUnixMs - aircraft.SeenUnixMs > StaleMs)
                continue;
            json.Raw(first ? "{"u8 : ",{"u8);
            first = false;
            Members(ref json, aircraft);
            json.Raw("}"u8);
        }

        json.Raw("]}\n"u8);
        json.Flush();
    }

    private static void Members(ref JsonText json, in AircraftState a)
    {
        json.Raw("\"Icao\":\""u8);
        json.HexUpper6(a.Address.Bits);
        json.Raw("\""u8);
        if (a.Position.IsPresent)
        {
            json.Raw(",\"Lat\":"u8);
            json.Fixed(a.Position.Value.Location.Latitude, 6);
            json.Raw(",\"Long\":"u8);
            json.Fixed(a.Position.Value.Location.Longitude, 6);
        }

        if (a.BarometricAltitudeFeet.IsPresent)
        {
            json.Raw(",\"Alt\":"u8);
            json.Integer(a.BarometricAltitudeFeet.Value);
            json.Raw(",\"AltT\":0"u8);
        }

        if (a.GeometricAltitudeFeet.IsPresent)
        {
            json.Raw(",\"GAlt\":"u8);
            json.Integer(a.GeometricAltitudeFeet.Value);
        }

        Motion(ref json, a);
        if (a.AirGround.IsPresent)
            json.Raw(a.AirGround.Value == AirGround.Ground ? ",\"Gnd\":true"u8 : ",\"Gnd\":false"u8);
        if (a.Squawk.IsPresent)
        {
            json.Raw(",\"Sqk\":\""u8);
            for (var shift = 9; shift >= 0; shift -= 3)
                json.Character((char)('0' + (a.Squawk.Value.Code >> shift & 7)));
            json.Raw("\""u8);
        }

        if (a.Callsign.IsPresent)
        {
            json.Raw(",\"Call\":"u8);
            json.String(a.Callsign.Value.ToString().TrimEnd());
            json.Raw(",\"CallSus\":false"u8);
        }

        Selected(ref json, a);
        json.Raw(a.Position.Source == FieldSource.Mlat ? ",\"Mlat\":true"u8 : ",\"Mlat\":false"u8);
        json.Raw(a.Position.Source == FieldSource.TisB ? ",\"Tisb\":true,\"Sig\":"u8 : ",\"Tisb\":false,\"Sig\":"u8);
        json.Integer(BeastSignal.FromPower(a.MeanSignalPower));
        json.Raw(",\"Trt\":"u8);
        json.Integer(a.Kind switch
        {
            TrackKind.ModeS => 1,
            TrackKind.AdsbIcao or TrackKind.AdsbIcaoNonTransponder => a.Version.IsPresent ? Math.Min(3 + a.Version.Value, 5) : 2,
            _ => 0,
        });
    }

    private static void Motion(ref JsonText json, in AircraftState a)
    {
        var (speed, type) = a.GroundSpeedKnots.IsPresent ? (a.GroundSpeedKnots.Value, 0)
            : a.IndicatedAirspeedKnots.IsPresent ? (a.IndicatedAirspeedKnots.Value, 2)
            : a.TrueAirspeedKnots.IsPresent ? (a.TrueAirspeedKnots.Value, 3) : (-1f, 0);
        if (speed >= 0)
        {
            json.Raw(",\"Spd\":"u8);
            json.Fixed(speed, 1);
            json.Raw(",\"SpdTyp\":"u8);
            json.Integer(type);
        }

        var heading = !a.TrackDegrees.IsPresent;
        var direction = a.TrackDegrees.IsPresent ? a.TrackDegrees : a.TrueHeadingDegrees.IsPresent ? a.TrueHeadingDegrees : a.MagneticHeadingDegrees;
        if (direction.IsPresent)
        {
            json.Raw(",\"Trak\":"u8);
            json.Fixed(direction.Value, 1);
            json.Raw(heading ? ",\"TrkH\":true"u8 : ",\"TrkH\":false"u8);
        }

        var barometric = a.BarometricRateFpm.IsPresent;
        if (!barometric && !a.GeometricRateFpm.IsPresent)
            return;
        json.Raw(",\"Vsi\":"u8);
        json.Integer(barometric ? a.BarometricRateFpm.Value : a.GeometricRateFpm.Value);
        json.Raw(barometric ? ",\"VsiT\":0"u8 : ",\"VsiT\":1"u8);
    }

    private static void Selected(ref JsonText json, in AircraftState a)
    {
        if (a.NavAltitudeMcpFeet.IsPresent)
        {
            json.Raw(",\"TAlt\":"u8);
            json.Integer(a.NavAltitudeMcpFeet.Value);
        }

        if (a.NavHeadingDegrees.IsPresent)
        {
            json.Raw(",\"TTrk\":"u8);
            json.Fixed(a.NavHeadingDegrees.Value, 1);
        }

        if (!a.NavQnhHectopascals.IsPresent)
            return;
        json.Raw(",\"InHg\":"u8);
        json.Fixed(a.NavQnhHectopascals.Value / HectopascalsPerInch, 2);
    }
}
