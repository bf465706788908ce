using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdsbFeeder.Dsp.Tests;

/// <summary>Makes sure that a run with instructions switched off is one: a switch that the runtime does not know is silently ignored.</summary>
[Trait("Category", "Kernels")]
public sealed class InstructionSetTests
{
    [Fact]
    public void What_the_environment_switched_off_is_off()
    {
        switch (Environment.GetEnvironmentVariable("ADSBFEEDER_EXPECT_OFF"))
        {
            case "AVX2":
                Assert.False(Avx2.IsSupported);
                Assert.False(Vector256.IsHardwareAccelerated);
                break;
            case "AVX512":
                Assert.False(Avx512F.IsSupported);
                Assert.False(Vector512.IsHardwareAccelerated);
                Assert.True(Avx2.IsSupported);
                break;
            case "HWIntrinsic":
                Assert.False(Sse2.IsSupported);
                Assert.False(Vector128.IsHardwareAccelerated);
                break;
            case null:
                break;
            case var other:
                Assert.Fail($"ADSBFEEDER_EXPECT_OFF is {other}: AVX512, AVX2 or HWIntrinsic are known");
                break;
        }
    }
}
