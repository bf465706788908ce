using System.Buffers;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>What a client of a Beast output asked for: J and j turn Mode A/C on and off, V and v the bits as heard, L and l keep out and let in what
/// others sent us.</summary>
/// <remarks>All other settings (B C d D e E f F g G h H i I) and everything unknown are swallowed without a word, as clients expect.</remarks>
internal sealed class ClientCommands
{
    /// <summary>Room for more than the longest command, so that an incomplete one always leaves space to read the rest.</summary>
    public const int BufferBytes = 512;

    private const int MaxLetters = 16;

    private bool? _modeAc;
    private bool? _verbatim;
    private bool _localOnly;

    /// <summary>The last settings, in order.</summary>
    public string Letters { get; private set; } = "";

    /// <summary>Reads the commands in the bytes and returns the rule that the client wants now, never wider than the output's own but for Mode A/C.</summary>
    public OutputRule Read(ReadOnlySpan<byte> bytes, OutputRule rule, out int left)
    {
        var input = new SequenceReader<byte>(new ReadOnlySequence<byte>(bytes.ToArray()));
        OperationStatus status;
        while ((status = BeastCommands.TryRead(ref input, out var command)) != OperationStatus.NeedMoreData)
        {
            if (status == OperationStatus.Done && command.Kind == BeastFrameKind.Command)
                Obey((char)command.Value);
        }

        left = (int)input.Remaining;
        return rule with
        {
            ModeAc = _modeAc ?? rule.ModeAc,
            Verbatim = _verbatim ?? rule.Verbatim,
            Sources = _localOnly ? rule.Sources & (Provenance.Radio | Provenance.Simulation) : rule.Sources,
        };
    }

    private void Obey(char letter)
    {
        if (!char.IsAsciiLetter(letter))
            return;
        Letters = Letters.Length < MaxLetters ? Letters + letter : Letters[1..] + letter;
        switch (letter)
        {
            case 'J' or 'j':
                _modeAc = letter == 'J';
                break;
            case 'V' or 'v':
                _verbatim = letter == 'V';
                break;
            case 'L' or 'l':
                _localOnly = letter == 'L';
                break;
        }
    }
}
