using RadioNet.Api.Links;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>
/// What this node serves links with, and, at the root, the CA behind it. The root gives itself its certificate and renews it;
/// another node
/// uses what it was enrolled with, and asks the nodes above for the next (<see cref="NodeRenewal"/>). A node without credentials has no links.
/// </summary>
internal sealed class NodeCredentials : IDisposable
{
    private readonly LinkStore _files;
    private readonly NetworkAuthority? _key;
    private readonly PlanKeeper _keeper;
    private readonly NodeIdentity _node;
    private readonly LinkClock _clock;

    /// <summary>Takes up what the data folder holds; at the root it makes what is missing there.</summary>
    public NodeCredentials(
        string folder, IAccessStore store, PlanKeeper keeper, NodeIdentity node, LinkClock clock)
    {
        (_keeper, _node, _clock) = (keeper, node, clock);
        _files = new LinkStore(folder);
        if (keeper.Current.Nodes.Root == node.Id)
        {
            (_key, Trouble) = AuthorityFile.LoadOrCreate(folder, store, clock.Now);
            if (_key is not null)
            {
                Authority = new CertificateAuthority(_key, store, keeper, node, clock);
                Holder = new LinkHolder(Load() is { } own && Serves(own) ? own : Renew());
            }
        }
        else
        {
            (Holder, Trouble) = Enrolled();
        }
    }

    /// <summary>The CA; null at a node that has none.</summary>
    public CertificateAuthority? Authority { get; }

    /// <summary>What links are served with; null when there are none to serve.</summary>
    public LinkHolder? Holder { get; }

    /// <summary>Why the CA, or what this node was enrolled with, cannot be used; null when nothing is wrong.</summary>
    public LocalizedText? Trouble { get; }

    /// <summary>At the root, renews this node's certificate when it is due, or when the node's name in it is no longer so.</summary>
    public void RenewWhenDue()
    {
        if (Authority is not null && !Serves(Holder!.Current))
        {
            Holder.Replace(Renew());
        }
    }

    /// <summary>What renews the certificate of a node below another; null at the root, and where there is none.</summary>
    public LinkRenewal? RenewalFromAbove() =>
        Authority is null && Holder is not null ? new LinkRenewal(new Enrollment(_files, _clock), Holder, _clock) : null;

    public void Dispose() => _key?.Dispose();

    private bool Serves(LinkCredentials own) =>
        own.AuthorityHash.SequenceEqual(_key!.KeyHash)
        && own.Identity == LinkIdentity.Of(_keeper.Current.Plan.Network, LinkPeerKind.Node, _node.Id)
        && _clock.Now >= own.NotBefore
        && _clock.Now < own.RenewAt(_clock.Lifetimes);

    private LinkCredentials? Load()
    {
        try
        {
            return _files.Load();
        }
        catch (InvalidDataException)
        {
            // The root gives itself another.
            return null;
        }
    }

    private (LinkHolder? Holder, LocalizedText? Trouble) Enrolled()
    {
        try
        {
            return (_files.Load() is { } enrolled ? new LinkHolder(enrolled) : null, null);
        }
        catch (InvalidDataException wrong)
        {
            return (null, new LocalizedText(
                $"Không đọc được chứng thư của nút này: {wrong.Message} Hãy đăng ký lại nút bằng mã mới.",
                $"This node's certificate cannot be read: {wrong.Message} Enroll the node again with a new token."));
        }
    }

    private LinkCredentials Renew()
    {
        var own = Authority!.IssueOwn();
        _files.Save(own);
        return own;
    }
}
