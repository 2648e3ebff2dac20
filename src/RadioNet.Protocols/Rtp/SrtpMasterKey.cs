using System.Security.Cryptography;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// The master key and master salt of one direction of one session (RFC 7714, clause 12): 16 octets of key for
/// AEAD_AES_128_GCM, 32 for AEAD_AES_256_GCM, and 12 of salt. Made anew for each session and never stored.
/// </summary>
public sealed class SrtpMasterKey
{
    /// <summary>Octets of the salt.</summary>
    public const int SaltLength = 12;

    private readonly byte[] _key;
    private readonly byte[] _salt;

    /// <summary>Takes copies.</summary>
    /// <exception cref="ArgumentException">The key has neither 16 nor 32 octets, or the salt has not 12.</exception>
    public SrtpMasterKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        if (key.Length is not (16 or 32)) throw new ArgumentException("A master key has 16 or 32 octets.", nameof(key));
        if (salt.Length != SaltLength) throw new ArgumentException("A master salt has 12 octets.", nameof(salt));
        (_key, _salt) = (key.ToArray(), salt.ToArray());
    }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>The salt.</summary>
    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>Draws a key of 128 or 256 bits, and a salt.</summary>
    public static SrtpMasterKey Draw(int bits = 256) =>
        new(RandomNumberGenerator.GetBytes(bits / 8), RandomNumberGenerator.GetBytes(SaltLength));
}
