namespace AdsbFeeder.ModeS;

/// <summary>All-call reply and acquisition squitter, DF11 (Annex 10 vol. IV, 3.1.2.5.2.2).</summary>
/// <remarks><code>
///   bits  1-5 DF | 6-8 CA | 9-32 AA | 33-56 PI = parity XOR (17 zeros, CL 3 bits, IC 4 bits)
///   5D4840D6F87407  CA 5, AA 4840D6, residue 000008: II code 8
///   5D40621D4F94EC  CA 5, AA 40621D, residue 00003C: CL 3, IC 12: SI code 44
/// </code></remarks>
/// <param name="Address">The address AA.</param>
/// <param name="Capability">The field CA.</param>
/// <param name="InterrogatorCode">CL and IC, 7 bits; null when the residue has other bits, so the frame is broken.</param>
public readonly record struct AllCallReply(Address Address, Capability Capability, InterrogatorCode? InterrogatorCode)
{
    /// <summary>The largest residue of a sound frame.</summary>
    internal const uint LargestInterrogatorOverlay = 0x7F;

    /// <summary>True when the parity matches: the residue is an interrogator code.</summary>
    public bool IsSound => InterrogatorCode is not null;

    /// <summary>Reads a frame with DF = 11.</summary>
    /// <exception cref="ArgumentException">A Mode A/C reply.</exception>
    public static AllCallReply Decode(in Frame frame)
    {
        var header = FrameHeader.Of(frame);
        var residue = Parity.Residue(frame);
        return new AllCallReply(
            Address.Icao(header[9..32]),
            (Capability)header[6..8],
            residue <= LargestInterrogatorOverlay ? new InterrogatorCode((byte)residue) : null);
    }

    /// <summary>The frame; as reply to II code 0 when there is no interrogator code.</summary>
    public Frame Encode() => FrameHeader.For(DownlinkFormat.AllCall)
        .With(6..8, (uint)Capability)
        .With(9..32, Address.Bits)
        .ToShortFrame(InterrogatorCode?.Overlay ?? 0u);
}
