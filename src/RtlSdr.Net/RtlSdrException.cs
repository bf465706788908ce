using System.Globalization;

namespace RtlSdr.Net;

/// <summary>A dongle could not be used. The message is for its owner: what happened, why, and the command that cures it.</summary>
public sealed class RtlSdrException : IOException
{
    /// <summary>Makes an exception of a kind, with a message of one's own.</summary>
    public RtlSdrException(RtlSdrError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>What is wrong, for programs.</summary>
    public RtlSdrError Error { get; }

    /// <summary>What librtlsdr returned; 0 where it did not return anything.</summary>
    public int NativeResult { get; private init; }

    internal static RtlSdrException NoLibrary(IEnumerable<string> tried) => new(
        RtlSdrError.NoLibrary,
        $"librtlsdr is not installed (tried {string.Join(", ", tried)}). " +
        "Install it: apt-get install librtlsdr0 (Debian 12 and before) or librtlsdr2 (Debian 13).");

    internal static RtlSdrException NotFound(string which, int count) => new(
        RtlSdrError.NotFound,
        count == 0
            ? $"No RTL-SDR dongle is plugged in, so {which} cannot be opened. Check the cable and that `lsusb` lists 0bda:2838 or 0bda:2832."
            : $"There is no {which} among the {count.ToString(CultureInfo.InvariantCulture)} RTL-SDR dongles that are plugged in. " +
              "`rtl_test` lists their serial numbers; `rtl_eeprom -s NAME` changes one.");

    internal static RtlSdrException AccessDenied(string which, int result) => new(
        RtlSdrError.AccessDenied,
        $"This user may not open {which}. Install the udev rule (it comes with librtlsdr), add the user to the group plugdev with " +
        "`usermod -aG plugdev USER`, then replug the dongle.")
    { NativeResult = result };

    internal static RtlSdrException Busy(string which, int result, string owner) => new(
        RtlSdrError.Busy, $"{char.ToUpperInvariant(which[0])}{which[1..]} is in use {owner}")
    { NativeResult = result };

    internal static RtlSdrException Unplugged(string which, int result = 0) => new(
        RtlSdrError.Unplugged,
        $"{char.ToUpperInvariant(which[0])}{which[1..]} was unplugged, or dropped off the bus. " +
        "If nobody pulled it, suspect its power supply, cable or hub.")
    { NativeResult = result };

    internal static RtlSdrException Silent(string which, TimeSpan silence) => new(
        RtlSdrError.Silent,
        $"{char.ToUpperInvariant(which[0])}{which[1..]} has sent no samples for " +
        $"{silence.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s. It is opened anew as a rule; if that does not help, replug it.");

    internal static RtlSdrException Failed(string which, string call, int result) => new(
        RtlSdrError.Failed,
        $"{char.ToUpperInvariant(which[0])}{which[1..]}: {call} failed with {result.ToString(CultureInfo.InvariantCulture)}.")
    { NativeResult = result };
}
