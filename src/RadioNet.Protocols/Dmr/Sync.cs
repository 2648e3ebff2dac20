using System.Numerics;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The 48-bit synchronisation in a burst's middle, bits 108 to 155 (ETSI TS 102 361-1, clause 9.1.1). Any two patterns
/// differ in at least 10 bits, so that one with up to 5 errors is never taken for another.
/// </summary>
public static class Sync
{
    /// <summary>The most bit errors with which a pattern is recognised.</summary>
    public const int MostErrors = 4;

    /// <summary>The patterns by <see cref="SyncPattern"/>, the first transmitted bit as the highest of 48.</summary>
    // An array: a constant span of anything but octets allocates at each use until the JIT optimises the code.
    private static readonly ulong[] Patterns =
    [
        0,
        0x755FD7DF75F7,
        0xDFF57D75DF5D,
        0x7F7D5DD57DFD,
        0xD5D7F77FD757,
        0x77D55F7DFD77,
        0x5D577F7757FF,
        0xF7FDD5DDFD55,
        0x7DFFD5F55D5F,
        0xD7557F5FF7F5,
        0xDD7FF5D757DD,
    ];

    /// <summary>The 48 bits of a pattern, the first transmitted as the highest.</summary>
    public static ulong BitsOf(SyncPattern pattern) => Patterns[(int)pattern];

    /// <summary>The pattern in a 33-octet burst's middle, when it has at most <see cref="MostErrors"/> bit errors.</summary>
    /// <param name="burst">The burst.</param>
    /// <param name="errors">The bits that are wrong; 0 for <see cref="SyncPattern.None"/>.</param>
    public static SyncPattern Recognise(ReadOnlySpan<byte> burst, out int errors)
    {
        var received = (ulong)BitFields.Read(burst, BurstLayout.CentreBit, 24) << 24 | BitFields.Read(burst, BurstLayout.CentreBit + 24, 24);
        for (var pattern = SyncPattern.BaseStationVoice; pattern <= SyncPattern.Reserved; pattern++)
        {
            errors = BitOperations.PopCount(received ^ BitsOf(pattern));
            if (errors <= MostErrors)
                return pattern;
        }

        errors = 0;
        return SyncPattern.None;
    }

    /// <summary>The pattern in a 33-octet burst's middle.</summary>
    public static SyncPattern Recognise(ReadOnlySpan<byte> burst) => Recognise(burst, out _);

    /// <summary>Writes a pattern into a 33-octet burst's middle; everything else stays.</summary>
    public static void Write(Span<byte> burst, SyncPattern pattern)
    {
        if (pattern is SyncPattern.None or > SyncPattern.Reserved)
            throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "There are no bits for this pattern.");
        BitFields.Write(burst, BurstLayout.CentreBit, 24, (uint)(BitsOf(pattern) >> 24));
        BitFields.Write(burst, BurstLayout.CentreBit + 24, 24, (uint)(BitsOf(pattern) & 0xFF_FFFF));
    }

    /// <summary>Whether the pattern marks voice burst A.</summary>
    public static bool IsVoice(SyncPattern pattern) => pattern is SyncPattern.BaseStationVoice or SyncPattern.MobileVoice
        or SyncPattern.DirectSlot1Voice or SyncPattern.DirectSlot2Voice;

    /// <summary>Whether the pattern marks a data or control burst.</summary>
    public static bool IsData(SyncPattern pattern) => pattern is SyncPattern.BaseStationData or SyncPattern.MobileData
        or SyncPattern.DirectSlot1Data or SyncPattern.DirectSlot2Data;
}
