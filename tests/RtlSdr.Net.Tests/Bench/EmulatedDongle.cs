using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace RtlSdr.Net.Tests.Bench;

/// <summary>Builds the stand-in libusb once, from native/emulated-dongle.</summary>
internal static class EmulatedDongle
{
    private static readonly Lazy<(string? Folder, string? Missing)> s_built = new(Build);

    /// <summary>Where the stand-in is.</summary>
    internal static string Folder => s_built.Value.Folder!;

    /// <summary>Why there is none, or null.</summary>
    internal static string? Missing => s_built.Value.Missing;

    /// <summary>The installed librtlsdr, in which a function has got another name.</summary>
    internal static byte[] LibraryWithout(string function)
    {
        var map = File.ReadLines("/proc/self/maps").First(line => line.Contains("librtlsdr.so", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(map[map.IndexOf('/', StringComparison.Ordinal)..]);
        var name = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{function}\0"));
        Assert.True(name > 0, $"This librtlsdr has no {function}.");
        bytes[name + 1] = (byte)'x';
        return bytes;
    }

    private static (string?, string?) Build()
    {
        if (!OperatingSystem.IsLinux())
            return (null, "skipped: the emulated dongle needs Linux");
        if (!NativeLibrary.TryLoad("librtlsdr.so.0", out _) && !NativeLibrary.TryLoad("librtlsdr.so.2", out _))
            return (null, "skipped: librtlsdr is not installed (apt-get install librtlsdr0)");
        var source = Path.Combine(RepositoryRoot(), "native", "emulated-dongle");
        var build = Directory.CreateDirectory(Path.Combine(source, "build")).FullName;
        try
        {
            Run("cc", "--version");
            // Tests of other projects may be building it at this moment.
            Run("flock", Path.Combine(build, ".lock"), "make", "-s", "-C", source);
            return (build, null);
        }
        catch (Win32Exception e)
        {
            return (null, $"skipped: the emulated dongle cannot be built without cc, make and flock ({e.Message})");
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AdsbFeeder.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
