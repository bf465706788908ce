using AdsbFeeder;
using AdsbFeeder.Commands;

return await CommandLine.InvokeAsync(Verbs.Create(), args);
