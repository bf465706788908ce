using System.Diagnostics;
using System.Text;

namespace AdsbFeeder.EndToEnd.Tests;

/// <summary>What a run of the program gave.</summary>
internal sealed record ProgramResult(int ExitCode, byte[] Output, string Error)
{
    internal string Text => Encoding.UTF8.GetString(Output);

    internal string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Starts the program as a user does.</summary>
internal static class AdsbFeederProgram
{
    internal static string Dll { get; } = typeof(ExitCode).Assembly.Location;

    internal static ProcessStartInfo StartInfo(params string[] arguments) => new("dotnet", [Dll, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Runs to the end.</summary>
    internal static Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync(Array.Empty<byte>(), arguments);

    /// <summary>Runs to the end with variables in its environment.</summary>
    internal static Task<ProgramResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = StartInfo(arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return RunAsync(start, []);
    }

    /// <summary>Runs to the end with bytes on standard input.</summary>
    internal static Task<ProgramResult> RunAsync(byte[] input, params string[] arguments) => RunAsync(StartInfo(arguments), input);

    private static async Task<ProgramResult> RunAsync(ProcessStartInfo start, byte[] input)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, timeout.Token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want to hear it.
        }

        try
        {
            await process.WaitForExitAsync(timeout.Token);
            await reading;
            return new ProgramResult(process.ExitCode, output.ToArray(), await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
