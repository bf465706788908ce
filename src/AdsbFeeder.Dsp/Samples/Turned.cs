using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Subtracts a complex amplitude that turns from sample to sample as a table of phasors does.</summary>
internal static class Turned
{
    internal delegate void Kernel(Span<float> i, Span<float> q, ReadOnlySpan<float> cos, ReadOnlySpan<float> sin, float re, float im);

    /// <summary>Every kernel; the first defines the answer and the others must equal it within rounding.</summary>
    internal static readonly (string Name, Kernel Run)[] Kernels = [("scalar", Scalar), ("128", With<Lanes128>), ("256", With<Lanes256>)];

    /// <summary>Takes re + i im, times each phasor, from as many samples; a multiple of eight.</summary>
    public static void Subtract(Span<float> i, Span<float> q, ReadOnlySpan<float> cos, ReadOnlySpan<float> sin, float re, float im)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            With<Lanes256>(i, q, cos, sin, re, im);
        }
        else
        {
            With<Lanes128>(i, q, cos, sin, re, im);
        }
    }

    private static void Scalar(Span<float> i, Span<float> q, ReadOnlySpan<float> cos, ReadOnlySpan<float> sin, float re, float im)
    {
        for (var n = 0; n < i.Length; n++)
        {
            i[n] -= re * cos[n] - im * sin[n];
            q[n] -= re * sin[n] + im * cos[n];
        }
    }

    private static void With<TLanes>(Span<float> i, Span<float> q, ReadOnlySpan<float> cos, ReadOnlySpan<float> sin, float re, float im)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var a = ref MemoryMarshal.GetReference(i);
        ref var b = ref MemoryMarshal.GetReference(q[..i.Length]);
        ref var c = ref MemoryMarshal.GetReference(cos[..i.Length]);
        ref var s = ref MemoryMarshal.GetReference(sin[..i.Length]);
        var (x, y) = (TLanes.All(re), TLanes.All(im));
        for (nuint n = 0; n < (nuint)i.Length; n += (nuint)TLanes.Count)
        {
            var (along, across) = (TLanes.Load(ref c, n), TLanes.Load(ref s, n));
            (TLanes.Load(ref a, n) - (x * along - y * across)).Store(ref a, n);
            (TLanes.Load(ref b, n) - (x * across + y * along)).Store(ref b, n);
        }
    }
}
