using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RadioNet.Protocols.Homebrew.OpenBridge;

/// <summary>HMAC-SHA1 as OpenBridge uses it (RFC 2104); the protocol says which hash, not we.</summary>
[SuppressMessage("Security", "CA5350", Justification = "OpenBridge prescribes HMAC-SHA1; as a keyed MAC it is unbroken.")]
internal static class BridgeSignature
{
    public const int Length = HMACSHA1.HashSizeInBytes;

    public static void Compute(ReadOnlySpan<byte> message, ReadOnlySpan<byte> secret, Span<byte> signature) =>
        HMACSHA1.HashData(secret, message, signature);

    public static bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> secret)
    {
        Span<byte> expected = stackalloc byte[Length];
        Compute(message, secret, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}
