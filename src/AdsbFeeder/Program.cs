using System.CommandLine;
using AdsbFeeder;
using AdsbFeeder.Commands;

var root = new RootCommand("Receives aircraft: samples in, aircraft on a map and on the feeders' ports out.")
{
    RunCommand.Create(),
    DecodeCommand.Create(),
    SimulateCommand.Create(),
    ConfigCommand.Create(),
    DatabaseCommand.Create(),
    FeedsCommand.Create(),
    ImportCommand.Create(),
    DevicesCommand.Create(),
    DoctorCommand.Create(),
    StatusCommand.Create(),
};
root.Add(ManualCommand.Create(root));
return await CommandLine.InvokeAsync(root, args);
