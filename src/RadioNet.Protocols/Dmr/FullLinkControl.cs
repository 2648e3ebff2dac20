using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The full link control of a voice LC header and of a terminator with LC (ETSI TS 102 361-1, clauses 7.1.1 and 9.1.6): 9
/// octets and their RS(12,9) parity under the mask of the data type (clause B.3.12), in BPTC(196,96). The mask keeps one
/// from being read as the other. Which of both a burst is, its slot type says, or what brought the burst.
/// </summary>
public static class FullLinkControl
{
    private const byte HeaderMask = 0x96;
    private const byte TerminatorMask = 0x99;

    /// <summary>Reads the link control of a 33-octet voice LC header.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> burst, out LinkControl lc) => TryRead(burst, HeaderMask, out lc, out _);

    /// <summary>Reads the link control of a 33-octet voice LC header.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="lc">What it says.</param>
    /// <param name="corrected">The bits that BPTC corrected, and those of the octet that RS corrected.</param>
    /// <returns>False when the errors are too many.</returns>
    public static bool TryReadHeader(ReadOnlySpan<byte> burst, out LinkControl lc, out int corrected) =>
        TryRead(burst, HeaderMask, out lc, out corrected);

    /// <summary>Reads the link control of a 33-octet terminator with LC.</summary>
    public static bool TryReadTerminator(ReadOnlySpan<byte> burst, out LinkControl lc) => TryRead(burst, TerminatorMask, out lc, out _);

    /// <inheritdoc cref="TryReadHeader(ReadOnlySpan{byte}, out LinkControl, out int)"/>
    public static bool TryReadTerminator(ReadOnlySpan<byte> burst, out LinkControl lc, out int corrected) =>
        TryRead(burst, TerminatorMask, out lc, out corrected);

    /// <summary>Writes all 264 bits of a voice LC header.</summary>
    public static void WriteVoiceHeader(
        Span<byte> burst, in LinkControl lc, ColorCode colorCode, SyncPattern sync = SyncPattern.BaseStationData)
    {
        WriteInfo(burst, lc, HeaderMask);
        new SlotType(colorCode, DataType.VoiceHeader).Write(burst);
        Sync.Write(burst, sync);
    }

    /// <summary>Writes all 264 bits of a terminator with LC.</summary>
    public static void WriteTerminator(
        Span<byte> burst, in LinkControl lc, ColorCode colorCode, SyncPattern sync = SyncPattern.BaseStationData)
    {
        WriteInfo(burst, lc, TerminatorMask);
        new SlotType(colorCode, DataType.Terminator).Write(burst);
        Sync.Write(burst, sync);
    }

    /// <summary>Replaces the link control of a voice LC header; slot type and sync stay as they came.</summary>
    public static void ReplaceInHeader(Span<byte> burst, in LinkControl lc) => WriteInfo(burst, lc, HeaderMask);

    /// <summary>Replaces the link control of a terminator with LC; slot type and sync stay as they came.</summary>
    public static void ReplaceInTerminator(Span<byte> burst, in LinkControl lc) => WriteInfo(burst, lc, TerminatorMask);

    private static void WriteInfo(Span<byte> burst, in LinkControl lc, byte mask)
    {
        Span<byte> word = stackalloc byte[ReedSolomon129.WordOctets];
        lc.Write(word);
        ReedSolomon129.WriteParity(word);
        ApplyMask(word, mask);
        Bptc19696.Encode(word, burst);
    }

    private static bool TryRead(ReadOnlySpan<byte> burst, byte mask, out LinkControl lc, out int corrected)
    {
        Span<byte> word = stackalloc byte[ReedSolomon129.WordOctets];
        Span<byte> before = stackalloc byte[ReedSolomon129.WordOctets];
        lc = default;
        if (!Bptc19696.TryDecode(burst, word, out corrected))
            return false;
        ApplyMask(word, mask);
        word.CopyTo(before);
        if (!ReedSolomon129.TryCorrect(word, out _))
            return false;
        for (var octet = 0; octet < word.Length; octet++)
            corrected += int.PopCount(word[octet] ^ before[octet]);
        lc = LinkControl.Read(word);
        return true;
    }

    private static void ApplyMask(Span<byte> word, byte mask)
    {
        foreach (ref var octet in word[ReedSolomon129.DataOctets..])
            octet ^= mask;
    }
}
