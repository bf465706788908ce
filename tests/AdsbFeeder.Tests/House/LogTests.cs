using System.Reflection;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Tests.House;

public class LogTests
{
    [Fact]
    public void Every_event_id_stands_for_one_message()
    {
        var ids = Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Path.GetFileName(path).StartsWith("AdsbFeeder.", StringComparison.OrdinalIgnoreCase))
            .Select(Assembly.LoadFrom)
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToList();

        Assert.True(ids.Count > 10);
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }
}
