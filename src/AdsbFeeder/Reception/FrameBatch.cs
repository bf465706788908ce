using AdsbFeeder.ModeS;

namespace AdsbFeeder.Reception;

/// <summary>Frames that travel together.</summary>
internal sealed class FrameBatch
{
    internal List<ReceivedFrame> Frames { get; } = new(64);

    /// <summary>True when they came from a network input: they are not waited for to leave, since more may follow at once.</summary>
    internal bool IsFromNetwork { get; set; }
}
