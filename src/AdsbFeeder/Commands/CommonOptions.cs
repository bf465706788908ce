using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AdsbFeeder.Dsp;
using AdsbFeeder.Radio;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Commands;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    internal static Option<string?> ConfigFile() => new("--config", "-c") { Description = $"Configuration file instead of {Configuration.SettingsReader.DefaultPath}.", HelpName = "FILE" };

    /// <summary>Which service to ask.</summary>
    internal static Option<Uri?> ServiceUrl() => new("--url")
    {
        Description = "The service to ask; by default the one on this computer, at the port of the configuration.",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"--url is '{result.Tokens.Single().Value}' but must be as in http://192.168.1.20:8080.");
            return null;
        },
    };

    internal static Option<(SampleFormat? Format, Container? Container)> SampleFormatOption() => new("--sample-format")
    {
        Description = $"auto, {SampleFormatNames.All}, wav, sigmf; auto asks the name and the header.",
        HelpName = "FORMAT",
        CustomParser = ParseSampleFormat,
    };

    internal static Option<int?> SampleRateOption() => new("--sample-rate")
    {
        Description = "Samples per second, such as 2.4M; by default what the name or the header says.",
        HelpName = "RATE",
        CustomParser = ParseSampleRate,
    };

    internal static Option<DemodulatorMode?> ModeOption() => Choice(
        "--mode",
        "How hard to listen",
        "balanced",
        ["fast", "balanced", "max"],
        (string text, out DemodulatorMode? mode) =>
        {
            var known = Enum.TryParse<DemodulatorMode>(text, ignoreCase: true, out var value);
            mode = value;
            return known;
        });

    internal static Option<GeoPosition?> ReferenceOption() => new("--reference")
    {
        Description = "A place near all aircraft, such as 52.3,4.76: single frames get the position nearest to it (180 NM, on the surface 45 NM).",
        HelpName = "LAT,LON",
        CustomParser = ParseReference,
    };

    /// <summary>An option that takes one of a few names; without it the value is the type's default.</summary>
    internal static Option<T> Choice<T>(string name, string description, string @default, IEnumerable<string> names, TryParse<T> tryParse)
    {
        var choices = string.Join(", ", names);
        var option = new Option<T>(name)
        {
            Description = $"{description}: {choices}. By default {@default}.",
            HelpName = "NAME",
            CustomParser = result =>
            {
                var text = result.Tokens.Single().Value;
                if (!names.Contains(text, StringComparer.OrdinalIgnoreCase) || !tryParse(text, out var value))
                {
                    result.AddError($"{name} is '{text}' but must be one of {choices}.");
                    return default!;
                }

                return value;
            },
        };
        return option;
    }

    /// <summary>Reads a name; false when it is none.</summary>
    internal delegate bool TryParse<T>(string text, out T value);

    private static (SampleFormat? Format, Container? Container) ParseSampleFormat(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        switch (text.ToUpperInvariant())
        {
            case "AUTO":
                return default;
            case "WAV":
                return (null, Container.Wav);
            case "SIGMF":
                return (null, Container.SigMf);
            default:
                if (!SampleFormatNames.TryParse(text, out var format))
                {
                    result.AddError($"--sample-format is '{text}' but must be auto, wav, sigmf or one of {SampleFormatNames.All}.");
                }

                return (format, null);
        }
    }

    private static GeoPosition? ParseReference(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (text.Split(',') is [var first, var second]
            && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && latitude is >= -90 and <= 90
            && double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && longitude is >= -180 and <= 180)
        {
            return new GeoPosition(latitude, longitude);
        }

        result.AddError($"--reference is '{text}' but must be latitude and longitude in degrees, such as 52.3,4.76.");
        return null;
    }

    private static int? ParseSampleRate(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (SampleRate.TryParse(text, out var rate))
        {
            return rate;
        }

        result.AddError($"--sample-rate is '{text}' but must be a rate such as 2.4M, 2400k or 2400000.");
        return null;
    }
}
