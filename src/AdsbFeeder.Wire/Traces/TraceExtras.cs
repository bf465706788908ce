using System.Collections.Immutable;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Wire;

/// <summary>What an aircraft tells beside its way, as whole numbers: what pages show of a chosen point of a trace. Never changes.</summary>
public sealed class TraceExtras : IEquatable<TraceExtras>
{
    /// <summary>How many values there are.</summary>
    public const int Count = 27;

    /// <summary>No value.</summary>
    public const int Unknown = int.MinValue;

    /// <summary>No value is larger, with either sign.</summary>
    internal const int Largest = 1 << 20;

    /// <summary>Those behind the first ones hold for longer than their moment.</summary>
    private const int Momentary = 9;

    // Where the values are that Describes compares.
    private const int EmergencyAt = 9, McpAt = 11, ModesAt = 14;

    private const double Hundredths = 100, Thousandths = 1000, Tenths = 10;

    private readonly ImmutableArray<int> _values;

    private TraceExtras(ImmutableArray<int> values) => _values = values;

    /// <summary>The values in the order of <see cref="Of"/>.</summary>
    internal ReadOnlySpan<int> Values => _values.AsSpan();

    internal static TraceExtras From(ReadOnlySpan<int> values) => new([.. values]);

    /// <summary>What a state says.</summary>
    public static TraceExtras Of(in AircraftState a)
    {
        Span<int> values =
        [
            Whole(a.TrueAirspeedKnots), Whole(a.Mach, Thousandths), Whole(a.WindDirectionDegrees), Whole(a.WindSpeedKnots),
            Whole(a.OutsideAirTemperatureCelsius), Whole(a.TotalAirTemperatureCelsius), Whole(a.TrackRateDegreesPerSecond, Hundredths),
            Whole(a.MagneticHeadingDegrees, Hundredths), Whole(a.TrueHeadingDegrees, Hundredths),
            a.Emergency.IsPresent ? (int)a.Emergency.Value : Unknown, Whole(a.NavQnhHectopascals, Tenths), Whole(a.NavAltitudeMcpFeet), Whole(a.NavAltitudeFmsFeet),
            Whole(a.NavHeadingDegrees, Hundredths), a.NavModes.IsPresent ? (int)a.NavModes.Value : Unknown,
            a.Position.IsPresent ? a.Position.Value.Nic : Unknown, a.Position.IsPresent ? a.Position.Value.ContainmentRadiusMetres : Unknown,
            Whole(a.Version), Whole(a.NicBaro), Whole(a.NacP), Whole(a.NacV), Whole(a.Sil), a.Sil.IsPresent ? (int)a.SilType : Unknown,
            Whole(a.Gva), Whole(a.Sda), Whole(a.Alert), Whole(a.Spi),
        ];
        foreach (ref var value in values)
        {
            if (value != Unknown) value = Math.Clamp(value, -Largest, Largest);
        }

        return From(values);
    }

    /// <summary>Puts them into a state.</summary>
    /// <param name="state">Gets them, dated as its position.</param>
    /// <param name="isNow">Whether they were told at its moment: otherwise it gets those that hold for longer.</param>
    internal void Fill(ref AircraftState state, bool isNow)
    {
        var ms = state.Position.UpdatedUnixMs;
        if (isNow)
        {
            state.TrueAirspeedKnots = Number(0, ms);
            state.Mach = Number(1, ms, Thousandths);
            state.WindDirectionDegrees = Number(2, ms, 1);
            state.WindSpeedKnots = Number(3, ms, 1);
            state.OutsideAirTemperatureCelsius = Number(4, ms, 1);
            state.TotalAirTemperatureCelsius = Number(5, ms, 1);
            state.TrackRateDegreesPerSecond = Number(6, ms, Hundredths);
            state.MagneticHeadingDegrees = Number(7, ms, Hundredths);
            state.TrueHeadingDegrees = Number(Momentary - 1, ms, Hundredths);
        }

        state.Emergency = Small(EmergencyAt, ms, value => (ModeS.Emergency)value);
        state.NavQnhHectopascals = Number(10, ms, Tenths);
        state.NavAltitudeMcpFeet = Number(McpAt, ms);
        state.NavAltitudeFmsFeet = Number(12, ms);
        state.NavHeadingDegrees = Number(13, ms, Hundredths);
        state.NavModes = Small(ModesAt, ms, value => (NavigationModes)value);
        if (_values[15] != Unknown) state.Position = new(new(state.Position.Value.Location, (byte)_values[15], Math.Max(0, _values[16])), ms, state.Position.Source);
        state.Version = Small(17, ms, value => value);
        state.NicBaro = Small(18, ms, value => value != 0);
        state.NacP = Small(19, ms, value => value);
        state.NacV = Small(20, ms, value => value);
        state.Sil = Small(21, ms, value => value);
        state.SilType = _values[22] != Unknown ? (SilType)_values[22] : default;
        state.Gva = Small(23, ms, value => value);
        state.Sda = Small(24, ms, value => value);
        state.Alert = Small(25, ms, value => value != 0);
        state.Spi = Small(26, ms, value => value != 0);
    }

    /// <summary>True when a state says the same of what a reader would want to know at once: emergency, selected altitude, modes.</summary>
    internal bool Describes(in AircraftState a) =>
        _values[EmergencyAt] == (a.Emergency.IsPresent ? (int)a.Emergency.Value : Unknown)
        && _values[McpAt] == Whole(a.NavAltitudeMcpFeet)
        && _values[ModesAt] == (a.NavModes.IsPresent ? (int)a.NavModes.Value : Unknown);

    /// <inheritdoc/>
    public bool Equals(TraceExtras? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TraceExtras);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_values[0], _values[McpAt], _values[EmergencyAt]);

    private Dated<int> Number(int at, long ms) => _values[at] == Unknown ? default : new(_values[at], ms, FieldSource.Adsb);

    private Dated<float> Number(int at, long ms, double scale) => _values[at] == Unknown ? default : new((float)(_values[at] / scale), ms, FieldSource.Adsb);

    private Dated<T> Small<T>(int at, long ms, Func<byte, T> make)
        where T : struct => _values[at] == Unknown ? default : new(make((byte)_values[at]), ms, FieldSource.Adsb);

    private static int Whole(in Dated<int> value) => value.IsPresent ? value.Value : Unknown;

    private static int Whole(in Dated<byte> value) => value.IsPresent ? value.Value : Unknown;

    private static int Whole(in Dated<bool> value) => value.IsPresent ? value.Value ? 1 : 0 : Unknown;

    private static int Whole(in Dated<float> value, double scale = 1) =>
        value.IsPresent && float.IsFinite(value.Value) ? (int)Math.Clamp(Math.Round(value.Value * scale), -Largest, Largest) : Unknown;
}
