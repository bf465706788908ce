using AdsbFeeder.Feeding;

namespace AdsbFeeder.Tests.Feeding;

public sealed class IdentitiesTests : IDisposable
{
    private const string One = "5d8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d", Other = "0a8a1c0e-0b5f-4b65-9d0c-7a1f6f1c2b3d";

    private readonly string _folder = Directory.CreateTempSubdirectory("adsbfeeder-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, "identities", name);

    [Fact]
    public void A_uuid_is_a_line_that_only_its_owner_reads()
    {
        var uuid = new Identities(_folder).Uuid("adsb.fi");

        Assert.Equal(uuid + "\n", File.ReadAllText(PathOf("adsb.fi.uuid")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(PathOf("adsb.fi.uuid")));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "identities")));
    }

    [Fact]
    public void Another_identity_is_not_overwritten_unless_asked()
    {
        var identities = new Identities(_folder);

        Assert.True(identities.Store("adsb.fi", IdentityKind.Uuid, One, replace: false));
        Assert.True(identities.Store("adsb.fi", IdentityKind.Uuid, One, replace: false));
        Assert.False(identities.Store("adsb.fi", IdentityKind.Uuid, Other, replace: false));
        Assert.Equal(One, identities.Find("ADSB.FI", IdentityKind.Uuid));
        Assert.True(identities.Store("adsb.fi", IdentityKind.Uuid, Other, replace: true));
        Assert.Equal(Other, identities.Find("adsb.fi", IdentityKind.Uuid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5d8a1c0e-0b5f-4b65")]
    [InlineData("not a uuid at all")]
    public void A_file_that_was_damaged_is_told_and_not_silently_replaced(string content)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "identities"));
        File.WriteAllText(PathOf("adsb.fi.uuid"), content);

        var fault = Assert.Throws<InvalidDataException>(() => new Identities(_folder).Uuid("adsb.fi"));

        Assert.Contains("adsb.fi.uuid does not hold a UUID", fault.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(PathOf("adsb.fi.uuid")));
    }

    [Fact]
    public void Many_who_ask_at_once_get_one_uuid()
    {
        var identities = new Identities(_folder);

        var uuids = Enumerable.Range(0, 32).AsParallel().WithDegreeOfParallelism(8).Select(_ => identities.Uuid("adsb.fi")).ToList();

        Assert.Single(uuids.Distinct());
    }

    [Fact]
    public void Other_programs_identities_are_found_where_they_keep_them()
    {
        Put("usr/local/share/adsbfi/adsbfi-uuid", One + "\n");
        Put("boot/airplanes-uuid", "{" + One + "}\n");
        Put("usr/local/share/adsbexchange/adsbx-uuid", "broken");
        Put("var/lib/openskyd/conf.d/10-serial.conf", "[Device]\nserial = -1408237269\n");
        Put("opt/adsb/config/.env", $"FEEDER_LAT=52\nADSBLOL_UUID='{Other}'\nULTRAFEEDER_UUID={Other}\nFEEDER_PLANEWATCH_API_KEY=\"{One}\"\nFEEDER_OPENSKY_SERIAL=\n");

        var found = KnownIdentityFiles.Find(_folder);

        Assert.Equal(
            [
                ("adsb.fi", IdentityKind.Uuid, One), ("airplanes.live", IdentityKind.Uuid, One), ("adsbexchange", IdentityKind.Uuid, "broken"),
                ("opensky", IdentityKind.Serial, "2886730027"), ("adsb.lol", IdentityKind.Uuid, Other),
            ],
            found.Take(5).Select(identity => (identity.Network, identity.Kind, identity.Value)));
        Assert.Contains(found, identity => identity is { Network: "plane.watch", Kind: IdentityKind.Key, Value: One });
        Assert.Contains(found, identity => identity is { Network: "planespotters", Value: Other });
        Assert.Equal(["adsbexchange"], found.Where(identity => !identity.IsWell).Select(identity => identity.Network));
    }

    private void Put(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
