using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RadioNet.Protocols.Rtp;

/// <summary>
/// AES-GCM over one direction of a session, with a tag of 16 octets and a roll-over counter of 0 (RFC 7714, clauses 8 and 9). For
/// one thread at a time; allocates nothing per packet.
/// </summary>
internal sealed class SrtpCipher : IDisposable
{
    /// <summary>Octets of a tag.</summary>
    public const int TagLength = 16;

    /// <summary>Octets of the longest text.</summary>
    public const int LongestText = 256;

    private const int NonceLength = 12;

    private readonly AesGcm _aes;
    private readonly byte[] _salt;

    /// <summary>Derives the session's key and salt.</summary>
    public SrtpCipher(SrtpMasterKey master)
    {
        Span<byte> key = stackalloc byte[master.Key.Length];
        _salt = new byte[SrtpMasterKey.SaltLength];
        SrtpKeyDerivation.Derive(master.Key, master.Salt, SrtpKeyDerivation.EncryptionKey, key);
        SrtpKeyDerivation.Derive(master.Key, master.Salt, SrtpKeyDerivation.Salt, _salt);
        _aes = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Takes a session's key and salt as they are.</summary>
    public SrtpCipher(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> sessionSalt) =>
        (_aes, _salt) = (new AesGcm(sessionKey, TagLength), sessionSalt.ToArray());

    /// <summary>Encrypts in place, and writes the tag over text and associated data.</summary>
    public void Seal(uint ssrc, ushort sequence, ReadOnlySpan<byte> associated, Span<byte> text, Span<byte> tag)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, ssrc, sequence);
        _aes.Encrypt(nonce, text, text, tag, associated);
    }

    /// <summary>Decrypts to <paramref name="text"/>; false, with nothing left there, when the tag is another one.</summary>
    /// <remarks>
    /// The framework's own decryption throws on a forged packet, which a stranger could make cost some ten microseconds each. The
    /// counter mode within GCM is its own inverse, so the text comes of encrypting the cipher text, and the tag of encrypting
    /// that text again: two passes of less than a microsecond, whoever sent it.
    /// </remarks>
    public bool TryOpen(uint ssrc, ushort sequence, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> cipherText, ReadOnlySpan<byte> tag, Span<byte> text)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        Span<byte> right = stackalloc byte[TagLength];
        Span<byte> again = stackalloc byte[LongestText];
        WriteNonce(nonce, ssrc, sequence);
        text = text[..cipherText.Length];
        _aes.Encrypt(nonce, cipherText, text, right, associated);
        _aes.Encrypt(nonce, text, again[..text.Length], right, associated);
        if (CryptographicOperations.FixedTimeEquals(right, tag)) return true;
        text.Clear();
        return false;
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_salt);
    }

    /// <summary>The salt, XOR two octets of 0, the SSRC (4), the roll-over counter 0 (4), the sequence number (2): RFC 7714, clause 8.1.</summary>
    private void WriteNonce(Span<byte> nonce, uint ssrc, ushort sequence)
    {
        _salt.CopyTo(nonce);
        Span<byte> four = nonce.Slice(2, 4);
        BinaryPrimitives.WriteUInt32BigEndian(four, BinaryPrimitives.ReadUInt32BigEndian(four) ^ ssrc);
        Span<byte> two = nonce.Slice(10, 2);
        BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(two) ^ sequence));
    }
}
