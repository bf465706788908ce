using System.Buffers;
using System.Buffers.Binary;
using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>aircraft.binCraft: the aircraft as fixed elements of 112 bytes, which tar1090 reads faster than JSON (wire-formats.md 2.12).</summary>
/// <remarks><code>
///   header   112 bytes: now | element size | aircraft with position | 314159 | S W N E | messages | receiver | version 20250403 | rate | flags
///   element  112 bytes: address | seen | lon | lat | rates | altitudes | ... | call sign | ... | seen_pos
/// </code>
/// Little endian. A value counts only when its bit in bytes 73 to 77 is set, so what is unknown stays 0.</remarks>
public static class BinCraftWriter
{
    /// <summary>Size of the header and of each element.</summary>
    public const int ElementSize = 112;

    private const int Version = 20250403;
    private const uint WholeWorld = 314159;   // stands for "no tile"

    /// <summary>Writes the whole file.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="snapshot">The aircraft.</param>
    /// <param name="toldReceiver">As in <see cref="AircraftJson.Write"/>.</param>
    /// <param name="messagesPerSecond">Frames a second, lately.</param>
    /// <param name="database">As in <see cref="AircraftJson.Write"/>.</param>
    public static void Write(IBufferWriter<byte> output, TrackingSnapshot snapshot, GeoPosition? toldReceiver, double messagesPerSecond = 0, AircraftDatabase? database = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(snapshot);
        Header(output.GetSpan(ElementSize)[..ElementSize], snapshot, toldReceiver, messagesPerSecond);
        output.Advance(ElementSize);
        foreach (ref readonly var aircraft in snapshot.Aircraft.AsSpan()) Append(output, aircraft, snapshot.NowUnixMs, database);
    }

    /// <summary>Writes some aircraft: the answer to a query.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="snapshot">The aircraft.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="toldReceiver">As in <see cref="AircraftJson.Write"/>.</param>
    /// <param name="messagesPerSecond">Frames a second, lately.</param>
    /// <param name="database">As in <see cref="AircraftJson.Write"/>.</param>
    public static void Write(
        IBufferWriter<byte> output, TrackingSnapshot snapshot, IReadOnlyList<ApiRow> rows, GeoPosition? toldReceiver, double messagesPerSecond = 0, AircraftDatabase? database = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(rows);
        Header(output.GetSpan(ElementSize)[..ElementSize], snapshot, toldReceiver, messagesPerSecond);
        output.Advance(ElementSize);
        foreach (var row in rows) Append(output, snapshot.Aircraft.ItemRef(row.Index), snapshot.NowUnixMs, database);
    }

    private static void Append(IBufferWriter<byte> output, in AircraftState aircraft, long nowMs, AircraftDatabase? database)
    {
        var element = output.GetSpan(ElementSize)[..ElementSize];
        element.Clear();
        Element(element, aircraft, nowMs);
        Registry(element, aircraft.Address, database);
        output.Advance(ElementSize);
    }

    private static void Registry(Span<byte> e, Address address, AircraftDatabase? database)
    {
        AircraftRecord record = default;
        database?.TryFind(address, out record);
        Put16(e, 86, (int)record.FlagsOf(address), unsigned: true);
        record.TypeCode[..Math.Min(4, record.TypeCode.Length)].CopyTo(e[88..]);
        record.Registration[..Math.Min(12, record.Registration.Length)].CopyTo(e[92..]);
    }

    private static void Header(Span<byte> h, TrackingSnapshot snapshot, GeoPosition? receiver, double rate)
    {
        h.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(h, snapshot.NowUnixMs);
        Put32(h, 8, ElementSize);
        Put32(h, 12, snapshot.CountWithPosition());
        Put32(h, 16, WholeWorld);
        Put16(h, 20, -90);
        Put16(h, 22, -180);
        Put16(h, 24, 90);
        Put16(h, 26, 180);
        Put32(h, 28, unchecked((uint)snapshot.Messages));
        Put32(h, 32, (receiver?.Latitude ?? 0) * 1e6);
        Put32(h, 36, (receiver?.Longitude ?? 0) * 1e6);
        Put32(h, 40, Version);
        Put32(h, 44, rate * 10);
    }

