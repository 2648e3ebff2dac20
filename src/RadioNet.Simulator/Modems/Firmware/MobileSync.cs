using System.Numerics;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>How firmware recognises a radio's sync: at most 3 of 48 bits wrong, and at most 2 of 24 symbols of the wrong sign.</summary>
internal static class MobileSync
{
    private const int MostBitErrors = 3;
    private const int MostSignErrors = 2;
    private const ulong Signs = 0xAAAA_AAAA_AAAA;
    private const int CentreOctet = 13;

    /// <summary><see cref="SyncPattern.MobileVoice"/>, <see cref="SyncPattern.MobileData"/>, or none of both.</summary>
    public static SyncPattern Find(ReadOnlySpan<byte> burst)
    {
        ulong received = 0;
        foreach (byte octet in burst.Slice(CentreOctet, 7)) received = (received << 8) | octet;
        received = (received >> 4) & 0xFFFF_FFFF_FFFF;
        if (Is(received, SyncPattern.MobileData)) return SyncPattern.MobileData;
        return Is(received, SyncPattern.MobileVoice) ? SyncPattern.MobileVoice : SyncPattern.None;
    }

    private static bool Is(ulong received, SyncPattern pattern)
    {
        ulong wrong = received ^ Sync.BitsOf(pattern);
        return BitOperations.PopCount(wrong) <= MostBitErrors && BitOperations.PopCount(wrong & Signs) <= MostSignErrors;
    }
}
