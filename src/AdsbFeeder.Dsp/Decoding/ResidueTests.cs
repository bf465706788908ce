using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AdsbFeeder.Dsp;

/// <summary>Which residues a format may have; a struct per answer, so that the search is compiled for each.</summary>
internal interface IResidueTest
{
    /// <summary>The bits that must come out zero; 0 when that is not the rule.</summary>
    public static abstract uint Significant { get; }

    /// <summary>True when a frame with this residue is worth weighing.</summary>
    public static abstract bool Fits(uint residue, RecentAddresses addresses);

    /// <summary>The same for eight residues: a bit for each, the first lowest.</summary>
    public static abstract uint Fitting(Vector256<uint> residues, RecentAddresses addresses);
}

/// <summary>DF17 and 18: parity leaves nothing.</summary>
internal readonly struct NoResidue : IResidueTest
{
    /// <inheritdoc/>
    public static uint Significant => 0xFFFFFF;

    /// <inheritdoc/>
    public static bool Fits(uint residue, RecentAddresses addresses) => residue == 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Fitting(Vector256<uint> residues, RecentAddresses addresses) => Vector256.Equals(residues, Vector256<uint>.Zero).ExtractMostSignificantBits();
}

/// <summary>DF11: parity leaves the interrogator code, seven bits.</summary>
internal readonly struct InterrogatorResidue : IResidueTest
{
    /// <inheritdoc/>
    public static uint Significant => 0xFFFF80;

    /// <inheritdoc/>
    public static bool Fits(uint residue, RecentAddresses addresses) => residue <= 0x7F;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Fitting(Vector256<uint> residues, RecentAddresses addresses) =>
        Vector256.Equals(residues & Vector256.Create(Significant), Vector256<uint>.Zero).ExtractMostSignificantBits();
}

/// <summary>DF0, 4, 5, 16, 20 and 21: parity leaves the address, which must be known.</summary>
internal readonly struct AddressResidue : IResidueTest
{
    /// <inheritdoc/>
    public static uint Significant => 0;

    /// <inheritdoc/>
    public static bool Fits(uint residue, RecentAddresses addresses) => addresses.MayContain(residue);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Fitting(Vector256<uint> residues, RecentAddresses addresses) => addresses.MayContain(residues);
}
