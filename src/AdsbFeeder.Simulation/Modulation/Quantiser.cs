using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Simulation.Modulation;

/// <summary>The converter of the receiver: its faults, its clipping and its steps.</summary>
/// <remarks>
/// Samples are counted in steps of 8 bits, with full scale at 127.5. An 8 bit value is the nearest of 0 to 255 with zero at 127.5, as RTL2832 delivers;
/// 16 bit values use 32767 for full scale, floats 1.0. All clip at full scale.
/// </remarks>
internal sealed class Quantiser(SimulatedSampleFormat format, double offsetI, double offsetQ, double gainImbalance, double phaseErrorDegrees)
{
    public const double FullScale = 127.5;

    private readonly float _offsetI = (float)offsetI;
    private readonly float _offsetQ = (float)offsetQ;
    private readonly float _gainI = (float)(1 + (gainImbalance / 2));
    private readonly float _gainQ = (float)((1 - (gainImbalance / 2)) * Math.Cos(phaseErrorDegrees * (Math.PI / 180)));
    private readonly float _leak = (float)((1 - (gainImbalance / 2)) * Math.Sin(phaseErrorDegrees * (Math.PI / 180)));

    /// <summary>Bytes of one complex sample.</summary>
    public static int BytesPerSample(SimulatedSampleFormat format) => format switch
    {
        SimulatedSampleFormat.UnsignedBytes => 2,
        SimulatedSampleFormat.SignedShorts => 4,
        _ => 8,
    };

    /// <summary>Converts interleaved I and Q, which it changes, to bytes.</summary>
    public void Convert(Span<float> samples, Span<byte> bytes)
    {
        if (gainImbalance != 0 || phaseErrorDegrees != 0)
            Unbalance(samples);

        switch (format)
        {
            case SimulatedSampleFormat.UnsignedBytes:
                ToBytes(samples, bytes);
                break;
            case SimulatedSampleFormat.SignedShorts:
                for (var i = 0; i < samples.Length; i++)
                {
                    var value = MathF.Round(Math.Clamp(Scaled(samples, i), -1f, 1f) * short.MaxValue);
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)value);
                }

                break;
            default:
                for (var i = 0; i < samples.Length; i++)
                    BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], Math.Clamp(Scaled(samples, i), -1f, 1f));

                break;
        }
    }

    private float Scaled(ReadOnlySpan<float> samples, int i) =>
        (samples[i] + ((i & 1) == 0 ? _offsetI : _offsetQ)) / (float)FullScale;

    private void Unbalance(Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i += 2)
        {
            var (re, im) = (samples[i], samples[i + 1]);
            samples[i] = re * _gainI;
            samples[i + 1] = (im * _gainQ) + (re * _leak);
        }
    }

    private void ToBytes(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        // Rounding to the nearest step: value + 127.5 + 0.5, floored; never negative after the clamp, so truncation floors.
        var bias = Vector128.Create(_offsetI + 128, _offsetQ + 128, _offsetI + 128, _offsetQ + 128);
        var low = Vector128<float>.Zero;
        var high = Vector128.Create(255f);
        var quads = MemoryMarshal.Cast<float, Vector128<float>>(samples);
        var i = 0;
        for (; i + 4 <= quads.Length; i += 4)
        {
            var narrow = Vector128.Narrow(
                Vector128.Narrow(Step(quads[i]), Step(quads[i + 1])),
                Vector128.Narrow(Step(quads[i + 2]), Step(quads[i + 3])));
            narrow.AsByte().CopyTo(bytes[(4 * i)..]);
        }

        for (var k = 4 * i; k < samples.Length; k++)
            bytes[k] = (byte)Math.Clamp(samples[k] + ((k & 1) == 0 ? _offsetI : _offsetQ) + 128, 0f, 255f);

        Vector128<int> Step(Vector128<float> value) =>
            Vector128.ConvertToInt32(Vector128.Min(Vector128.Max(value + bias, low), high));
    }
}
