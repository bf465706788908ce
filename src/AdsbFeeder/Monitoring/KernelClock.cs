using System.Runtime.InteropServices;

namespace AdsbFeeder.Monitoring;

/// <summary>Whether the kernel thinks that the clock of the computer is synchronised.</summary>
internal static partial class KernelClock
{
    /// <summary>TIME_ERROR of adjtimex(2): it is not.</summary>
    private const int TimeError = 5;

    /// <summary>struct timex has 208 bytes on 64-bit Linux; a little more does no harm.</summary>
    private const int TimexBytes = 256;

    /// <summary>Null where it cannot be told.</summary>
    internal static bool? IsSynchronised
    {
        get
        {
            if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            {
                return null;
            }

            var state = AdjustTime(new byte[TimexBytes]);   // mode 0 only reads
            return state < 0 ? null : state != TimeError;
        }
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjustTime([In, Out] byte[] timex);
}
