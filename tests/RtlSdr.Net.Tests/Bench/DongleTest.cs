using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RtlSdr.Net.Tests.Bench;

/// <summary>
/// The loader must find the stand-in libusb before a process starts. So a test's body runs in a child: the same assembly, started with the names of the
/// test's class and method, calls the same method, which then runs its body.
/// </summary>
public abstract class DongleTest
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    /// <summary>Runs the body with these dongles, laid out as native/emulated-dongle/README.md says; `{iq}` is a file of <see cref="TestBench.Iq"/>.</summary>
    protected async Task WithDongles(
        string layout, Func<TestBench, Task> body, IReadOnlyDictionary<string, string>? environment = null, [CallerMemberName] string test = "")
    {
        if (TestBench.IsHere)
        {
            await body(new TestBench()).WaitAsync(s_patience);
            return;
        }

        var folder = Directory.CreateTempSubdirectory("dongle-test");
        try
        {
            var iq = Path.Combine(folder.FullName, "iq");
            await File.WriteAllBytesAsync(iq, TestBench.Iq);
            await RunChild(test, layout.Replace("{iq}", iq, StringComparison.Ordinal), environment);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same for a body that does not wait.</summary>
    protected Task WithDongles(string layout, Action<TestBench> body, [CallerMemberName] string test = "") =>
        WithDongles(
            layout,
            bench =>
            {
                body(bench);
                return Task.CompletedTask;
            },
            null,
            test);

    private async Task RunChild(string test, string layout, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(DongleTest).Assembly.Location, GetType().FullName!, test])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LD_LIBRARY_PATH"] = EmulatedDongle.Folder,
                ["EMULATED_DONGLES"] = layout,
                [TestBench.Mark] = "1",
            },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        var errors = child.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await child.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            Assert.Fail($"The child hangs.\n{await output}\n{Tail(await errors)}");
        }

        Assert.True(child.ExitCode == 0, $"Exit code {child.ExitCode}\n{await output}\n{Tail(await errors)}");
    }

    /// <summary>librtlsdr is talkative: its last words are enough.</summary>
    private static string Tail(string text) => text.Length > 1500 ? text[^1500..] : text;
}
