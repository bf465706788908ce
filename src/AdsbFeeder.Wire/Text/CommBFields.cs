using AdsbFeeder.ModeS;

namespace AdsbFeeder.Wire;

/// <summary>Names the fields of MB and MV. Neither says which register it holds, so only a register that is inferred with certainty has
/// values.</summary>
internal static class CommBFields
{
    /// <summary>The callsign of register 2,0; absent in every other register.</summary>
    public static Callsign? Callsign(MessageField mb) => IdentificationRegister.Fits(mb) ? IdentificationRegister.Decode(mb).Callsign : null;

    public static void Describe(MessageField field, in RegisterGuess guess, Address address, IFieldWriter to)
    {
        to.Text("bds_verdict", "Recognition", NameOf(guess.Verdict));
        if (guess is { Verdict: RegisterVerdict.Ambiguous, Best: { } best })
        {
            string[] candidates = guess.RunnerUp is { } next ? [best.ToString(), next.ToString()] : [best.ToString()];
            to.Words("bds_candidates", "Registers, likely", candidates);
        }

        if (guess.Register is not { } register)
            return;
        to.Text("bds", "Register", register.ToString());
        to.Text("bds_name", "Register name", register.Name);
        to.Number("bds_confidence", "Confidence", guess.Confidence, decimals: 4);
        Describe(register, field, address, to);
    }

    /// <summary>The values of a register that is known.</summary>
    public static void Describe(BdsCode register, MessageField field, Address address, IFieldWriter to)
    {
        switch (register.Value)
        {
            case 0x05 or 0x06 or 0x08 or 0x09 or 0x61 or 0x62 or 0x65:
                // The registers that the transponder sends as squitters.
                SquitterFields.DescribeContent(ExtendedSquitter.OfTransponder(address, Capability.Level2, field), to);
                break;
            case 0x20:
                SquitterFields.DescribeCallsign(IdentificationRegister.Decode(field).Callsign, field, address, to);
                break;
            case 0x30:
                AdvisoryFields.Describe(ResolutionAdvisory.Decode(field), to);
                break;
            case >= 0x40 and <= 0x43 or 0x48 or (>= 0x54 and <= 0x56) or 0x5F:
                IntentRegisterFields.Describe(register, field, to);
                break;
            case 0x44 or 0x45:
                WeatherRegisterFields.Describe(register, field, to);
                break;
            case (>= 0x50 and <= 0x53) or 0x60:
                MotionRegisterFields.Describe(register, field, to);
                break;
            default:
                EquipmentRegisterFields.Describe(register, field, to);
                break;
        }
    }

    private static string NameOf(RegisterVerdict verdict) => verdict switch
    {
        RegisterVerdict.Empty => "empty",
        RegisterVerdict.Certain => "certain",
        RegisterVerdict.Ambiguous => "ambiguous",
        _ => "unknown",
    };
}
