using AdsbFeeder.Configuration;
using Microsoft.Extensions.Configuration;

namespace AdsbFeeder.Tests.Configuration;

public sealed class ConfigurationTextTests
{
    private const string Owners =
        """
        # my receiver, on the barn
        [receiver]
        # north side
        Latitude = 51.0
          Longitude=4.0
        #MaxRangeNmi = 300
        # do not touch

        [Network]
        Bind = "0.0.0.0"

        """;

    [Fact]
    public void A_key_gets_its_value_in_its_line_and_every_other_line_stays()
    {
        var text = new ConfigurationText(Owners);

        text.Set("Receiver:Latitude", "52.5");

        Assert.Equal(Owners.Replace("51.0", "52.5", StringComparison.Ordinal), text.ToString());
    }

    [Fact]
    public void A_value_that_is_there_already_changes_nothing()
    {
        var text = new ConfigurationText(Owners);

        text.Set("Receiver:Longitude", "4.0");
        text.Set("network:bind", "0.0.0.0");

        Assert.Equal(Owners, text.ToString());
    }

    [Fact]
    public void A_key_that_stands_as_a_comment_is_set_behind_it()
    {
        var text = new ConfigurationText(Owners);

        text.Set("Receiver:MaxRangeNmi", "250");

        Assert.Contains("#MaxRangeNmi = 300\nMaxRangeNmi = 250\n# do not touch\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_key_comes_at_the_end_of_its_section_and_a_new_section_at_the_end_of_the_file()
    {
        var text = new ConfigurationText(Owners);

        text.Set("Receiver:AltitudeMetres", "30");
        text.Set("Feed:adsb.fi:Enabled", "true");
        text.Set("Feed:adsb.fi:Key", "k");

        Assert.Contains("Longitude=4.0\nAltitudeMetres = 30\n", text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Bind = \"0.0.0.0\"\n\n[Feed:adsb.fi]\nEnabled = true\nKey = k\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_key_is_filled_and_a_whole_key_without_a_section_is_found()
    {
        var text = new ConfigurationText("Http:Port = 81\n[Receiver]\nLatitude =\n");

        text.Set("Receiver:Latitude", "1");
        text.Set("Http:Port", "82");

        Assert.Equal("Http:Port = 82\n[Receiver]\nLatitude = 1\n", text.ToString());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with = equals")]
    [InlineData("# no comment")]
    [InlineData("\"quoted\"")]
    [InlineData(" blanks around ")]
    [InlineData("\"")]
    public void The_reader_of_the_file_reads_the_value_that_was_set(string value)
    {
        var text = new ConfigurationText(SampleFile.Write());

        text.Set("State:Directory", value);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.ToString()));

        Assert.Equal(value, new ConfigurationBuilder().AddIniStream(stream).Build()["State:Directory"]);
        Assert.Equal(value, text.Find("State:Directory"));
    }

    [Fact]
    public void A_value_with_a_line_break_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ConfigurationText("").Set("State:Directory", "/a\n[Http]"));

    [Fact]
    public void Every_key_of_the_sample_file_can_be_set_and_is_read_again()
    {
        var text = new ConfigurationText(SampleFile.Write());
        var values = SettingTable.All.Select((setting, n) => (setting.Key, Value: $"value{n}")).ToList();

        values.ForEach(pair => text.Set(pair.Key, pair.Value));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.ToString()));
        var read = new ConfigurationBuilder().AddIniStream(stream).Build();

        Assert.All(values, pair => Assert.Equal(pair.Value, read[pair.Key]));
    }
}
