using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RadioNet.Core.Access;

/// <summary>What the root signs of a revision of the plan, and whether it did.</summary>
internal static class PlanSeal
{
    /// <summary>The octets that are signed (<c>tier_link.proto</c>, PlanOffer).</summary>
    public static byte[] Line(string network, int number, ReadOnlySpan<byte> sha256) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"radionet-plan 1 {network} {number} {Convert.ToHexStringLower(sha256)}"));

    /// <summary>Whether the CA whose certificate is given signed this.</summary>
    public static bool IsWhole(X509Certificate2 authority, string network, int number, ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature)
    {
        using var key = authority.GetECDsaPublicKey();
        return key is not null && key.VerifyData(Line(network, number, sha256), signature, HashAlgorithmName.SHA256);
    }
}
