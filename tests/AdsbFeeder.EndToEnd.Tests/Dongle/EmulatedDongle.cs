using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using AdsbFeeder.Tests;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>A test that needs librtlsdr and the emulated dongle; it is skipped, saying so, where they cannot be had.</summary>
public sealed class DongleFactAttribute : FactAttribute
{
    public DongleFactAttribute() => Skip = EmulatedDongle.Missing;
}

/// <summary>Dongles made of C (native/emulated-dongle) in a process that we start, and the orders that they take.</summary>
internal sealed class EmulatedDongle : IDisposable
{
    private static readonly Lazy<(string? Folder, string? Missing)> Built = new(Build);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adsbfeeder-dongle");
    private readonly string _layout;

    /// <summary>Lays out dongles; <c>{iq}</c> in the layout is the file of samples.</summary>
    internal EmulatedDongle(string layout, string iq = "") => _layout = layout.Replace("{iq}", iq, StringComparison.Ordinal);

    /// <summary>Why there is none, or null.</summary>
    internal static string? Missing => Built.Value.Missing;

    /// <summary>What the process needs in its environment.</summary>
    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_LIBRARY_PATH"] = Built.Value.Folder!,
        ["EMULATED_DONGLES"] = _layout,
        ["EMULATED_DONGLE_CONTROL"] = ControlPath,
    };

    private string ControlPath => Path.Combine(_folder.FullName, "control");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Gives an order, which must be understood, and returns the answer.</summary>
    internal async Task<string> OrderAsync(string command)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        while (true)
        {
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(ControlPath), timeout.Token);
                break;
            }
            catch (SocketException)
            {
                // It begins when the process first asks for dongles.
                await Task.Delay(20, timeout.Token);
            }
        }

        await socket.SendAsync(Encoding.UTF8.GetBytes(command + "\n"), timeout.Token);
        socket.Shutdown(SocketShutdown.Send);
        var answer = new byte[8192];
        var count = 0;
        while (await socket.ReceiveAsync(answer.AsMemory(count), timeout.Token) is > 0 and var more)
        {
            count += more;
        }

        var text = Encoding.UTF8.GetString(answer, 0, count);
        Assert.StartsWith("ok", text, StringComparison.Ordinal);
        return text;
    }

    private static (string?, string?) Build()
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, "skipped: the emulated dongle needs Linux");
        }

        if (!NativeLibrary.TryLoad("librtlsdr.so.0", out _) && !NativeLibrary.TryLoad("librtlsdr.so.2", out _))
        {
            return (null, "skipped: librtlsdr is not installed (apt-get install rtl-sdr)");
        }

        var source = Path.Combine(Repository.Root, "native", "emulated-dongle");
        var build = Directory.CreateDirectory(Path.Combine(source, "build")).FullName;
        try
        {
            // Tests of other projects may be building it at this moment.
            using var make = Process.Start(new ProcessStartInfo("flock", [Path.Combine(build, ".lock"), "make", "-s", "-C", source]) { RedirectStandardError = true })!;
            var errors = make.StandardError.ReadToEnd();
            make.WaitForExit();
            return make.ExitCode == 0 ? (build, null) : (null, $"skipped: the emulated dongle cannot be built: {errors.ReplaceLineEndings(" ")}");
        }
        catch (Win32Exception fault)
        {
            return (null, $"skipped: the emulated dongle cannot be built without cc, make and flock ({fault.Message})");
        }
    }
}
