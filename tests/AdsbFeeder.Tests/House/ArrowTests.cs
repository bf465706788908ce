using System.Xml.Linq;

namespace AdsbFeeder.Tests.House;

/// <summary>The table of docs/architecture.md: which project may use which. Arrows never turn back.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["AdsbFeeder.ModeS"] = [],
        ["AdsbFeeder.Metrics"] = [],
        ["RtlSdr.Net"] = [],
        ["AdsbFeeder.Dsp"] = ["AdsbFeeder.ModeS"],
        ["AdsbFeeder.Tracking"] = ["AdsbFeeder.ModeS"],
        ["AdsbFeeder.Simulation"] = ["AdsbFeeder.ModeS"],
        ["AdsbFeeder.Wire"] = ["AdsbFeeder.ModeS", "AdsbFeeder.Tracking"],
        ["AdsbFeeder.Radio"] = ["AdsbFeeder.Dsp", "AdsbFeeder.Simulation", "RtlSdr.Net"],
        ["AdsbFeeder.Networking"] = ["AdsbFeeder.Wire"],
        ["AdsbFeeder"] =
        [
            "AdsbFeeder.ModeS", "AdsbFeeder.Metrics", "AdsbFeeder.Dsp", "AdsbFeeder.Tracking", "AdsbFeeder.Simulation",
            "AdsbFeeder.Wire", "AdsbFeeder.Radio", "AdsbFeeder.Networking",
        ],
    };

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_the_design_allows(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        var uses = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(uses.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_has_a_test_project_and_both_are_in_the_solution(string project)
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "AdsbFeeder.sln"));

        Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal);
        Assert.Contains($"\"{project}.Tests\"", solution, StringComparison.Ordinal);
    }

    [Fact]
    public void No_project_names_a_version_of_a_package_itself()
    {
        var versions = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => XDocument.Load(path).Descendants("PackageReference"))
            .Where(reference => reference.Attribute("Version") is not null || reference.Element("Version") is not null);

        Assert.Empty(versions);
    }
}
