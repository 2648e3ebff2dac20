using System.Buffers.Binary;
using System.Numerics;

namespace RadioNet.Protocols.Homebrew.OpenBridge;

/// <summary>BLAKE2b of a message that is whole in memory, keyed or not (RFC 7693); the framework has none.</summary>
internal static class Blake2b
{
    /// <summary>Octets of a key at most (RFC 7693, clause 2.1).</summary>
    public const int LongestKey = 64;

    private const int LongestDigest = 64;
    private const int BlockLength = 128;
    private const int Rounds = 12;

    // RFC 7693, clause 2.6.
    private static readonly ulong[] _initial =
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    // RFC 7693, clause 2.7: ten permutations; rounds 10 and 11 use the first two again.
    private static readonly byte[] _sigma =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <summary>Writes the digest; its length, 1 to 64 octets, is part of what is hashed.</summary>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> digest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, LongestKey);
        ArgumentOutOfRangeException.ThrowIfZero(digest.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digest.Length, LongestDigest);
        Span<ulong> state = stackalloc ulong[8];
        _initial.CopyTo(state);
        state[0] ^= 0x0101_0000UL ^ ((ulong)key.Length << 8) ^ (ulong)digest.Length;

        Span<byte> block = stackalloc byte[BlockLength];
        ulong count = 0;
        if (!key.IsEmpty)
        {
            key.CopyTo(block);
            count = BlockLength;
            Compress(state, block, count, isLast: message.IsEmpty);
        }

        if (key.IsEmpty || !message.IsEmpty) Absorb(state, message, block, count);
        Span<byte> octets = stackalloc byte[LongestDigest];
        for (int i = 0; i < state.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(octets[(8 * i)..], state[i]);
        octets[..digest.Length].CopyTo(digest);
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> message, Span<byte> block, ulong count)
    {
        while (message.Length > BlockLength)
        {
            count += BlockLength;
            Compress(state, message[..BlockLength], count, isLast: false);
            message = message[BlockLength..];
        }

        block.Clear();
        message.CopyTo(block);
        Compress(state, block, count + (ulong)message.Length, isLast: true);
    }

    private static void Compress(Span<ulong> state, ReadOnlySpan<byte> block, ulong count, bool isLast)
    {
        Span<ulong> words = stackalloc ulong[16];
        for (int i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);
        Span<ulong> v = stackalloc ulong[16];
        state.CopyTo(v);
        _initial.CopyTo(v[8..]);
        v[12] ^= count;
        if (isLast) v[14] = ~v[14];
        for (int round = 0; round < Rounds; round++)
        {
            var order = _sigma.AsSpan(round % 10 * 16, 16);
            Mix(v, 0, 4, 8, 12, words[order[0]], words[order[1]]);
            Mix(v, 1, 5, 9, 13, words[order[2]], words[order[3]]);
            Mix(v, 2, 6, 10, 14, words[order[4]], words[order[5]]);
            Mix(v, 3, 7, 11, 15, words[order[6]], words[order[7]]);
            Mix(v, 0, 5, 10, 15, words[order[8]], words[order[9]]);
            Mix(v, 1, 6, 11, 12, words[order[10]], words[order[11]]);
            Mix(v, 2, 7, 8, 13, words[order[12]], words[order[13]]);
            Mix(v, 3, 4, 9, 14, words[order[14]], words[order[15]]);
        }

        for (int i = 0; i < state.Length; i++) state[i] ^= v[i] ^ v[i + 8];
    }

    private static void Mix(Span<ulong> v, int a, int b, int c, int d, ulong x, ulong y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 63);
    }
}
