using System.Globalization;
using System.Net;

namespace AdsbFeeder.Configuration;

/// <summary>One key of the configuration: its name, its meaning, and how its text becomes a value.</summary>
/// <param name="Key">Section and name, as in <c>Network:BeastOutputPort</c>.</param>
/// <param name="Rule">What values are allowed, as a phrase that ends "must be …".</param>
/// <param name="Description">One line for the sample file and the documents.</param>
/// <param name="Default">The default as text; empty where there is none.</param>
/// <param name="Apply">Sets the value; false when the text breaks the rule.</param>
internal sealed record Setting(string Key, string Rule, string Description, string Default, Func<Settings, string, bool> Apply)
{
    /// <summary>The part before the last colon: a section of the file.</summary>
    internal string Section => Key[..Key.LastIndexOf(':')];

    /// <summary>The part behind the last colon.</summary>
    internal string Name => Key[(Section.Length + 1)..];

    internal static Setting Number(string key, double least, double most, string unit, string description, string @default, Action<Settings, double> set) =>
        new(key, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}{(unit.Length > 0 ? " " + unit : "")}"), description, @default, (settings, text) =>
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= least && value <= most))
            {
                return false;
            }

            set(settings, value);
            return true;
        });

    internal static Setting Whole(string key, int least, int most, string description, string @default, Action<Settings, int> set) =>
        new(key, $"a whole number from {least} to {most}", description, @default, (settings, text) =>
        {
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
            {
                return false;
            }

            set(settings, value);
            return true;
        });

    internal static Setting Port(string key, string description, int @default, Action<Settings, int> set) =>
        Whole(key, -1, 65535, description, @default.ToString(CultureInfo.InvariantCulture), set) with
        {
            Rule = "a port from 1 to 65535, 0 for any free one, or -1 to leave it closed",
        };

    internal static Setting Ports(string key, string description, int[] @default, Action<Settings, int[]> set) =>
        new(key, "ports from 0 to 65535 with commas between them, or -1 for none", description, string.Join(", ", @default), (settings, text) =>
        {
            var ports = new List<int>();
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port) || port is < -1 or > 65535)
                {
                    return false;
                }

                ports.Add(port);
            }

            set(settings, [.. ports.Where(port => port >= 0)]);
            return true;
        });

    /// <summary>Reads one entry of a list; false when it breaks the rule.</summary>
    internal delegate bool EntryParser<T>(string text, out T value);

    internal static Setting List<T>(string key, string what, string description, string @default, EntryParser<T> parse, Action<Settings, T[]> set) =>
        new(key, $"{what}, with commas between them", description, @default, (settings, text) =>
        {
            var values = new List<T>();
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!parse(part, out var value))
                {
                    return false;
                }

                values.Add(value);
            }

            set(settings, [.. values]);
            return true;
        });

    internal static Setting Flag(string key, string description, bool @default, Action<Settings, bool> set) =>
        new(key, "true or false", description, @default ? "true" : "false", (settings, text) =>
        {
            if (!bool.TryParse(text, out var value))
            {
                return false;
            }

            set(settings, value);
            return true;
        });

    internal static Setting OneOf<T>(string key, string description, T? @default, Action<Settings, T> set, params (string Name, T Value)[] choices)
        where T : struct =>
        new(
            key,
            "one of " + string.Join(", ", choices.Select(choice => choice.Name)),
            description,
            @default is { } value ? Array.Find(choices, choice => choice.Value.Equals(value)).Name : "",
            (settings, text) =>
            {
                foreach (var choice in choices)
                {
                    if (choice.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
                    {
                        set(settings, choice.Value);
                        return true;
                    }
                }

                return false;
            });

    internal static Setting BindAddress(string key, string description, Action<Settings, IPAddress> set) =>
        new(key, "an IP address of this machine; 0.0.0.0 or :: for all of them", description, "127.0.0.1", (settings, text) =>
        {
            if (!IPAddress.TryParse(text, out var address))
            {
                return false;
            }

            set(settings, address);
            return true;
        });
}
