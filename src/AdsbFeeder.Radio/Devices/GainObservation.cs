namespace AdsbFeeder.Radio;

/// <summary>What was heard in a second.</summary>
/// <param name="Frames">Frames that were decoded.</param>
/// <param name="StrongFrames">Among them those above -3 dBFS, which are about to be clipped.</param>
/// <param name="NoiseDbfs">Noise in the band relative to full scale, dB.</param>
/// <param name="ClippedShare">Share of the samples at the end of the scale, 0 to 1.</param>
public readonly record struct GainObservation(long Frames, long StrongFrames, double NoiseDbfs, double ClippedShare);