    private static void Element(Span<byte> e, in AircraftState a, long nowMs)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(e, a.Address.Bits | (a.Address.IsIcao ? 0 : 1u << 24));
        Put32(e, 4, Math.Max(0, nowMs - a.SeenUnixMs) / 100.0);
        Motion(e, a);
        Navigation(e, a);
        Quality(e, a);
        var fix = a.Position.IsPresent ? a.Position : a.LastPosition;
        if (fix.IsPresent)
        {
            Put32(e, 8, fix.Value.Location.Longitude * 1e6);
            Put32(e, 12, fix.Value.Location.Latitude * 1e6);
            Put16(e, 60, fix.Value.ContainmentRadiusMetres, unsigned: true);
            e[65] = fix.Value.Nic;
            Put32(e, 108, fix.AgeMs(nowMs) / 100.0);
        }

        Bit(e, 73, 6, a.Position.IsPresent);
        if (a.Callsign.IsPresent)
        {
            Bit(e, 73, 3, true);
            for (var i = 0; i < Callsign.Length; i++) e[78 + i] = (byte)a.Callsign.Value[i];
        }

        if (a.Squawk.IsPresent)
        {
            var code = a.Squawk.Value.Code;   // four octal digits, each in its own nibble on the wire
            Put16(e, 32, (code >> 9 & 7) << 12 | (code >> 6 & 7) << 8 | (code >> 3 & 7) << 4 | (code & 7), unsigned: true);
            Bit(e, 76, 2, true);
        }

