using AdsbFeeder.ModeS;

namespace AdsbFeeder.Simulation.Transponder;

/// <summary>Altitude as old encoders report it: the pulses of Mode C, in 100 ft, where others send 25 ft steps.</summary>
internal static class GillhamAltitude
{
    /// <summary>The field AC of 13 bits (bits 20 to 32 of a frame): the pulses without M and Q.</summary>
    public static uint Ac13(double feet) => ModeAcReply.FromAltitude((int)Math.Round(feet)).Squawk.ToId13();

    /// <summary>The field AC of 12 bits (ME 9 to 20): the same without M.</summary>
    public static uint Ac12(double feet)
    {
        var code = Ac13(feet);
        return (code >> 7) << 6 | (code & 0x3F);
    }

    /// <summary>The frame with its AC replaced and its parity renewed.</summary>
    public static Frame Patch(in Frame frame, double feet, uint address)
    {
        Span<byte> bytes = stackalloc byte[frame.Length];
        frame.Bytes.CopyTo(bytes);
        var code = Ac13(feet);
        bytes[2] = (byte)((bytes[2] & 0xE0u) | (code >> 8));
        bytes[3] = (byte)code;
        Parity.Apply(bytes, address);
        return new Frame(bytes);
    }
}
