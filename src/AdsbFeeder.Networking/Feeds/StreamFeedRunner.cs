using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>Dials, then sends a stream of the fan-out in the words of the protocol.</summary>
internal sealed class StreamFeedRunner(FeedOptions options, FanOut fanOut, FeedCounters counters, TimeProvider time) : IFeedRunner
{
    private readonly LinkDialer _dialer = new(options.Link, time);

    /// <inheritdoc/>
    public string Target => options.Link.Targets[0].ToString();

    /// <inheritdoc/>
    public async Task RunAsync(int rotation, Action<FeedLinkInformation> up, CancellationToken cancellationToken)
    {
        await using var link = await _dialer.DialAsync(rotation, cancellationToken);
        var speech = Speech();
        await new StreamSession(link, speech, counters, time).RunAsync(
            () => fanOut.Subscribe(speech.Format, speech.Rule, options.SubscriptionName, options.QueueBlocks, gathers: !link.IsDatagram),
            () => up(new FeedLinkInformation(link.Name, () => link.RoundTrip)),
            cancellationToken);
    }

    private FeedSpeech Speech()
    {
        var rule = new OutputRule(options.Sources);
        var reduced = rule with { Reduce = options.Reduction };
        return options.Protocol switch
        {
            FeedProtocol.BeastReduce => new PlainSpeech(WireFormat.Beast, reduced),
            FeedProtocol.BeastReducePlus => new ReducePlusSpeech(options.Uuid, reduced, counters, time),
            FeedProtocol.OpenSky => new OpenSkySpeech(options, rule, time),
            FeedProtocol.Avr => new PlainSpeech(WireFormat.Avr, rule),
            FeedProtocol.AvrWithTime => new PlainSpeech(WireFormat.AvrWithTime, rule),
            FeedProtocol.Sbs => new PlainSpeech(WireFormat.Sbs, rule),
            _ => new PlainSpeech(WireFormat.Beast, rule),
        };
    }
}