        Put16(e, 62, a.Messages & 0xFFFF, unsigned: true);   // it wraps; pages take the difference
        if (a.Category.IsPresent) e[64] = (byte)((a.Category.Value.Set - 'A' + 0xA) << 4 | a.Category.Value.Number);
        e[67] = (byte)((a.Emergency.IsPresent ? (int)a.Emergency.Value & 15 : 0) | (int)a.Kind << 4);
        Bit(e, 76, 3, a.Emergency.IsPresent);
        e[68] = (byte)(a.AirGround switch { { IsPresent: true, Value: AirGround.Ground } => 1, { IsPresent: true } => 2, _ => 0 });
        if (a.GpsOkBefore.IsPresent) e[106] = 1;
        e[105] = (byte)Math.Clamp(Math.Round((a.RssiDbfs + 50) * 255 / 50), 0, 255);
    }

    private static void Motion(Span<byte> e, in AircraftState a)
    {
        Number(e, 16, a.BarometricRateFpm, 1 / 8.0, 75, 0);
        Number(e, 18, a.GeometricRateFpm, 1 / 8.0, 75, 1);
        Number(e, 20, a.BarometricAltitudeFeet, 1 / 25.0, 73, 4);
        Number(e, 22, a.GeometricAltitudeFeet, 1 / 25.0, 73, 5);
        Number(e, 34, a.GroundSpeedKnots, 10, 73, 7);
        Number(e, 36, a.Mach, 1000, 74, 2);
        Number(e, 38, a.RollDegrees, 100, 74, 5);
        if (a.TrackDegrees.IsPresent) Number(e, 40, a.TrackDegrees, 90, 74, 3);
        else if (a.CalculatedTrackDegrees.IsPresent) Put16(e, 40, a.CalculatedTrackDegrees.Value * 90);   // the bit stays clear
        Number(e, 42, a.TrackRateDegreesPerSecond, 100, 74, 4);
        Number(e, 44, a.MagneticHeadingDegrees, 90, 74, 6);
        Number(e, 46, a.TrueHeadingDegrees, 90, 74, 7);
        Number(e, 56, a.TrueAirspeedKnots, 1, 74, 1);
        Number(e, 58, a.IndicatedAirspeedKnots, 1, 74, 0);
        if (a.WindDirectionDegrees.IsPresent && a.WindSpeedKnots.IsPresent)
        {
            Put16(e, 48, a.WindDirectionDegrees.Value);
            Number(e, 50, a.WindSpeedKnots, 1, 77, 4);
        }

        if (!a.OutsideAirTemperatureCelsius.IsPresent || !a.TotalAirTemperatureCelsius.IsPresent) return;
        Put16(e, 52, a.OutsideAirTemperatureCelsius.Value);
        Number(e, 54, a.TotalAirTemperatureCelsius, 1, 77, 5);
    }

    private static void Navigation(Span<byte> e, in AircraftState a)
    {
        Number(e, 24, a.NavAltitudeMcpFeet, 1 / 4.0, 76, 6);
        Number(e, 26, a.NavAltitudeFmsFeet, 1 / 4.0, 76, 7);
        Number(e, 28, a.NavQnhHectopascals, 10, 76, 5);
        Number(e, 30, a.NavHeadingDegrees, 90, 77, 1);
        if (!a.NavModes.IsPresent) return;
        e[66] = (byte)a.NavModes.Value;
        Bit(e, 77, 2, true);
    }

    private static void Quality(Span<byte> e, in AircraftState a)
    {
        var silType = a.Sil.IsPresent ? a.SilType switch { SilType.PerSample => 2, SilType.PerHour => 3, _ => 1 } : 0;   // 0: none
        var version = a.Version.IsPresent ? a.Version.Value & 15 : 15;   // 15: none; of ADS-B, ADS-R and TIS-B readers take the one that the kind of track names
        e[69] = (byte)(silType | version << 4);
        e[70] = (byte)(version | version << 4);
        e[71] = (byte)((a.NacP.IsPresent ? a.NacP.Value & 15 : 0) | (a.NacV.IsPresent ? a.NacV.Value & 15 : 0) << 4);
        e[72] = (byte)((a.Sil.IsPresent ? a.Sil.Value & 3 : 0) | (a.Gva.IsPresent ? a.Gva.Value & 3 : 0) << 2 | (a.Sda.IsPresent ? a.Sda.Value & 3 : 0) << 4);
        Bit(e, 73, 0, a.NicBaro is { IsPresent: true, Value: true });
        Bit(e, 73, 1, a.Alert is { IsPresent: true, Value: true });
        Bit(e, 73, 2, a.Spi is { IsPresent: true, Value: true });
        Bit(e, 75, 4, a.NicBaro.IsPresent);
        Bit(e, 75, 5, a.NacP.IsPresent);
        Bit(e, 75, 6, a.NacV.IsPresent);
        Bit(e, 75, 7, a.Sil.IsPresent);
        Bit(e, 76, 0, a.Gva.IsPresent);
        Bit(e, 76, 1, a.Sda.IsPresent);
        Bit(e, 76, 4, a.Spi.IsPresent);
        Bit(e, 77, 3, a.Alert.IsPresent);
    }

    private static void Number(Span<byte> e, int offset, in Dated<int> value, double factor, int validByte, int validBit)
    {
        if (!value.IsPresent) return;
        Put16(e, offset, value.Value * factor, unsigned: offset is 24 or 26 or 56 or 58);
        Bit(e, validByte, validBit, true);
    }

    private static void Number(Span<byte> e, int offset, in Dated<float> value, double factor, int validByte, int validBit)
    {
        if (!value.IsPresent || !float.IsFinite(value.Value)) return;
        Put16(e, offset, value.Value * factor);
        Bit(e, validByte, validBit, true);
    }

    private static void Bit(Span<byte> e, int offset, int bit, bool isSet)
    {
        if (isSet) e[offset] |= (byte)(1 << bit);
    }

    private static void Put16(Span<byte> e, int offset, double value, bool unsigned = false)
    {
        var rounded = Math.Round(value);
        if (unsigned) BinaryPrimitives.WriteUInt16LittleEndian(e[offset..], (ushort)Math.Clamp(rounded, 0, ushort.MaxValue));
        else BinaryPrimitives.WriteInt16LittleEndian(e[offset..], (short)Math.Clamp(rounded, short.MinValue, short.MaxValue));
    }

    private static void Put32(Span<byte> e, int offset, double value) =>
        BinaryPrimitives.WriteInt32LittleEndian(e[offset..], unchecked((int)(long)Math.Clamp(Math.Round(value), int.MinValue, uint.MaxValue)));
}
