using System.Globalization;
using System.Text.RegularExpressions;

namespace AdsbFeeder.Feeding;

/// <summary>An identity that another feed program left on this computer.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Network">Whose.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As the file has it, or nothing that can be one.</param>
internal sealed record FoundIdentity(string Path, string Network, IdentityKind Kind, string Value)
{
    /// <summary>False when the file does not hold what it should.</summary>
    internal bool IsWell => Identities.IsWell(Value, Kind);
}

/// <summary>Where the feed programs of the networks keep who they are, and how to read it. They are only read.</summary>
internal static partial class KnownIdentityFiles
{
    // The feed scripts, which share an ancestor: one UUID, a line. Images for the Pi have it on the boot partition.
    private static readonly (string Path, string Network)[] Uuids =
    [
        ("usr/local/share/adsbfi/adsbfi-uuid", "adsb.fi"), ("boot/adsbfi-uuid", "adsb.fi"),
        ("usr/local/share/adsblol/adsblol-uuid", "adsb.lol"), ("boot/adsblol-uuid", "adsb.lol"),
        ("usr/local/share/airplanes/airplanes-uuid", "airplanes.live"), ("boot/airplanes-uuid", "airplanes.live"),
        ("usr/local/share/adsbexchange/adsbx-uuid", "adsbexchange"), ("boot/adsbx-uuid", "adsbexchange"),
        ("usr/local/share/theairtraffic/tat-uuid", "theairtraffic"), ("boot/tat-uuid", "theairtraffic"),
        ("usr/local/share/flyitalyadsb/flyitalyadsb-uuid", "flyitalyadsb"), ("boot/flyitalyadsb-uuid", "flyitalyadsb"),
    ];

    // openskyd keeps its number in a section [Device] as a signed number of 32 bits; the last file wins.
    private static readonly string[] OpenSkyFolders = ["var/lib/openskyd/conf.d", "etc/openskyd/conf.d"];

    // adsb.im, and docker-adsb-ultrafeeder after its example: variables for containers.
    private static readonly string[] Environments = ["opt/adsb/config/.env", "opt/adsb/.env"];

    private static readonly (string Variable, string Network, IdentityKind Kind)[] Variables =
    [
        ("ADSBLOL_UUID", "adsb.lol", IdentityKind.Uuid), ("FEEDER_PLANEWATCH_API_KEY", "plane.watch", IdentityKind.Key), ("PW_API_KEY", "plane.watch", IdentityKind.Key),
        ("FEEDER_ADSBHUB_STATION_KEY", "adsbhub", IdentityKind.Key), ("ADSBHUB_STATION_KEY", "adsbhub", IdentityKind.Key),
        ("FEEDER_OPENSKY_SERIAL", "opensky", IdentityKind.Serial), ("OPENSKY_SERIAL", "opensky", IdentityKind.Serial),
    ];

    // There one UUID serves all networks but adsb.lol.
    private static readonly string[] SharedVariables = ["ULTRAFEEDER_UUID", "MULTIFEEDER_UUID"];
    private static readonly string[] SharingNetworks = ["adsb.fi", "airplanes.live", "adsbexchange", "planespotters", "theairtraffic", "avdelphi", "hpradar", "flyitalyadsb"];

    /// <summary>Everything that is there, in the order in which the first of a network counts.</summary>
    /// <param name="root">The root of the file system, or of a mounted card.</param>
    internal static IReadOnlyList<FoundIdentity> Find(string root)
    {
        var found = new List<FoundIdentity>();
        foreach (var (path, network) in Uuids.Select(file => (Path.Combine(root, file.Path), file.Network)).Where(file => File.Exists(file.Item1)))
        {
            found.Add(new FoundIdentity(path, network, IdentityKind.Uuid, File.ReadAllText(path).Trim().Trim('{', '}')));
        }

        foreach (var path in OpenSkyFolders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.conf").Order(StringComparer.Ordinal).Reverse()))
        {
            if (OpenSkySerial().Match(File.ReadAllText(path)) is { Success: true } line)
            {
                found.Add(new FoundIdentity(path, "opensky", IdentityKind.Serial, Unsigned(line.Groups[1].Value)));
            }
        }

        foreach (var path in Environments.Select(file => Path.Combine(root, file)).Where(File.Exists))
        {
            AddVariables(path, found);
        }

        return found;
    }

    private static void AddVariables(string path, List<FoundIdentity> found)
    {
        foreach (var line in File.ReadLines(path))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || line[(equals + 1)..].Trim().Trim('"', '\'') is not { Length: > 0 } value)
            {
                continue;
            }

            // adsb.im writes several receivers as NAME_1, NAME_2; the first is this one.
            var name = line[..equals].Trim();
            if (Array.Find(Variables, variable => variable.Variable == name) is { Variable: not null } known)
            {
                found.Add(new FoundIdentity(path, known.Network, known.Kind, known.Kind == IdentityKind.Serial ? Unsigned(value) : value));
            }
            else if (SharedVariables.Contains(name))
            {
                found.AddRange(SharingNetworks.Select(network => new FoundIdentity(path, network, IdentityKind.Uuid, value)));
            }
        }
    }

    private static string Unsigned(string serial) =>
        long.TryParse(serial, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= int.MinValue and <= uint.MaxValue
            ? unchecked((uint)number).ToString(CultureInfo.InvariantCulture)
            : serial;

    [GeneratedRegex(@"(?im)^\s*serial\s*=\s*(-?\d+)\s*$")]
    private static partial Regex OpenSkySerial();
}
