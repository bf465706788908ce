namespace AdsbFeeder.Dsp;

internal sealed partial class SoftDecoder
{
    /// <summary>The outcome of one search.</summary>
    internal struct Verdict
    {
        /// <summary>Log-likelihood of the frame against random bits; negative infinity when there is no frame.</summary>
        public float Score;

        /// <summary>How far the next best frame lies behind.</summary>
        public float Margin;

        /// <summary>The bits.</summary>
        public FrameBits Word;

        /// <summary>The hard decisions of the same length: the bits before any was flipped.</summary>
        public FrameBits Heard;

        /// <summary>56 or 112.</summary>
        public int Length;

        /// <summary>Bits that differ from the hard decisions.</summary>
        public int Flips;

        /// <summary>Address of the address-parity formats, interrogator code of all-call replies, 0 of squitters.</summary>
        public uint Residue;
    }
}
