namespace RtlSdr.Net;

/// <summary>What a stream has done so far.</summary>
/// <param name="Bytes">Received, two a complex sample.</param>
/// <param name="Transfers">Received.</param>
/// <param name="ShortTransfers">Among them those that were not full: a sign of USB trouble.</param>
/// <param name="LostSamples">Complex samples that the clock says are missing.</param>
/// <param name="Losses">The gaps in which they were lost.</param>
public readonly record struct RtlSdrStreamStatistics(long Bytes, long Transfers, long ShortTransfers, long LostSamples, long Losses);
