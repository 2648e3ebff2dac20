using System.Security.Cryptography;
using System.Text;
using RadioNet.Plan;

namespace RadioNet.Core.Accounts;

/// <summary>
/// A password as the plan keeps it (<see cref="PasswordKey"/>): the key is derived by PBKDF2 with HMAC-SHA-512 (RFC 8018 clause 5.2) from the
/// password's UTF-8 as it was typed.
/// </summary>
public static class PasswordHash
{
    /// <summary>The fewest characters of a password.</summary>
    public const int ShortestPassword = 10;

    /// <summary>The most characters of a password.</summary>
    public const int LongestPassword = 256;

    private const int Rounds = 210_000;

    /// <summary>The hash of a password, with a salt of its own.</summary>
    public static string Of(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var salt = RandomNumberGenerator.GetBytes(PasswordKey.SaltLength);
        return new PasswordKey(Rounds, salt, Derive(password, salt, Rounds)).ToString();
    }

    /// <summary>Whether a text is a hash of this form.</summary>
    public static bool IsWellFormed(string hash) => PasswordKey.Parse(hash) is not null;

    /// <summary>
    /// Whether it is the password; takes some 100 ms of a processor either way, for what is no hash too, so that how long it takes tells nobody
    /// whether a name exists.
    /// </summary>
    public static bool Matches(string hash, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var parsed = PasswordKey.Parse(hash);
        var key = parsed ?? new PasswordKey(Rounds, new byte[PasswordKey.SaltLength], new byte[PasswordKey.KeyLength]);
        var same = CryptographicOperations.FixedTimeEquals(Derive(password, key.Salt, key.Rounds), key.Key);
        return same && parsed is not null;
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA512, PasswordKey.KeyLength);
}
