using System.Runtime.CompilerServices;

namespace AdsbFeeder.Dsp;

/// <summary>The one threshold of the chain, and what is learned from the frames that pass it.</summary>
internal sealed class Acceptance(RecentAddresses addresses, FramePrior prior, Expectations expectations)
{
    /// <summary>Log-likelihood over random bits from which a frame is believed.</summary>
    public const float LeastScore = 13;

    /// <summary>How much less likely the second best frame must be.</summary>
    public const float LeastMargin = 5;

    /// <summary>
    /// The same for all-call replies. Errors in the last seven bits leave the parity whole and look like another interrogator's code, so there are more second best frames than elsewhere.
    /// </summary>
    public const float LeastMarginOfAllCall = 5.5f;

    /// <summary>The same where the last bits, which hold the interrogator's code, fit the burst's level so many times worse than its first bits: another burst begins there.</summary>
    public const float LeastMarginOfDisturbed = 12;

    /// <inheritdoc cref="LeastMarginOfDisturbed"/>
    public const float Disturbed = 2.2f;

    /// <summary>Scores under this are not even looked for; those between decide about the margin. Rivals further below changed no frame of the scenes, and cost 3 % of the time.</summary>
    public const float SearchLimit = LeastScore - 2;

    /// <summary>Whether the interrogator's code of an all-call reply may be believed; a code that is news is noted, and believed when it comes again.</summary>
    /// <param name="frame">An all-call reply that is likely enough.</param>
    /// <param name="disturbance">See <see cref="BurstDecoder.EndDisturbance"/>.</param>
    public bool BelievesCode(in SoftDecoder.Verdict frame, float disturbance)
    {
        if (frame.Margin < (disturbance > Disturbed ? LeastMarginOfDisturbed : LeastMarginOfAllCall))
        {
            return false;
        }

        if (!prior.IsNews(frame.Residue))
        {
            return true;
        }

        prior.NoteInterrogator(frame.Residue);
        return false;
    }

    /// <summary>
    /// Remembers what an accepted frame says about its aircraft. An address becomes known by a frame that needed no repair, or by two that did.
    /// </summary>
    public void Learn(in SoftDecoder.Verdict frame, long now)
    {
        var word = frame.Word;
        var format = word.Format;
        var address = format is 11 or 17 or 18 ? word.Announced : frame.Residue;
        ref var known = ref addresses.Find(address, now);
        var isNews = Unsafe.IsNullRef(ref known) || known.IsInDoubt;
        if (format is 11 or 17 && (frame.Flips == 0 || isNews))
        {
            known = ref addresses.Announce(address, frame.Flips != 0, now);
            known.CapabilityPlusOne = word.Capability + 1;
        }

        if (format == 11 && frame.Flips == 0)
        {
            prior.NoteInterrogator(frame.Residue);
        }

        if (Unsafe.IsNullRef(ref known))
        {
            return;
        }

        if (!known.IsInDoubt)
        {
            Expect(word, address, now);
        }

        if (format is 5 or 21)
        {
            (known.Identity, known.IdentityTime) = (word.Code13, now);
            return;
        }

        var feet = format switch
        {
            0 or 4 or 16 or 20 => FramePrior.AltitudeOf13(word.Code13),
            17 when word.TypeCode is >= 9 and <= 18 => FramePrior.AltitudeOf12(word.Code12),
            _ => -10000,
        };
        if (feet >= -1000)
        {
            (known.AltitudeFeet, known.AltitudeTime) = (feet, now);
        }
    }

    /// <summary>Squitters and all-call replies begin alike; surveillance replies repeat, and begin as the long ones with the same code do.</summary>
    private void Expect(in FrameBits word, uint address, long now)
    {
        const ulong Start = 0xFFFF_FFFF_0000_0000;
        var format = word.Format;
        var start = word.High & Start;
        switch (format)
        {
            case 11 or 17:
                expectations.Expect(address, Complete(FrameBits.WithFormat(start, 11), 0), now);
                expectations.Expect(address, FrameBits.WithFormat(start, 17), now);
                break;
            case 0:
                expectations.Expect(address, word.High, now);
                break;
            case 4 or 20 or 5 or 21:
                expectations.Expect(address, Complete(FrameBits.WithFormat(start, format & 15), address), now);
                expectations.Expect(address, FrameBits.WithFormat(start, format | 16), now);
                break;
        }
    }

    /// <summary>A short frame from its first 32 bits and what is laid over its parity.</summary>
    private static ulong Complete(ulong start, uint overlay) => start | (ulong)(Syndromes.Residue(new FrameBits(start, 0), 56) ^ overlay) << 8;
}
