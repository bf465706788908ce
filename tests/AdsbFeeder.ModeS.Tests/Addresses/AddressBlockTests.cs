using System.Globalization;
using Xunit.Abstractions;

namespace AdsbFeeder.ModeS.Tests;

public class AddressBlockTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0x406B90, "GB", false)]
    [InlineData(0x43C123, "GB", true)]
    [InlineData(0x4840D6, "NL", false)]
    [InlineData(0x480001, "NL", true)]
    [InlineData(0xA835AF, "US", false)]
    [InlineData(0xAE1234, "US", true)]
    [InlineData(0x3C6444, "DE", false)]
    [InlineData(0x3F4001, "DE", true)]
    [InlineData(0x400045, "KY", false)]
    [InlineData(0x0183EB, "LY", true)]
    [InlineData(0x0183EC, "LY", false)]
    public void An_address_belongs_to_a_country(int bits, string country, bool isMilitary)
    {
        var block = AddressBlocks.Of(Address.Icao((uint)bits));

        Assert.Equal((country, isMilitary), (block.Country?.Code, block.IsMilitary));
    }

    [Theory]
    [InlineData(0x000001)]
    [InlineData(0x004400)]
    [InlineData(0xFFFFFF)]
    public void Nobody_has_the_rest(int bits) => Assert.Null(AddressBlocks.Of(Address.Icao((uint)bits)).Country);

    [Fact]
    public void An_address_that_is_not_ICAOs_has_no_country() => Assert.Equal(default, AddressBlocks.Of(Address.NonIcao(0x406B90)));

    [Fact]
    public void Countries_are_found_by_code()
    {
        Assert.Equal("Côte d'Ivoire", Country.Of("CI")?.Name);
        Assert.Null(Country.Of("ZZ"));
        Assert.Null(Country.Of("Q"));
        Assert.Null(Country.Of("ÄÖ"));
    }

    /// <summary>At both ends of each block, and beside them, the smallest block that holds the address counts.</summary>
    [Fact]
    public void The_table_agrees_with_its_source()
    {
        if (SharedData.Lines("reference/code-blocks.csv", output) is not { } lines)
            return;

        var blocks = lines.Skip(1).Select(line => line.Split(',')).Select(row => (
            Start: Hex(row[0]), Finish: Hex(row[1]), IsMilitary: row[5] == "1", Country: row[6] == "ZZ" ? null : row[6])).ToList();
        foreach (var bits in blocks.SelectMany(block => new[] { block.Start, block.Finish, block.Finish + 1 }).Where(bits => bits <= 0xFFFFFF).Distinct())
        {
            var owner = blocks.Where(block => block.Start <= bits && bits <= block.Finish).OrderBy(block => block.Finish - block.Start).First();
            var ours = AddressBlocks.Of(Address.Icao(bits));
            Assert.True((owner.Country, owner.IsMilitary) == (ours.Country?.Code, ours.IsMilitary), $"{bits:X6} {owner} {ours}");
        }

        static uint Hex(string text) => uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(0xA12345, "DCM1234", true)]
    [InlineData(0xA12345, "FFL22", true)]
    [InlineData(0xA12345, "DCMABC", false)]
    [InlineData(0x406B90, "DCM1234", false)]
    [InlineData(0xA12345, "UAL12", false)]
    public void A_third_partys_call_sign_betrays_a_privacy_address(int bits, string callsign, bool isLikely) =>
        Assert.Equal(isLikely, PrivacyAddress.IsLikely(Address.Icao((uint)bits), Callsign.Parse(callsign)));

    [Fact]
    public void A_track_file_holds_a_squawk_and_a_number()
    {
        var file = TrackFile.Of(Address.NonIcao(0xE80_123));

        Assert.Equal(("7200", 0x123), (file?.Squawk.ToString(), file?.Number));
        Assert.Equal(Address.NonIcao(0xE80_123), file?.ToAddress());
        Assert.Null(TrackFile.Of(Address.Icao(0xE80_123)));
    }
}
