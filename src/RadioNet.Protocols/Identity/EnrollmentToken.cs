using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace RadioNet.Protocols.Identity;

/// <summary>
/// What lets one newcomer into a network once. Its text is <c>rn1.</c> and base64url (RFC 4648 §5) without padding of, in this
/// order: length of all of it (1 byte), SHA-256 of the CA's public key (32, of its SubjectPublicKeyInfo), secret (16), expiry
/// (8, Unix seconds, big-endian), what it is for (the ASCII text of a <see cref="LinkIdentity"/>), and the first 4 bytes of the
/// SHA-256 of all that, which finds slips of the hand and is no protection.
/// </summary>
public sealed class EnrollmentToken
{
    /// <summary>Bytes of the secret: 128 bits.</summary>
    public const int SecretSize = 16;

    private const string Prefix = "rn1.";
    private const int HashAt = 1;
    private const int SecretAt = HashAt + SHA256.HashSizeInBytes;
    private const int ExpiryAt = SecretAt + SecretSize;
    private const int IdentityAt = ExpiryAt + sizeof(long);
    private const int CheckSize = 4;

    /// <summary>Characters that the longest token has after its prefix.</summary>
    private const int LongestCode = ((byte.MaxValue * 4) + 2) / 3;

    /// <summary>9999-12-31T23:59:59Z, the last second that <see cref="DateTimeOffset"/> knows.</summary>
    private const long LastSecond = 253402300799;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly byte[] _authorityHash;
    private readonly byte[] _secret;

    /// <summary>A token; the expiry is cut to whole seconds.</summary>
    public EnrollmentToken(LinkIdentity identity, ReadOnlySpan<byte> authorityHash, ReadOnlySpan<byte> secret, DateTimeOffset expires)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentOutOfRangeException.ThrowIfNotEqual(authorityHash.Length, SHA256.HashSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretSize);
        (Identity, _authorityHash, _secret) = (identity, authorityHash.ToArray(), secret.ToArray());
        Expires = DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds());
    }

    /// <summary>Who the newcomer will be.</summary>
    public LinkIdentity Identity { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of the network's CA.</summary>
    public ReadOnlySpan<byte> AuthorityHash => _authorityHash;

    /// <summary>What proves to the network that it made this token.</summary>
    public ReadOnlySpan<byte> Secret => _secret;

    /// <summary>From when on it is refused.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>Reads a token's text; white space around it is no part of it.</summary>
    public static EnrollmentTokenStatus TryParse(string? text, out EnrollmentToken? token)
    {
        token = null;
        text = text?.Trim() ?? "";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return IsOtherVersion(text) ? EnrollmentTokenStatus.OtherVersion : EnrollmentTokenStatus.NotAToken;
        }

        return TryDecode(text.AsSpan(Prefix.Length), out var bytes) ? Read(bytes, out token) : EnrollmentTokenStatus.Damaged;
    }

    /// <summary>Whether it serves no longer.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= Expires;

    /// <summary>The token's text, secret included: for whom it was made, and for nobody else.</summary>
    public string Encode()
    {
        var identity = Encoding.ASCII.GetBytes(Identity.ToString());
        var bytes = new byte[IdentityAt + identity.Length + CheckSize];
        bytes[0] = (byte)bytes.Length;
        _authorityHash.CopyTo(bytes, HashAt);
        _secret.CopyTo(bytes, SecretAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(ExpiryAt), Expires.ToUnixTimeSeconds());
        identity.CopyTo(bytes, IdentityAt);
        Check(bytes).CopyTo(bytes, bytes.Length - CheckSize);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>What it is for, without the secret, so that it may stand in a log.</summary>
    public override string ToString() => $"token for {Identity}, until {Expires:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    private static EnrollmentTokenStatus Read(byte[] bytes, out EnrollmentToken? token)
    {
        token = null;
        if (bytes.Length == 0 || bytes.Length < bytes[0])
        {
            return EnrollmentTokenStatus.Truncated;
        }

        if (bytes.Length != bytes[0] || bytes.Length <= IdentityAt + CheckSize || !Check(bytes).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - CheckSize)))
        {
            return EnrollmentTokenStatus.Damaged;
        }

        var expiry = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(ExpiryAt));
        if (!TryIdentity(bytes.AsSpan(IdentityAt, bytes.Length - IdentityAt - CheckSize), out var identity) || expiry is < 0 or > LastSecond)
        {
            return EnrollmentTokenStatus.Damaged;
        }

        token = new EnrollmentToken(
            identity, bytes.AsSpan(HashAt, SHA256.HashSizeInBytes), bytes.AsSpan(SecretAt, SecretSize), DateTimeOffset.FromUnixTimeSeconds(expiry));
        return EnrollmentTokenStatus.Done;
    }

    private static bool TryIdentity(ReadOnlySpan<byte> text, [MaybeNullWhen(false)] out LinkIdentity identity) =>
        LinkIdentity.TryParse(Encoding.ASCII.GetString(text), out identity);

    private static byte[] Check(byte[] bytes) => SHA256.HashData(bytes.AsSpan(0, bytes.Length - CheckSize))[..CheckSize];

    /// <summary>Decodes as many whole bytes as there are, so that a token whose end is missing is told from an altered one.</summary>
    private static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > LongestCode || text.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        // A group that is cut off may hold bits of a byte that is not there any more; such a group decodes to nothing.
        var buffer = new byte[text.Length];
        var whole = text.Length / 4 * 4;
        _ = Base64Url.DecodeFromChars(text[..whole], buffer, out _, out var written);
        _ = Base64Url.DecodeFromChars(text[whole..], buffer.AsSpan(written), out _, out var more);
        bytes = buffer[..(written + more)];
        return true;
    }

    private static bool IsOtherVersion(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 2 && text.StartsWith("rn", StringComparison.Ordinal) && text[2..dot].All(char.IsAsciiDigit);
    }
}
