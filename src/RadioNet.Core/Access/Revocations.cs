using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>
/// The certificates that serve no more: the root makes the list of them and signs it, the nodes below keep the newest that came and
/// obey it. Safe from any thread.
/// </summary>
internal sealed class Revocations
{
    /// <summary>The largest list in octets: one of 30,000 certificates.</summary>
    private const int Largest = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly NodeCredentials _node;
    private readonly IRevokedStore _store;
    private readonly PlanKeeper _keeper;
    private readonly LinkClock _clock;
    private readonly ConcurrentDictionary<string, X509Certificate2> _servers = new();
    private volatile State? _state;

    public Revocations(NodeCredentials node, IRevokedStore store, PlanKeeper keeper, LinkClock clock)
    {
        (_node, _store, _keeper, _clock) = (node, store, keeper, clock);
        if (node.Authority is not null)
        {
            Make();
        }
        else if (store.NewestRevocations() is { } kept && Read(kept.Peers) is { } peers)
        {
            _state = State.Of(kept, peers);
        }

        if (node.Holder is { } holder)
        {
            holder.Refuses = IsRefused;
        }
    }

    /// <summary>There is another list.</summary>
    public event EventHandler? Changed;

    /// <summary>The list's number; 0 when there is none.</summary>
    public long Number => _state?.Sealed.Number ?? 0;

    /// <summary>The list as it is passed on, when its number is above another; else null.</summary>
    public RevokedList? NewerThan(long number) => _state?.Sealed is { } list && list.Number > number
        ? new RevokedList
        {
            Number = list.Number,
            Network = list.Network,
            Peers = ByteString.CopyFrom(list.Peers),
            Signature = ByteString.CopyFrom(list.Signature),
        }
        : null;

    /// <summary>Whether the list has a certificate. At the root its store says so, and knows more.</summary>
    public bool Has(X509Certificate2 certificate, LinkIdentity holder) =>
        _state is { } state && _node.Authority is null
        && (state.Serials.Contains(certificate.SerialNumber)
            || (state.Peers.TryGetValue(holder.Name, out var before) && LinkCertificate.BeginOf(certificate) + _clock.Lifetimes.Backdating < before));

    /// <summary>Whether the certificate that a node showed last to this one, as a server, is in the list.</summary>
    public bool HasServer(string node) =>
        _servers.TryGetValue(node, out var certificate) && Identity(certificate) is { } identity && Has(certificate, identity);

    /// <summary>At the root, makes the list anew after a revocation.</summary>
    public void Refresh()
    {
        if (_node.Authority is not null && Make())
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Takes a list that came, when the root signed it and it is newer; whether it did.</summary>
    public bool Take(RevokedList list)
    {
        if (_node.Authority is not null || _node.Holder is not { } holder || list.Number <= Number || list.Peers.Length > Largest
            || !IsSigned(holder.Current.Authority, list) || Read(list.Peers.Span) is not { } peers)
        {
            return false;
        }

        lock (_gate)
        {
            if (list.Number <= Number)
            {
                return false;
            }

            var kept = new SealedRevocations(list.Network, list.Number, list.Peers.ToByteArray(), list.Signature.ToByteArray());
            _store.KeepRevocations(kept);
            _state = State.Of(kept, peers);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    private static byte[] Line(string network, long number, ReadOnlySpan<byte> peers) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"radionet-revoked 1 {network} {number} {Convert.ToHexStringLower(SHA256.HashData(peers))}"));

    private static bool IsSigned(X509Certificate2 authority, RevokedList list)
    {
        using var key = authority.GetECDsaPublicKey();
        return key is not null && key.VerifyData(Line(list.Network, list.Number, list.Peers.Span), list.Signature.Span, HashAlgorithmName.SHA256);
    }

    private static RevokedPeers? Read(ReadOnlySpan<byte> peers)
    {
        try
        {
            return RevokedPeers.Parser.ParseFrom(peers);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private bool Make()
    {
        lock (_gate)
        {
            var here = _store.RevokedHere(_clock.Now - _clock.Lifetimes.Grace);
            if (here.Number <= Number)
            {
                return false;
            }

            var peers = new RevokedPeers();
            peers.Serials.Add(here.Serials.Select(serial => ByteString.CopyFrom(Convert.FromHexString(serial))));
            peers.Peers.Add(here.Peers.Select(peer => new RevokedPeer { Name = peer.Name, Before = peer.At.ToUnixTimeSeconds() }));
            var (network, octets) = (_keeper.Current.Plan.Network, peers.ToByteArray());
            _state = State.Of(new SealedRevocations(network, here.Number, octets, _node.Authority!.Sign(Line(network, here.Number, octets))), peers);
            return true;
        }
    }

    /// <summary>Asked of each server that this node's links go to.</summary>
    private bool IsRefused(X509Certificate2 server)
    {
        if (Identity(server) is not { } identity)
        {
            return false;
        }

        _servers[identity.Id] = X509CertificateLoader.LoadCertificate(server.RawData);
        return Has(server, identity);
    }

    private LinkIdentity? Identity(X509Certificate2 certificate) =>
        LinkCertificate.Verify(certificate, _node.Holder!.Current.Authority, null, _clock.Now, _clock.Lifetimes.Grace).Identity;

    private sealed record State(SealedRevocations Sealed, FrozenSet<string> Serials, FrozenDictionary<string, DateTimeOffset> Peers)
    {
        public static State Of(SealedRevocations list, RevokedPeers peers) => new(
            list,
            peers.Serials.Select(serial => Convert.ToHexString(serial.Span)).ToFrozenSet(),
            peers.Peers.Where(peer => peer.Before is > 0 and < 253_402_300_800).DistinctBy(peer => peer.Name)
                .ToFrozenDictionary(peer => peer.Name, peer => DateTimeOffset.FromUnixTimeSeconds(peer.Before)));
    }
}
