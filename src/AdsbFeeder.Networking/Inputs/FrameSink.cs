using AdsbFeeder.ModeS;

namespace AdsbFeeder.Networking;

/// <summary>Takes frames from an input, some hundreds at a time, in the order of arrival. Inputs call it from several threads at once.</summary>
/// <remarks>The memory is used again once the returned task completes: copy what you keep. An input that waits for it reads nothing more, so TCP slows the sender down.</remarks>
public delegate ValueTask FrameSink(ReadOnlyMemory<ReceivedFrame> frames, CancellationToken cancellationToken);
