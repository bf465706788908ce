using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Shell blocks of the documents that are marked <c>runnable</c> are run as they stand, each line on its own, with a service of the test's in place of the one on the usual ports.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class RunnableDocumentTests : IDisposable
{
    private static readonly string Root = FindRoot();

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("README.md", 8)]
    [InlineData("docs/getting-started.md", 1)]
    public async Task Every_line_that_is_marked_runnable_runs(string document, int atLeast)
    {
        var blocks = Runnable().Matches(await File.ReadAllTextAsync(Path.Combine(Root, document))).Select(match => match.Groups[1].Value).ToList();
        await using var service = await RunningService.StartAsync("--source", "simulator");
        WriteShims();

        var ran = 0;
        foreach (var line in blocks.SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var (exitCode, output) = await RunAsync(Here(line, service));
            Assert.True(exitCode == 0, $"{document}: {line}\nends with {exitCode}:\n{output}");
            Assert.True(output.Length > 0 || line.Contains('>', StringComparison.Ordinal) || line.Contains("--out ", StringComparison.Ordinal), $"{document}: {line}\nprints nothing");
            ran++;
        }

        Assert.InRange(ran, atLeast, int.MaxValue);
    }

    private static string Here(string line, RunningService service)
    {
        line = line.Replace("localhost:8080", service.Http.BaseAddress!.Authority, StringComparison.Ordinal);
        foreach (var (port, key) in new[] { ("30003", "SbsOutputPort"), ("30005", "BeastOutputPort") })
        {
            line = line.Replace("localhost " + port, "127.0.0.1 " + service.Port(key).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return line;
    }

    /// <summary>The program as the package would have it in the path; and nc, which not every computer has.</summary>
    private void WriteShims()
    {
        var programs = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        foreach (var (name, text) in new[] { ("adsbfeeder", $"exec dotnet '{AdsbFeederProgram.Dll}' \"$@\"\n"), ("nc", "exec 3<>\"/dev/tcp/$1/$2\"; exec cat <&3\n") })
        {
            var path = Path.Combine(programs, name);
            File.WriteAllText(path, "#!/bin/bash\n" + text);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PATH"] = Path.Combine(_folder, "bin") + ":" + start.Environment["PATH"];
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var bash = Process.Start(start)!;
        bash.StandardInput.Close();
        var errors = bash.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            var output = await bash.StandardOutput.ReadToEndAsync(timeout.Token);
            await bash.WaitForExitAsync(timeout.Token);
            return (bash.ExitCode, output + await errors);
        }
        finally
        {
            if (!bash.HasExited)
            {
                bash.Kill(entireProcessTree: true);
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AdsbFeeder.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("```sh runnable\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Runnable();
}
