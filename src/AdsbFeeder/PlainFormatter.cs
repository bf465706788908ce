using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AdsbFeeder;

/// <summary>One line for one event: a level only when it is more than information, then the message, then the fault. The journal adds the time.</summary>
internal sealed class PlainFormatter() : ConsoleFormatter(FormatterName)
{
    internal const string FormatterName = "plain";

    // systemd turns a leading <n> into the priority of the line (sd-daemon(3)); a terminal should not see it.
    private static readonly bool ToJournal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (priority, word) = logEntry.LogLevel switch
        {
            LogLevel.Critical => ("<2>", "fatal: "),
            LogLevel.Error => ("<3>", "error: "),
            LogLevel.Warning => ("<4>", "warning: "),
            LogLevel.Information => ("<6>", ""),
            _ => ("<7>", ""),
        };
        textWriter.Write(ToJournal ? priority : DateTime.Now.ToString("HH:mm:ss ", System.Globalization.CultureInfo.InvariantCulture) + word);
        textWriter.Write(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } fault)
        {
            textWriter.Write(": ");
            textWriter.Write(logEntry.LogLevel >= LogLevel.Critical ? fault.ToString().ReplaceLineEndings(" | ") : fault.Message);
        }

        textWriter.WriteLine();
    }
}
