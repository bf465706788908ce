namespace AdsbFeeder.Simulation.Tests;

public class ScenesTests
{
    [Theory]
    [InlineData("demo", 60, null)]
    [InlineData("sparse", 40, 20.0)]
    [InlineData("BUSY", 200, 20.0)]
    [InlineData("dense", 700, 10.0)]
    [InlineData("noise", 0, 60.0)]
    public void Scenes_are_known_by_name(string name, int aircraft, double? seconds)
    {
        var scene = Scenes.ByName[name];

        Assert.Equal(aircraft, scene.Aircraft);
        Assert.Equal(seconds, scene.Duration?.TotalSeconds);
    }
}
