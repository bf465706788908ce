using System.CommandLine;

namespace AdsbFeeder.Commands;

/// <summary>Everything that can be typed behind <c>adsbfeeder</c>: help, manual and completion are made of it.</summary>
internal static class Verbs
{
    internal static RootCommand Create()
    {
        var root = new RootCommand("Receives aircraft: samples in, aircraft on a map and on the feeders' ports out.")
        {
            RunCommand.Create(),
            DecodeCommand.Create(),
            SimulateCommand.Create(),
            SetupCommand.Create(),
            ImportCommand.Create(),
            ConfigCommand.Create(),
            DatabaseCommand.Create(),
            FeedsCommand.Create(),
            DevicesCommand.Create(),
            DoctorCommand.Create(),
            StatusCommand.Create(),
        };
        root.Add(ManualCommand.Create(root));
        return root;
    }
}
