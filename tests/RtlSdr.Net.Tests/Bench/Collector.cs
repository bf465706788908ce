namespace RtlSdr.Net.Tests.Bench;

/// <summary>A sink that keeps what it gets and tells when there is enough.</summary>
internal sealed class Collector(int enough = int.MaxValue) : IRtlSdrSampleSink
{
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> _bytes = [];
    private readonly Lock _lock = new();

    /// <summary>Completes when enough bytes have come, or throws what ended the stream before.</summary>
    public async Task Filled(Task stream)
    {
        if (await Task.WhenAny(_full.Task, stream) == stream)
            await stream;
    }

    public byte[] Bytes
    {
        get
        {
            lock (_lock)
                return [.. _bytes];
        }
    }

    public long Lost { get; private set; }

    public void OnSamples(ReadOnlySpan<byte> samples)
    {
        lock (_lock)
        {
            _bytes.AddRange(samples);
            if (_bytes.Count >= enough)
                _full.TrySetResult();
        }
    }

    public void OnLoss(long complexSamples) => Lost += complexSamples;
}
