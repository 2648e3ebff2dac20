namespace RadioNet.Simulator.Radios;

/// <summary>A 64-bit digest of bursts in their order (FNV-1a): tells an honest change from none; no protection against malice.</summary>
internal static class BurstDigest
{
    public const ulong Start = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x0000_0100_0000_01B3;

    public static ulong AddBurst(ulong digest, ReadOnlySpan<byte> burst)
    {
        foreach (byte octet in burst) digest = Add(digest, octet);
        return digest;
    }

    /// <summary>All but bits 108 to 155, the sync or embedded signalling in the middle.</summary>
    public static ulong AddVoice(ulong digest, ReadOnlySpan<byte> burst)
    {
        digest = AddBurst(digest, burst[..13]);
        digest = Add(digest, (byte)((burst[13] & 0xF0) | (burst[19] & 0x0F)));
        return AddBurst(digest, burst[20..]);
    }

    private static ulong Add(ulong digest, byte octet) => unchecked((digest ^ octet) * Prime);
}
