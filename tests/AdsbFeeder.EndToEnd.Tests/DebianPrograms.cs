using System.Diagnostics;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>Programs of other people that serve as peers, where they are installed.</summary>
internal static class DebianPrograms
{
    internal static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(["/usr/bin", "/usr/sbin"]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    internal static async Task<(int Code, string Output)> RunAsync(string program, string input, params string[] arguments)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token) + await process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, output);
    }
}
