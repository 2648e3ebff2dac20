using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Google.Protobuf;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>The certificates that serve no more, as a list of the root's says (contract: <c>tier_access.proto</c>). Immutable.</summary>
public sealed class RevokedCertificates
{
    /// <summary>The largest list in octets: one of 30,000 certificates.</summary>
    public const int Largest = 1024 * 1024;

    private readonly FrozenSet<string> _serials;
    private readonly FrozenDictionary<string, DateTimeOffset> _peers;

    private RevokedCertificates(RevokedList list, RevokedPeers peers)
    {
        List = list;
        _serials = peers.Serials.Select(serial => Convert.ToHexString(serial.Span)).ToFrozenSet();
        _peers = peers.Peers.Where(peer => peer.Before is > 0 and < 253_402_300_800).DistinctBy(peer => peer.Name)
            .ToFrozenDictionary(peer => peer.Name, peer => DateTimeOffset.FromUnixTimeSeconds(peer.Before));
    }

    /// <summary>The list as it is passed on; not to be changed.</summary>
    public RevokedList List { get; }

    /// <summary>Reads a list, whoever signed it; null for none, and for one that is too large.</summary>
    public static RevokedCertificates? Read(RevokedList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        try
        {
            return list.Peers.Length <= Largest ? new RevokedCertificates(list, RevokedPeers.Parser.ParseFrom(list.Peers)) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Reads a list that has a higher number than another and that the CA signed; null for every other one.</summary>
    public static RevokedCertificates? Newer(RevokedList list, long number, X509Certificate2 authority)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(authority);
        return list.Number > number && list.Peers.Length <= Largest && IsSigned(authority, list) ? Read(list) : null;
    }

    /// <summary>What the CA signs.</summary>
    public static byte[] Line(string network, long number, ReadOnlySpan<byte> peers) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"radionet-revoked 1 {network} {number} {Convert.ToHexStringLower(SHA256.HashData(peers))}"));

    /// <summary>Whether a certificate of a holder is among them.</summary>
    public bool Has(X509Certificate2 certificate, LinkIdentity holder, LinkLifetimes lifetimes)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(lifetimes);
        return _serials.Contains(certificate.SerialNumber)
            || (_peers.TryGetValue(holder.Name, out var before) && LinkCertificate.BeginOf(certificate) + lifetimes.Backdating < before);
    }

    private static bool IsSigned(X509Certificate2 authority, RevokedList list)
    {
        using var key = authority.GetECDsaPublicKey();
        return key is not null && key.VerifyData(Line(list.Network, list.Number, list.Peers.Span), list.Signature.Span, HashAlgorithmName.SHA256);
    }
}
