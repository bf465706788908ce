using System.Buffers;
using System.Text;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Decoding;

/// <summary>The formats of <c>decode --output</c>.</summary>
internal enum OutputKind
{
    Text,
    Json,
    Avr,
    AvrMlat,
    Beast,
    Sbs,
    None,
}

/// <summary>Appends what a format says of one frame; nothing where it says nothing.</summary>
internal delegate void FrameEncoder(in TrackUpdate update, IBufferWriter<byte> output);

/// <summary>Names and encoders of <see cref="OutputKind"/>.</summary>
internal static class OutputKinds
{
    private static readonly (string Name, OutputKind Kind)[] Table =
    [
        ("text", OutputKind.Text),
        ("json", OutputKind.Json),
        ("avr", OutputKind.Avr),
        ("avr-mlat", OutputKind.AvrMlat),
        ("beast", OutputKind.Beast),
        ("sbs", OutputKind.Sbs),
        ("none", OutputKind.None),
    ];

    internal static IEnumerable<string> Names => Table.Select(row => row.Name);

    internal static bool TryParse(string name, out OutputKind kind)
    {
        var row = Array.Find(Table, row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        kind = row.Kind;
        return row.Name is not null;
    }

    /// <summary>How to write frames; null when they are not to be written.</summary>
    internal static FrameEncoder? EncoderOf(OutputKind kind) => kind switch
    {
        OutputKind.Text => TextEncoder(),
        OutputKind.Json => MessageJson.Write,
        OutputKind.Avr => Encoder(WireFormat.Avr),
        OutputKind.AvrMlat => Encoder(WireFormat.AvrWithTime),
        OutputKind.Beast => Encoder(WireFormat.Beast),
        OutputKind.Sbs => Encoder(WireFormat.Sbs),
        _ => null,
    };

    private static FrameEncoder Encoder(WireFormat format) =>
        (in update, output) => output.Advance(format.Write(update, update.Received.UnixMilliseconds, output.GetSpan(format.MaxLength)));

    private static FrameEncoder TextEncoder()
    {
        var text = new StringBuilder();
        return (in update, output) =>
        {
            text.Clear();
            MessageText.Write(update, text);
            foreach (var chunk in text.GetChunks())
            {
                Encoding.UTF8.GetBytes(chunk.Span, output);
            }
        };
    }
}
