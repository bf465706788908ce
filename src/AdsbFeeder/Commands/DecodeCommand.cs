using System.CommandLine;
using AdsbFeeder.Decoding;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Commands;

/// <summary><c>decode</c>: a recording or a message log to messages; the tool for tests, benchmarks and bug reports.</summary>
internal static class DecodeCommand
{
    internal static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A recording (samples, WAV, SigMF) or a log (Beast, AVR, JSON lines, hexadecimal digits); - is standard input." };
        var format = CommonOptions.SampleFormatOption();
        var rate = CommonOptions.SampleRateOption();
        var mode = CommonOptions.ModeOption();
        var output = CommonOptions.Choice<OutputKind>("--output", "How to print messages", "text", OutputKinds.Names, OutputKinds.TryParse);
        output.Aliases.Add("-o");
        var statistics = new Option<bool>("--stats") { Description = "Print counts on standard error at the end." };
        var throttle = new Option<bool>("--throttle") { Description = "Play at the pace of the recording." };
        var noRepair = new Option<bool>("--no-repair") { Description = "Only frames without a wrong bit." };
        var modeAc = new Option<bool>("--mode-ac") { Description = "Decode Mode A/C replies too." };
        var reference = CommonOptions.ReferenceOption();
        var command = new Command("decode", "Turn a recording or a message log into messages.") { file, format, rate, mode, output, statistics, throttle, noRepair, modeAc, reference };
        command.SetAction((parsed, cancellation) => new DecodeRun
        {
            Path = parsed.GetValue(file)!,
            Format = parsed.GetValue(format).Format,
            Container = parsed.GetValue(format).Container,
            RateHertz = parsed.GetValue(rate),
            Mode = parsed.GetValue(mode) ?? DemodulatorMode.Balanced,
            Output = parsed.GetValue(output),
            Statistics = parsed.GetValue(statistics),
            Throttle = parsed.GetValue(throttle),
            Repair = !parsed.GetValue(noRepair),
            ModeAc = parsed.GetValue(modeAc),
            Reference = parsed.GetValue(reference),
        }.RunAsync(cancellation));
        return command;
    }
}
