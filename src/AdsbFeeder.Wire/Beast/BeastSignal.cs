namespace AdsbFeeder.Wire;

/// <summary>The level byte of Beast: amplitude relative to full scale, 0 for unknown.</summary>
public static class BeastSignal
{
    /// <summary>The byte for a power of 0 to 1: <c>round(sqrt(power) * 255)</c>, at least 1 when there is any power.</summary>
    public static byte FromPower(float power) =>
        power > 0 ? (byte)Math.Clamp(MathF.Round(MathF.Sqrt(power) * 255), 1, 255) : (byte)0;

    /// <summary>The power, 0 to 1, that a byte stands for.</summary>
    public static float ToPower(byte signal) => signal / 255f * (signal / 255f);
}
