using System.Security.Cryptography;
using System.Text;
using RadioNet.Plan.Model;

namespace RadioNet.Plan;

/// <summary>The fingerprint of a plan's content.</summary>
public static class PlanHash
{
    /// <summary>SHA-256 of the canonical text with its secrets, as 64 small hexadecimal digits; lines and comments take no part.</summary>
    public static string Of(NetworkPlan plan) =>
        Convert.ToHexStringLower(OfText(PlanWriter.Write(plan, withSecrets: true)));

    /// <summary>SHA-256 of <see cref="CanonicalPlan.Text"/>, as 64 small hexadecimal digits: what a revision is known by on every node.</summary>
    public static string OfCanonical(NetworkPlan plan) => Convert.ToHexStringLower(OfText(CanonicalPlan.Text(plan)));

    /// <summary>SHA-256 of a text's UTF-8 octets, 32 octets.</summary>
    public static byte[] OfText(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
