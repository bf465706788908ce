using System.CommandLine;
using AdsbFeeder.Configuration;
using AdsbFeeder.Radio;

namespace AdsbFeeder;

/// <summary>Runs a verb and turns every expected fault into one line on standard error and the exit code that names its kind.</summary>
internal static class CommandLine
{
    internal static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        // Without a verb it is the service, as the unit file starts it.
        var parsed = root.Parse(args is [] || (args[0].StartsWith('-') && !IsRootOption(args[0])) ? ["run", .. args] : args);
        if (parsed.Errors.Count > 0)
        {
            // The library complains of a missing verb as well when it does not know the one that is there.
            foreach (var error in parsed.Errors.TakeLast(parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens.Count : parsed.Errors.Count))
            {
                await Console.Error.WriteLineAsync($"adsbfeeder: {error.Message}");
            }

            await Console.Error.WriteLineAsync("Try 'adsbfeeder --help'.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception fault) when (Describe(fault) is { } known)
        {
            foreach (var line in known.Lines)
            {
                await Console.Error.WriteLineAsync($"adsbfeeder: {line}");
            }

            return known.Code;
        }
    }

    private static bool IsRootOption(string argument) => argument is "--help" or "-h" or "-?" or "--version";

    private static (IReadOnlyList<string> Lines, int Code)? Describe(Exception fault) => fault switch
    {
        ConfigurationFaultException faults => (faults.Faults, ExitCode.Configuration),
        CaptureException capture => ([capture.Message], ExitCode.Usage),
        FileNotFoundException file => ([$"{file.FileName}: no such file."], ExitCode.NoInput),
        DirectoryNotFoundException directory => ([directory.Message], ExitCode.NoInput),
        UnauthorizedAccessException access => ([access.Message], ExitCode.NoInput),
        IOException io => ([io.Message], ExitCode.InputOutput),
        OperationCanceledException => ([], 130),
        _ => null,
    };
}
