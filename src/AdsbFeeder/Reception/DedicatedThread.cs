namespace AdsbFeeder.Reception;

/// <summary>A thread whose end is a task.</summary>
internal static class DedicatedThread
{
    /// <summary>Runs the body; a cancellation is an end like any other.</summary>
    internal static Task RunAsync(string name, Action body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                body();
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                done.SetResult();
            }
#pragma warning disable CA1031 // Carried to the loop that waits for the thread, which ends the process.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                done.SetException(fault);
            }
        })
        {
            Name = name,
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }
}
