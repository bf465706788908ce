using System.CommandLine;
using AdsbFeeder.Configuration;

namespace AdsbFeeder.Commands;

/// <summary><c>run</c>: the service.</summary>
internal static class RunCommand
{
    internal static Command Create()
    {
        var file = CommonOptions.ConfigFile();
        var source = new Option<string?>("--source") { Description = "rtlsdr, simulator, none, or the path of a recording.", HelpName = "SOURCE" };
        var latitude = new Option<string?>("--lat") { Description = "Latitude of the antenna, degrees.", HelpName = "DEGREES" };
        var longitude = new Option<string?>("--lon") { Description = "Longitude of the antenna, degrees.", HelpName = "DEGREES" };
        var httpPort = new Option<string?>("--http-port") { Description = "Port of map and JSON; 0 for any free one.", HelpName = "PORT" };
        var anyPort = new Option<bool>("--any-port") { Description = "Let the system choose every port; the log names them. For tests and second instances." };
        var set = new Option<string[]>("--set") { Description = "Any key of the configuration, as in Network:BeastOutputPort=30005. May be repeated.", HelpName = "KEY=VALUE" };
        var command = new Command("run", "Run the service. This is the default.") { file, source, latitude, longitude, httpPort, anyPort, set };
        command.SetAction((parsed, cancellation) =>
        {
            var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            if (parsed.GetValue(anyPort))
            {
                foreach (var setting in SettingTable.All.Where(setting => setting.Name.EndsWith("Port", StringComparison.Ordinal)))
                {
                    overrides[setting.Key] = "0";
                }

                overrides["Network:BeastInputPorts"] = "0";
            }

            AddSource(overrides, parsed.GetValue(source));
            Add(overrides, "Receiver:Latitude", parsed.GetValue(latitude));
            Add(overrides, "Receiver:Longitude", parsed.GetValue(longitude));
            Add(overrides, "Http:Port", parsed.GetValue(httpPort));
            foreach (var pair in parsed.GetValue(set) ?? [])
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals < 1)
                {
                    throw new ConfigurationFaultException([$"--set is '{pair}' but must be KEY=VALUE, as in --set Http:Port=8081."]);
                }

                overrides[pair[..equals].Trim()] = pair[(equals + 1)..];
            }

            return Service.RunAsync(SettingsReader.Read(parsed.GetValue(file), overrides), cancellation);
        });
        return command;
    }

    private static void AddSource(Dictionary<string, string?> overrides, string? source)
    {
        if (source is null)
        {
            return;
        }

        var named = source is "none" or "simulator" or "rtlsdr";
        overrides["Source:Type"] = named ? source : "file";
        if (!named)
        {
            overrides["Source:File"] = source;
        }
    }

    private static void Add(Dictionary<string, string?> overrides, string key, string? value)
    {
        if (value is not null)
        {
            overrides[key] = value;
        }
    }
}
