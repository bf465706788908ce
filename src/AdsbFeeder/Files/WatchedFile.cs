namespace AdsbFeeder.Files;

/// <summary>Notices that a file changed, appeared or went, by its time and size: that works on every file system, and for files that are replaced.</summary>
/// <remarks>A file is new only when two looks in a row see it alike, so that one that is being copied is read when it is whole.</remarks>
internal sealed class WatchedFile(string path)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private Stamp _taken = new(DateTime.MinValue, -2);
    private Stamp _seen = new(DateTime.MinValue, -2);

    /// <summary>True when the file was there at the last look.</summary>
    internal bool Exists => _seen.Length >= 0;

    /// <summary>Looks once; true when there is a version that was not taken yet, or the file is gone since.</summary>
    internal bool HasNews()
    {
        var now = Look();
        var settled = now == _seen;
        _seen = now;
        return settled && now != _taken;
    }

    /// <summary>Remembers the version of the last look as taken, whatever came of it.</summary>
    internal void Take() => _taken = _seen;

    /// <summary>Looks, and takes what is there without waiting for a second look; for the start.</summary>
    internal void TakeNow()
    {
        _seen = Look();
        Take();
    }

    /// <summary>Calls back at each news until it is cancelled.</summary>
    internal async Task FollowAsync(Action changed, TimeProvider time, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            if (HasNews())
            {
                Take();
                changed();
            }
        }
    }

    private Stamp Look()
    {
        var file = new FileInfo(path);
        return file.Exists ? new Stamp(file.LastWriteTimeUtc, file.Length) : new Stamp(DateTime.MinValue, -1);
    }

    private readonly record struct Stamp(DateTime Written, long Length);
}
