using System.Buffers.Binary;
using System.Security.Cryptography;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>
/// Nonces that need no memory: each is the first word of HMAC-SHA256 over repeater id, address and half minute, under a key of
/// this start of the node. So nothing is kept for a stranger, and a nonce serves its own asker only, for 30 to 60 s.
/// </summary>
internal sealed class NonceMint(TimeProvider time)
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(30);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public LoginNonce For(RepeaterId repeater, in PeerAddress from) => Mint(repeater, from, Window);

    /// <summary>Whether a proof fits the nonce of this half minute or of the one before.</summary>
    public bool Verify(in LoginProof proof, in PeerAddress from, ReadOnlySpan<byte> secret) =>
        proof.Verify(Mint(proof.Repeater, from, Window), secret)
        | proof.Verify(Mint(proof.Repeater, from, Window - 1), secret);

    private long Window => (long)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds / (long)_window.TotalSeconds;

    private LoginNonce Mint(RepeaterId repeater, in PeerAddress from, long window)
    {
        Span<byte> message = stackalloc byte[30];
        BinaryPrimitives.WriteUInt32BigEndian(message, repeater.Value);
        BinaryPrimitives.WriteUInt64BigEndian(message[4..], from.High);
        BinaryPrimitives.WriteUInt64BigEndian(message[12..], from.Low);
        BinaryPrimitives.WriteUInt16BigEndian(message[20..], from.Port);
        BinaryPrimitives.WriteInt64BigEndian(message[22..], window);
        Span<byte> digest = stackalloc byte[32];
        HMACSHA256.HashData(_key, message, digest);
        return new LoginNonce(BinaryPrimitives.ReadUInt32BigEndian(digest));
    }
}
