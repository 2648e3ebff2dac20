using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace RadioNet.Core.Accounts;

/// <summary>
/// What a token says: <c>rc1.</c>, then JSON and its HMAC-SHA-256 under the node's key, each in base64url. Who holds it is <see cref="User"/> until
/// it expires, is signed out, or the plan says something else of the user.
/// </summary>
/// <param name="Id">The session's id, 16 random octets in hexadecimal.</param>
/// <param name="User">The user's name.</param>
/// <param name="Entry">What the plan said of the user at sign-in, as a hash.</param>
/// <param name="Expires">Until when, UTC.</param>
internal sealed record SessionToken(string Id, string User, string Entry, DateTimeOffset Expires)
{
    private const string Begin = "rc1.";

    private const int LongestToken = 1024;

    /// <summary>Writes and signs it.</summary>
    public string Sign(byte[] key)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(this);
        return $"{Begin}{Base64Url.EncodeToString(said)}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, said))}";
    }

    /// <summary>Reads one that this key signed; whether it still serves is for others to say.</summary>
    public static bool TryRead(string text, byte[] key, [NotNullWhen(true)] out SessionToken? token)
    {
        token = null;
        if (text.Length > LongestToken || !text.StartsWith(Begin, StringComparison.Ordinal)
            || text[Begin.Length..].Split('.') is not [var body, var mark] || !Base64Url.IsValid(body) || !Base64Url.IsValid(mark))
        {
            return false;
        }

        var said = Base64Url.DecodeFromChars(body);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, said), Base64Url.DecodeFromChars(mark)))
        {
            return false;
        }

        token = JsonSerializer.Deserialize<SessionToken>(said);
        return token is not null;
    }
}
