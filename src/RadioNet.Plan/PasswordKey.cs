using System.Buffers.Text;
using System.Globalization;

namespace RadioNet.Plan;

/// <summary>
/// A password hash as the plan has it: <c>pbkdf2-sha512:ROUNDS:SALT:KEY</c>, salt (16 octets) and key (32) in base64url without padding.
/// </summary>
/// <param name="Rounds">The rounds of PBKDF2 with HMAC-SHA-512, 100,000 to 5,000,000.</param>
/// <param name="Salt">16 octets.</param>
/// <param name="Key">32 octets, derived from the password.</param>
public sealed record PasswordKey(int Rounds, byte[] Salt, byte[] Key)
{
    /// <summary>What stands in place of a hash where nobody signs in by that name.</summary>
    public const string Disabled = "disabled";

    /// <summary>The octets of a salt.</summary>
    public const int SaltLength = 16;

    /// <summary>The octets of a key.</summary>
    public const int KeyLength = 32;

    private const string Kind = "pbkdf2-sha512";

    /// <summary>A plan that asks for more is believed to be wrong: a sign-in would hold a processor for seconds.</summary>
    private const int MostRounds = 5_000_000;

    private const int FewestRounds = 100_000;

    /// <summary>Reads one; null for what is none.</summary>
    public static PasswordKey? Parse(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.Split(':') is [Kind, var rounds, var salt, var key]
            && int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= FewestRounds and <= MostRounds
            && Octets(salt, SaltLength) is { } saltOctets && Octets(key, KeyLength) is { } keyOctets
            ? new PasswordKey(count, saltOctets, keyOctets)
            : null;
    }

    /// <summary>As the plan has it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Rounds}:{Base64Url.EncodeToString(Salt)}:{Base64Url.EncodeToString(Key)}");

    private static byte[]? Octets(string text, int length)
    {
        var octets = new byte[length];
        return Base64Url.IsValid(text, out var found) && found == length && Base64Url.TryDecodeFromChars(text, octets, out _) ? octets : null;
    }
}
