using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// Session keys out of a master key: AES in counter mode as a pseudo-random function (RFC 3711, clause 4.3.3; with 256 bits
/// RFC 6188, clause 3), derived once, at a key derivation rate of 0.
/// </summary>
internal static class SrtpKeyDerivation
{
    /// <summary>Octets of the salt that the function takes.</summary>
    public const int SaltLength = 14;

    /// <summary>The label of the encryption key of RTP packets.</summary>
    public const byte EncryptionKey = 0;

    /// <summary>The label of their salt.</summary>
    public const byte Salt = 2;

    private const int Block = 16;

    /// <summary>Fills <paramref name="derived"/> with what a label's function gives first.</summary>
    /// <param name="key">The master key, 16 or 32 octets.</param>
    /// <param name="salt">
    /// The master salt, 14 octets, or the 12 of RFC 7714: those are shifted left by 16 bits, two octets of 0 behind them (clause
    /// 11, with its erratum 4938).
    /// </param>
    /// <param name="label">Which key.</param>
    /// <param name="derived">Where it goes.</param>
    public static void Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, byte label, Span<byte> derived)
    {
        // The label stands before a 48-bit index of 0, which puts it on octet 7 of the salt; a 16-bit block counter is behind.
        Span<byte> counter = stackalloc byte[Block];
        counter.Clear();
        salt.CopyTo(counter);
        counter[SaltLength - 7] ^= label;

        using var aes = Aes.Create();
        aes.SetKey(key);
        Span<byte> block = stackalloc byte[Block];
        for (ushort i = 0; derived.Length > 0; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(counter[SaltLength..], i);
            aes.EncryptEcb(counter, block, PaddingMode.None);
            int length = Math.Min(Block, derived.Length);
            block[..length].CopyTo(derived);
            derived = derived[length..];
        }

        CryptographicOperations.ZeroMemory(block);
    }
}
