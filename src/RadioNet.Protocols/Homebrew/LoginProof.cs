using System.Security.Cryptography;

namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// RPTK (DTCK), 40 octets: 0:4 tag, 4:4 repeater id, 8:32 SHA-256 of the nonce's four octets as received and the secret.
/// Read in place.
/// </summary>
public readonly ref struct LoginProof
{
    /// <summary>Octets of the message.</summary>
    public const int Length = 40;

    /// <summary>Octets of the digest.</summary>
    public const int DigestLength = 32;

    private const int DigestOffset = 8;
    private readonly ReadOnlySpan<byte> _octets;

    private LoginProof(ReadOnlySpan<byte> octets, HomebrewDialect dialect)
    {
        _octets = octets;
        Dialect = dialect;
    }

    /// <summary>Which family of tags it was said in.</summary>
    public HomebrewDialect Dialect { get; }

    /// <summary>The repeater that logs in.</summary>
    public RepeaterId Repeater => new(Wire.ReadUInt32(_octets, 4));

    /// <summary>The proof, 32 octets.</summary>
    public ReadOnlySpan<byte> Digest => _octets[DigestOffset..];

    /// <summary>Reads a datagram; false when it is no login proof.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out LoginProof proof)
    {
        proof = default;
        if (source.Length != Length) return false;
        if (source.StartsWith("RPTK"u8)) proof = new(source, HomebrewDialect.Conventional);
        else if (source.StartsWith("DTCK"u8)) proof = new(source, HomebrewDialect.Trunking);
        else return false;
        return true;
    }

    /// <summary>Writes the repeater's proof; returns 40.</summary>
    public static int Write(
        Span<byte> destination, RepeaterId repeater, LoginNonce nonce, ReadOnlySpan<byte> secret, HomebrewDialect dialect = HomebrewDialect.Conventional)
    {
        (dialect == HomebrewDialect.Trunking ? "DTCK"u8 : "RPTK"u8).CopyTo(destination);
        Wire.WriteUInt32(destination, 4, repeater.Value);
        Compute(nonce, secret, destination.Slice(DigestOffset, DigestLength));
        return Length;
    }

    /// <summary>Computes the proof that the secret's owner gives for a nonce; 32 octets.</summary>
    public static void Compute(LoginNonce nonce, ReadOnlySpan<byte> secret, Span<byte> digest)
    {
        int length = 4 + secret.Length;
        Span<byte> message = length <= 256 ? stackalloc byte[256] : new byte[length];
        message = message[..length];
        Wire.WriteUInt32(message, 0, nonce.Value);
        secret.CopyTo(message[4..]);
        SHA256.HashData(message, digest);
        CryptographicOperations.ZeroMemory(message);
    }

    /// <summary>Whether the proof fits; takes the same time whichever octet is wrong.</summary>
    public bool Verify(LoginNonce nonce, ReadOnlySpan<byte> secret)
    {
        Span<byte> expected = stackalloc byte[DigestLength];
        Compute(nonce, secret, expected);
        return CryptographicOperations.FixedTimeEquals(expected, Digest);
    }
}
