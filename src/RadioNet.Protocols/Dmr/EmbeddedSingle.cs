using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// Embedded signalling that fits one burst, under LCSS 0 (ETSI TS 102 361-1, clauses 7.1.3.2 and B.2.2): 11 bits in
/// VBPTC(32,11). Corrects 3 bit errors and sees 4. All 32 bits 0 is the null message, of burst F.
/// </summary>
public static class EmbeddedSingle
{
    /// <summary>The most bit errors that are always corrected.</summary>
    public const int Correctable = Vbptc3211.Correctable;

    /// <summary>The fragment of 11 bits, for <see cref="BurstLayout.WriteEmbedded"/>.</summary>
    public static uint Encode(uint info) => Vbptc3211.Encode(info, isReverseChannel: false);

    /// <summary>The 11 bits of a fragment.</summary>
    public static bool TryDecode(uint fragment, out uint info, out int corrected) =>
        Vbptc3211.TryDecode(fragment, isReverseChannel: false, out info, out corrected);
}
