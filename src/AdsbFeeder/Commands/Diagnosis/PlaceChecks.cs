using System.Globalization;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Commands;

/// <summary>Whether the antenna can be where the configuration says.</summary>
internal static class PlaceChecks
{
    /// <summary>Time zones follow the sun within about three and a half hours (western China, Argentina); more is a wrong sign or an exchange of the two.</summary>
    private const double MostHours = 4;

    internal static IEnumerable<Finding> Run(Settings settings, TimeSpan utcOffset)
    {
        if (settings.Receiver is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            yield return new Finding(
                Severity.Doubtful,
                "The place of the antenna is not set: no ranges, no aircraft on the ground, no MLAT",
                "sudo adsbfeeder setup");
            yield break;
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"{latitude}, {longitude}");
        var hours = Math.Abs((longitude / 15) - utcOffset.TotalHours);
        var away = Math.Min(hours, 24 - hours);
        if (latitude == 0 && longitude == 0)
        {
            yield return new Finding(Severity.Broken, "The place of the antenna is 0, 0: that is in the sea off Africa", "sudoedit /etc/adsbfeeder/adsbfeeder.conf   # [Receiver] Latitude and Longitude");
        }
        else if (utcOffset != TimeSpan.Zero && away > MostHours)
        {
            // Computers without a set time zone are on UTC, which says nothing.
            yield return new Finding(
                Severity.Doubtful,
                string.Create(CultureInfo.InvariantCulture, $"The place of the antenna ({place}) and the time zone of this computer (UTC{utcOffset.TotalHours:+0.##;-0.##}) do not fit: a sign may be missing, or latitude and longitude be exchanged"),
                "sudoedit /etc/adsbfeeder/adsbfeeder.conf   # [Receiver] Latitude and Longitude; west and south are negative",
                "timedatectl   # the time zone");
        }
        else
        {
            yield return Finding.Good($"The antenna is at {place}");
        }

        if (settings.Mlat.Consent == true && settings.Receiver.AltitudeMetres is null)
        {
            yield return new Finding(Severity.Doubtful, "Multilateration may know the place (Mlat:Consent), but not the height of the antenna, without which its servers take nobody", "sudo adsbfeeder setup --altitude METRES   # above the ellipsoid, as GPS tells it");
        }

        if (settings.Mlat.Consent == true && IsCoarse(latitude) && IsCoarse(longitude))
        {
            yield return new Finding(Severity.Doubtful, $"Multilateration needs the place to about ten metres, and {place} has fewer than four decimals", "sudo adsbfeeder setup --lat DEGREES --lon DEGREES");
        }
    }

    private static bool IsCoarse(double degrees) => Math.Round(degrees, 3) == degrees;
}
