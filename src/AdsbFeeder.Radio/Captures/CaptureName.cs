using System.Text.RegularExpressions;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio;

/// <summary>What a file name says of its samples: <c>modes1.2000k.uc8</c> is 2.0 MS/s of unsigned 8-bit I and Q, <c>roof-2.4Msps.cs8</c> is 2.4 MS/s.</summary>
internal static partial class CaptureName
{
    internal static CaptureHint Read(string path)
    {
        var name = Path.GetFileName(path);
        SampleFormat? format = SampleFormatNames.TryParse(Path.GetExtension(name).TrimStart('.'), out var known) ? known : null;
        int? rate = null;
        foreach (Match match in Rate().Matches(name))
        {
            rate = SampleRate.TryParse(match.Groups["rate"].Value, out var hertz) ? hertz : rate;
        }

        return new CaptureHint("the file name", format, rate);
    }

    // A number with k or M on its own between separators; of several the last counts, as titles come first. Only megasamples have decimals:
    // rsadsb_457780.2400k.sc16 is 2400k.
    [GeneratedRegex(@"(?<=^|[._-])(?<rate>\d{1,2}\.\d+M|\d+[kM])(S?ps|S)?(?=[._-]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rate();
}
