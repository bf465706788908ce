using System.Globalization;

namespace AdsbFeeder.Commands;

/// <summary>A line on the terminal that tells how far long work has come; nothing when standard error is no terminal, or when results appear there too.</summary>
internal sealed class Progress(TimeProvider time, bool resultsOnStandardOutput) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly bool _visible = !Console.IsErrorRedirected && !(resultsOnStandardOutput && !Console.IsOutputRedirected);
    private readonly long _started = time.GetTimestamp();
    private long _shown;
    private bool _dirty;

    /// <summary>Shows the share that is done, and a few words; cheap to call often.</summary>
    /// <param name="share">0 to 1; absent when the whole is unknown.</param>
    /// <param name="words">What to say behind it.</param>
    internal void Report(double? share, Func<string> words)
    {
        if (!_visible || (_shown != 0 && time.GetElapsedTime(_shown) < Interval))
        {
            return;
        }

        _shown = time.GetTimestamp();
        _dirty = true;
        var elapsed = time.GetElapsedTime(_started);
        var done = share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known,4:P0} ") : "";
        var left = share is > 0.02 and < 1 ? string.Create(CultureInfo.InvariantCulture, $", {elapsed / share.Value * (1 - share.Value):m\\:ss} to go") : "";
        Console.Error.Write($"\r\e[K{done}{words()}{left}");
    }

    /// <summary>Clears the line, so that what follows stands alone.</summary>
    public void Dispose()
    {
        if (_dirty)
        {
            Console.Error.Write("\r\e[K");
        }
    }
}
