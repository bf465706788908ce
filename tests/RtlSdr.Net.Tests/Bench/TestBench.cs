using System.Globalization;
using System.Runtime.InteropServices;

namespace RtlSdr.Net.Tests.Bench;

/// <summary>What a test's body, in the child, does to its dongles.</summary>
public sealed partial class TestBench
{
    internal const string Mark = "RTLSDR_TEST_CHILD";

    /// <summary>The samples that `{iq}` plays, over and over. Their number fits no transfer.</summary>
    internal static byte[] Iq { get; } = MakeIq();

    internal static bool IsHere => Environment.GetEnvironmentVariable(Mark) is not null;

    /// <summary>Gives the emulator a command; it must be understood.</summary>
    public static string Order(string command)
    {
        var reply = new byte[8192];
        var result = Command(command, reply, (nuint)reply.Length);
        var text = System.Text.Encoding.UTF8.GetString(reply, 0, Array.IndexOf(reply, (byte)0));
        Assert.True(result == 0, text);
        return text;
    }

    /// <summary>One value of the emulator's status line of a dongle.</summary>
    public static string Status(string serial, string key)
    {
        var words = Order($"status {serial}").Split(' ');
        var found = Assert.Single(words, w => w.StartsWith(key + "=", StringComparison.Ordinal));
        return found[(key.Length + 1)..];
    }

    public static double StatusNumber(string serial, string key) => double.Parse(Status(serial, key), CultureInfo.InvariantCulture);

    [LibraryImport("libusb-1.0.so.0", EntryPoint = "emulated_dongle_command", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Command(string line, [Out] byte[] reply, nuint size);

    private static byte[] MakeIq()
    {
        var bytes = new byte[1_000_002];
        new Random(1090).NextBytes(bytes);
        return bytes;
    }
}
