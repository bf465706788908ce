using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>How one connection of a feed talks beside the frames: what it says first, what it makes of answers, what it owes in between.</summary>
/// <remarks>The reading task calls <see cref="Hear"/>, the writing task everything else.</remarks>
internal abstract class FeedSpeech
{
    /// <summary>How frames are written.</summary>
    public abstract WireFormat Format { get; }

    /// <summary>Which frames are wanted now; the other side may change it.</summary>
    public abstract OutputRule Rule { get; }

    /// <summary>How often to look for what is owed without frames.</summary>
    public virtual TimeSpan Tick => TimeSpan.FromSeconds(1);

    /// <summary>Introduces us. Frames follow when it is done.</summary>
    /// <exception cref="LinkException">The other side does not want us.</exception>
    public virtual ValueTask OpenAsync(Link link, CancellationToken cancellationToken) => default;

    /// <summary>Takes what the other side said, in whatever pieces it comes. Nothing that it says ends the connection.</summary>
    public virtual void Hear(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>Writes what is owed before the next frames, and returns its length. The destination has room for <see cref="MaxDue"/>.</summary>
    /// <param name="destination">At least <see cref="MaxDue"/> bytes.</param>
    /// <param name="sinceSent">How long nothing was sent.</param>
    public virtual int WriteDue(Span<byte> destination, TimeSpan sinceSent) => 0;

    /// <summary>The most that <see cref="WriteDue"/> writes at once.</summary>
    public const int MaxDue = 256;
}
