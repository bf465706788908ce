namespace RtlSdr.Net;

/// <summary>Checks the counter that a dongle in test mode sends: every byte is one more than the last, modulo 256.</summary>
public sealed class TestCounter
{
    private int _next = -1;

    /// <summary>Bytes seen.</summary>
    public long Bytes { get; private set; }

    /// <summary>Places where the count jumped.</summary>
    public long Gaps { get; private set; }

    /// <summary>Bytes missing at those places, at least: whole multiples of 256 cannot be seen.</summary>
    public long LostBytes { get; private set; }

    /// <summary>Checks the next piece of the stream.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_next >= 0 && value != _next)
            {
                Gaps++;
                LostBytes += (value - _next) & 0xFF;
            }

            _next = (value + 1) & 0xFF;
        }

        Bytes += bytes.Length;
    }
}
