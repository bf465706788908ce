namespace AdsbFeeder.Tests;

/// <summary>What code allocates. Compiled into every test project.</summary>
internal static class Allocations
{
    private const int Rounds = 10;

    /// <summary>Bytes that the quietest of ten rounds allocated on this thread. Code that allocates does so in each; a compiler that comes by, or another
    /// test's listener that hears a counter, does not.</summary>
    internal static long Of(Action round) => Of(() => true, _ => round());

    /// <summary>The same of code that each round wants something new for, whose making does not count.</summary>
    internal static long Of<T>(Func<T> prepare, Action<T> round)
    {
        var least = long.MaxValue;
        for (var n = 0; n < Rounds && least > 0; n++)
        {
            var prepared = prepare();
            var before = GC.GetAllocatedBytesForCurrentThread();
            round(prepared);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
