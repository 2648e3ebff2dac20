using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Api.Links;
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
    private readonly Lock _gate = new();
    private readonly NodeCredentials _node;
    private readonly IRevokedStore _store;
    private readonly PlanKeeper _keeper;
    private readonly LinkClock _clock;
    private readonly RevokedServers? _servers;
    private volatile RevokedCertificates? _known;

    public Revocations(NodeCredentials node, IRevokedStore store, PlanKeeper keeper, LinkClock clock)
    {
        (_node, _store, _keeper, _clock) = (node, store, keeper, clock);
        if (node.Authority is not null)
        {
            Make();
        }
        else if (store.NewestRevocations() is { } kept)
        {
            _known = RevokedCertificates.Read(ListOf(kept));
        }

        if (node.Holder is { } holder)
        {
            _servers = new RevokedServers(holder, clock, () => Obeyed);
        }
    }

    /// <summary>There is another list.</summary>
    public event EventHandler? Changed;

    /// <summary>The list's number; 0 when there is none.</summary>
    public long Number => _known?.List.Number ?? 0;

    /// <summary>What is obeyed here; at the root its store says so, and knows more.</summary>
    private RevokedCertificates? Obeyed => _node.Authority is null ? _known : null;

    /// <summary>The list as it is passed on, when its number is above another; else null.</summary>
    public RevokedList? NewerThan(long number) => _known?.List is { } list && list.Number > number ? list : null;

    /// <summary>Whether the list has a certificate. At the root its store says so, and knows more.</summary>
    public bool Has(X509Certificate2 certificate, LinkIdentity holder) => Obeyed?.Has(certificate, holder, _clock.Lifetimes) == true;

    /// <summary>Whether the certificate that a node showed last to this one, as a server, is in the list.</summary>
    public bool HasServer(string node) => _servers?.Has(node) == true;

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
        if (_node.Authority is not null || _node.Holder is not { } holder || RevokedCertificates.Newer(list, Number, holder.Current.Authority) is not { } newer)
        {
            return false;
        }

        lock (_gate)
        {
            if (list.Number <= Number)
            {
                return false;
            }

            _store.KeepRevocations(new SealedRevocations(list.Network, list.Number, list.Peers.ToByteArray(), list.Signature.ToByteArray()));
            _known = newer;
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    private static RevokedList ListOf(SealedRevocations list) => new()
    {
        Number = list.Number,
        Network = list.Network,
        Peers = ByteString.CopyFrom(list.Peers),
        Signature = ByteString.CopyFrom(list.Signature),
    };

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
            _known = RevokedCertificates.Read(
                ListOf(new SealedRevocations(network, here.Number, octets, _node.Authority!.Sign(RevokedCertificates.Line(network, here.Number, octets)))));
            return true;
        }
    }
}
