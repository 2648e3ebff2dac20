using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The reverse channel in a burst's embedded signalling (ETSI TS 102 361-1, clauses 7.1.3.2, B.2.2 and B.3.13): command(4) and
/// CRC-7 under the mask 0x7A, in VBPTC(32,11) with the second row inverted. Corrects 3 bit errors and sees 4.
/// </summary>
public static class ReverseChannel
{
    private const uint CrcMask = 0x7A;
    private const int CrcBits = 7;

    /// <summary>The fragment of a command, for <see cref="BurstLayout.WriteEmbedded"/>.</summary>
    public static uint Encode(ReverseChannelCommand command)
    {
        var bits = (uint)command & 0xF;
        return Vbptc3211.Encode(bits << CrcBits | (Crc.Crc7(bits) ^ CrcMask), isReverseChannel: true);
    }

    /// <summary>The command of a fragment.</summary>
    /// <returns>False when the errors are too many or the CRC is wrong.</returns>
    public static bool TryDecode(uint fragment, out ReverseChannelCommand command, out int corrected)
    {
        command = default;
        if (!Vbptc3211.TryDecode(fragment, isReverseChannel: true, out var info, out corrected))
            return false;
        command = (ReverseChannelCommand)(info >> CrcBits);
        return (Crc.Crc7(info >> CrcBits) ^ CrcMask) == (info & 0x7F);
    }
}
