using System.Globalization;

namespace AdsbFeeder.Networking;

/// <summary>Spans of time as people say them.</summary>
public static class SpanWords
{
    /// <summary>4 s, 12 min, 3 h 5 min, 2 d 4 h.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalSeconds: < 99.5 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        { TotalMinutes: < 99.5 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} d {span.Hours} h"),
    };
}
