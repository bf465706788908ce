using System.Collections.Immutable;

namespace AdsbFeeder.Tracking;

/// <summary>All publishable aircraft and all counters at one moment; immutable, for any thread.</summary>
/// <param name="NowUnixMs">The moment, UTC milliseconds since 1970.</param>
/// <param name="Aircraft">The aircraft worth showing, in no order: those with a trusted position, or with two frames; the last frame within 60 s.</param>
/// <param name="Statistics">Counters since the start.</param>
/// <param name="ReceiverLocation">Where the receiver stood; absent when unknown.</param>
public sealed record TrackingSnapshot(
    long NowUnixMs, ImmutableArray<AircraftState> Aircraft, TrackerStatistics Statistics, GeoPosition? ReceiverLocation)
{
    /// <summary>A snapshot of an empty sky.</summary>
    public static TrackingSnapshot Empty { get; } = new(0, [], TrackerStatistics.Zero, null);

    /// <summary>Number of accepted frames since the start.</summary>
    public long Messages => Statistics[TrackerCounter.Messages];
}
