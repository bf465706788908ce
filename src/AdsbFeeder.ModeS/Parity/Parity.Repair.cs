namespace AdsbFeeder.ModeS;

/// <remarks>All 112 single-bit syndromes differ and none equals a two-bit one (minimum distance 6), so a residue names the
/// wrong bit or none. A random residue looks repairable with probability 112 / 2^24 = 6.7e-6 (56 / 2^24 for short frames).</remarks>
public static partial class Parity
{
    /// <summary>
    /// Flips the one wrong bit of a DF11, DF17 or DF18 frame. Returns false, with the frame untouched, when it has other
    /// formats, is not broken at all, or does not look like one wrong bit. A repaired frame is weaker evidence: it must not
    /// introduce an aircraft.
    /// </summary>
    /// <remarks>DF11 is repaired as a reply to interrogator code 0; a residue of seven bits or less is a code, not an error.</remarks>
    /// <param name="frame">7 or 14 bytes.</param>
    /// <param name="bit">The number of the flipped bit, 0 for the first transmitted; -1 when there is none.</param>
    /// <param name="formatBits">Whether one of the five bits of DF may be the wrong one; only DF17 is restored that way.</param>
    public static bool TryRepairSingleBit(Span<byte> frame, out int bit, bool formatBits = false)
    {
        bit = -1;
        if (frame.Length is not (Frame.ShortLength or Frame.LongLength))
            return false;

        var residue = Residue(frame);
        var isLong = frame.Length == Frame.LongLength;
        var found = BitOfSyndrome(residue) - (isLong ? 0 : 56);
        if (found < 0 || !MayFlip(frame[0] >> 3, found, residue, isLong, formatBits))
            return false;

        bit = found;
        frame[bit / 8] ^= (byte)(0x80 >> bit % 8);
        return true;
    }

    /// <summary>The bit of a long frame that has this syndrome, or -1000 when there is none.</summary>
    internal static int BitOfSyndrome(uint syndrome) => SyndromeTable.Find(syndrome);

    private static bool MayFlip(int format, int bit, uint residue, bool isLong, bool formatBits) => (bit, isLong) switch
    {
        ( < 5, true) => formatBits && (format ^ (0x10 >> bit)) == (int)DownlinkFormat.ExtendedSquitter,
        ( < 5, false) => false,
        (_, true) => format is (int)DownlinkFormat.ExtendedSquitter or (int)DownlinkFormat.ExtendedSquitterNonTransponder,
        (_, false) => format == (int)DownlinkFormat.AllCall && residue > AllCallReply.LargestInterrogatorOverlay,
    };

    /// <summary>Bit number by hashed syndrome, with linear probing: 112 of 256 slots are taken.</summary>
    private static class SyndromeTable
    {
        private const int Slots = 256;
        private const byte Empty = 0xFF;

        private static readonly byte[] BitBySlot = Create();

        public static int Find(uint syndrome)
        {
            for (var slot = Slot(syndrome); BitBySlot[slot] != Empty; slot = (slot + 1) % Slots)
            {
                if (Syndromes[BitBySlot[slot]] == syndrome)
                    return BitBySlot[slot];
            }

            return -1000;
        }

        /// <summary>Fibonacci hashing: the top byte of a product with 2^32 / golden ratio.</summary>
        private static int Slot(uint syndrome) => (int)(syndrome * 0x9E3779B1u >> 24);

        private static byte[] Create()
        {
            var slots = new byte[Slots];
            Array.Fill(slots, Empty);
            for (var bit = 0; bit < Syndromes.Length; bit++)
            {
                var slot = Slot(Syndromes[bit]);
                while (slots[slot] != Empty)
                    slot = (slot + 1) % Slots;
                slots[slot] = (byte)bit;
            }

            return slots;
        }
    }
}
