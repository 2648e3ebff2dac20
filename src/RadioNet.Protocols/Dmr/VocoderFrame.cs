using System.Buffers.Binary;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// A 72-bit vocoder frame, 20 ms of speech in 49 bits and their error correction (ETSI TS 102 361-1, clause 5.1.2.1; the
/// code is that of AMBE+2 2450/1150). Bits 0 to 11 go as C0 under Golay(24,12); 12 to 23 as C1 under Golay(23,12), masked
/// by a sequence that C0's data seed; 24 to 48 plain as C2.
/// </summary>
public static class VocoderFrame
{
    /// <summary>Octets of a frame.</summary>
    public const int Octets = 9;

    /// <summary>Speech bits of a frame.</summary>
    public const int InfoBits = 49;

    /// <summary>Bits of a frame that its codes protect, in which errors are counted.</summary>
    public const int ProtectedBits = 47;

    /// <summary>C0's errors that are counted when they are too many to correct: the fewest there can be.</summary>
    private const int UncorrectableErrors = 4;

    /// <summary>The frame's bit that each code bit is sent as: 24 of C0, 23 of C1, 25 of C2.</summary>
    private static readonly byte[] Interleave =
    [
        .. Every4th(0, 18), .. Every4th(1, 6),
        .. Every4th(25, 12), .. Every4th(2, 11),
        .. Every4th(46, 7), .. Every4th(3, 18),
    ];

    /// <summary>C1's 23-bit mask for each value of C0's data.</summary>
    private static readonly uint[] Masks = [.. Enumerable.Range(0, 4096).Select(seed => MaskOf((uint)seed))];

    /// <summary>A frame of silence.</summary>
    public static ReadOnlySpan<byte> Silence => [0xB9, 0xE8, 0x81, 0x52, 0x61, 0x73, 0x00, 0x2A, 0x6B];

    /// <summary>Decodes a frame of 9 octets.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="info">Its 49 speech bits, bit 0 as the highest.</param>
    /// <param name="errors">
    /// Bit errors found in the 47 protected bits: up to 3 of C0's 24 and of C1's 23 are corrected. More than 3 in C1 become
    /// other speech unseen, for its code is perfect.
    /// </param>
    /// <returns>
    /// False when C0 is beyond correction: then C1 cannot be unmasked, 4 errors are counted, and the speech is to be concealed.
    /// </returns>
    public static bool TryDecode(ReadOnlySpan<byte> frame, out ulong info, out int errors)
    {
        var bits = (UInt128)BinaryPrimitives.ReadUInt64BigEndian(frame) << 8 | frame[8];
        UInt128 code = 0;
        foreach (var position in Interleave)
            code = (code << 1) | ((bits >> (71 - position)) & 1);

        var plain = (uint)code & 0x1FF_FFFF;
        if (!Golay.G2412.TryDecode((uint)(code >> 48), out var first, out errors))
        {
            (info, errors) = (0, UncorrectableErrors);
            return false;
        }

        var masked = (uint)(code >> 25) & 0x7F_FFFF;
        Golay.G2312.TryDecode(masked ^ Masks[first], out var second, out var secondErrors);
        errors += secondErrors;
        info = (ulong)first << 37 | (ulong)second << 25 | plain;
        return true;
    }

    /// <summary>Encodes 49 speech bits, bit 0 as the highest, into a frame of 9 octets.</summary>
    public static void Encode(ulong info, Span<byte> frame)
    {
        var first = (uint)(info >> 37) & 0xFFF;
        var second = Golay.G2312.Encode((uint)(info >> 25) & 0xFFF) ^ Masks[first];
        var code = (UInt128)Golay.G2412.Encode(first) << 48 | (UInt128)second << 25 | ((uint)info & 0x1FF_FFFF);
        UInt128 bits = 0;
        for (var bit = 0; bit < Interleave.Length; bit++)
            bits |= ((code >> (71 - bit)) & 1) << (71 - Interleave[bit]);
        BinaryPrimitives.WriteUInt64BigEndian(frame, (ulong)(bits >> 8));
        frame[8] = (byte)bits;
    }

    private static IEnumerable<byte> Every4th(int first, int count) =>
        Enumerable.Range(0, count).Select(index => (byte)(first + 4 * index));

    /// <summary>p(0) = 16 u, p(n) = (173 p(n-1) + 13849) mod 65536; bit n of the mask is the top bit of p(n), n from 1 to 23.</summary>
    private static uint MaskOf(uint seed)
    {
        var state = 16 * seed;
        uint mask = 0;
        for (var bit = 0; bit < 23; bit++)
        {
            state = (173 * state + 13849) & 0xFFFF;
            mask = (mask << 1) | (state >> 15);
        }

        return mask;
    }
}
