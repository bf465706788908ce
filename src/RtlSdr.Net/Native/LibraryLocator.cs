using System.Runtime.InteropServices;

namespace RtlSdr.Net.Native;

/// <summary>Finds librtlsdr under the names that are in use.</summary>
internal static class LibraryLocator
{
    /// <summary>A path of one's own, for builds that no loader path leads to.</summary>
    internal const string Override = "RTLSDR_LIBRARY";

    private static readonly Lazy<(nint Handle, string? Name)> s_loaded = new(Load);

    /// <summary>
    /// Debian 12 and before, and Raspberry Pi OS: .so.0. Debian 13 and the RTL-SDR Blog fork (both 2.x): .so.2. The plain name comes with the
    /// -dev packages and with builds from source; the last two are macOS and Windows.
    /// </summary>
    internal static string[] Candidates { get; } =
        Environment.GetEnvironmentVariable(Override) is { Length: > 0 } path
            ? [path]
            : ["librtlsdr.so.0", "librtlsdr.so.2", "librtlsdr.so", "librtlsdr.dylib", "rtlsdr.dll"];

    /// <summary>The loaded library, or 0.</summary>
    internal static nint Handle => s_loaded.Value.Handle;

    /// <summary>The candidate that loaded, or null.</summary>
    internal static string? LoadedName => s_loaded.Value.Name;

    internal static bool Exports(string function) => Handle != 0 && NativeLibrary.TryGetExport(Handle, function, out _);

    private static (nint, string?) Load()
    {
        foreach (var name in Candidates)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return (handle, name);
        }

        return (0, null);
    }
}
