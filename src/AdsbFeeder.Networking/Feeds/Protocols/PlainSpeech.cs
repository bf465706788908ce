using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>Nothing but frames: Beast, AVR, SBS.</summary>
internal sealed class PlainSpeech(WireFormat format, OutputRule rule) : FeedSpeech
{
    /// <inheritdoc/>
    public override WireFormat Format => format;

    /// <inheritdoc/>
    public override OutputRule Rule => rule;
}
