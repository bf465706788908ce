using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio;

/// <summary>How a capture's bytes are to be read.</summary>
/// <param name="Format">The sample format.</param>
/// <param name="RateHertz">Samples per second.</param>
/// <param name="DataOffset">Where the samples begin, in bytes.</param>
/// <param name="DataLength">How many bytes of samples there are; absent when they go on to the end.</param>
public readonly record struct CaptureFormat(SampleFormat Format, int RateHertz, long DataOffset = 0, long? DataLength = null);

/// <summary>What one witness (a name, a header, an option) says of a capture; absent where it is silent.</summary>
internal readonly record struct CaptureHint(string Witness, SampleFormat? Format, int? RateHertz)
{
    /// <summary>Brings all witnesses together.</summary>
    /// <param name="capture">The capture's name, for messages.</param>
    /// <param name="hints">The witnesses; every contradiction among them is an error.</param>
    /// <exception cref="CaptureException">Two witnesses disagree, nobody knows the format or the rate, or the rate cannot be demodulated.</exception>
    internal static (SampleFormat Format, int RateHertz) Agree(string capture, params ReadOnlySpan<CaptureHint> hints)
    {
        (SampleFormat Value, string Witness)? format = null;
        (int Value, string Witness)? rate = null;
        foreach (var hint in hints)
        {
            if (hint.Format is { } f)
            {
                if (format is { } known && known.Value != f)
                {
                    throw new CaptureException(
                        $"{capture}: {known.Witness} says sample format {SampleFormatNames.NameOf(known.Value)}, but {hint.Witness} says {SampleFormatNames.NameOf(f)}; only one can be right.");
                }

                format ??= (f, hint.Witness);
            }

            if (hint.RateHertz is { } r)
            {
                if (rate is { } known && known.Value != r)
                {
                    throw new CaptureException(
                        $"{capture}: {known.Witness} says {SampleRate.Format(known.Value)}, but {hint.Witness} says {SampleRate.Format(r)}; only one can be right.");
                }

                rate ??= (r, hint.Witness);
            }
        }

        if (format is null)
        {
            throw new CaptureException($"{capture}: sample format unknown; name it with --sample-format ({SampleFormatNames.All}) or in the file name, as in name.2400k.uc8.");
        }

        if (rate is null)
        {
            throw new CaptureException($"{capture}: sample rate unknown; name it with --sample-rate (such as 2.4M) or in the file name, as in name.2400k.uc8.");
        }

        return (format.Value.Value, CheckRate(capture, rate.Value.Value));
    }

    private static int CheckRate(string capture, int hertz) =>
        SampleRates.IsSupported(hertz)
            ? hertz
            : throw new CaptureException(
                $"{capture}: a sample rate of {SampleRate.Format(hertz)} cannot be demodulated; these can: {string.Join(", ", SampleRates.Supported.Select(r => SampleRate.Format(r)[..^5]))} MS/s.");
}
