namespace AdsbFeeder.Radio;

/// <summary>Kinds of recordings that tell their format and rate themselves.</summary>
public enum Container
{
    /// <summary>RIFF/WAVE with I and Q as its two channels.</summary>
    Wav,

    /// <summary>SigMF: metadata and samples side by side.</summary>
    SigMf,
}
