using System.Security.Cryptography.X509Certificates;
using RadioNet.Api.Links;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>Who may have a link: the network's CA certified it, the plan has it, and nobody revoked it.</summary>
internal sealed class LinkAdmission(
    NodeCredentials node, Revocations revocations, IAccessStore store, PlanKeeper keeper, IAlarmBook alarms, LinkClock clock, StandingNodes standing)
{
    private const string Self = "radionet";

    /// <summary>Whether a certificate is of this network's links, be it over or revoked: the others get no connection at all.</summary>
    public bool IsOfNetwork(X509Certificate2 certificate) => Look(certificate).Identity is not null;

    /// <summary>Admits the holder of a certificate that asks for a link, or says why not; people are told what they should know.</summary>
    public (LinkIdentity? Peer, string Refusal) Admit(X509Certificate2 certificate)
    {
        var verdict = Look(certificate);
        if (verdict.Identity is not { } peer)
        {
            return (null, "The certificate is not one of this network's.");
        }

        if ((WhyNot(certificate, peer) ?? WhyNot(certificate, verdict)) is { } refusal)
        {
            _ = alarms.RaiseAsync(AlarmKind.LinkRefused, peer.Name, refusal);
            return (null, refusal.En);
        }

        _ = alarms.ClearAsync(AlarmKind.LinkRefused, peer.Name, Self);
        TellOfGrace(certificate, peer, verdict.IsInGrace);
        return (peer, "");
    }

    /// <summary>
    /// Why an open link must be closed; null when it may stay: so may a node's that the plan has no more, until that is let go. A certificate that ends while its link is open ends the link
    /// only when its holder has not renewed it: the link goes on with what it began with.
    /// </summary>
    public string? Recheck(X509Certificate2 certificate)
    {
        var verdict = Look(certificate);
        if (verdict.Identity is not { } peer)
        {
            return "The CA is another.";
        }

        var isLeaving = peer.Kind == LinkPeerKind.Node && standing.Has(peer.Id) && !keeper.Current.Knows(peer.Kind, peer.Id);
        if ((isLeaving ? WhyRevoked(certificate, peer) : WhyNot(certificate, peer)) is { } refusal)
        {
            return refusal.En;
        }

        if (verdict is { IsInGrace: false, IsValid: true })
        {
            return null;
        }

        var isRenewed = store.IsRenewed(peer.Kind, peer.Id, certificate.SerialNumber);
        TellOfGrace(certificate, peer, !isRenewed);
        return isRenewed ? null : WhyNot(certificate, verdict)?.En;
    }

    /// <summary>Tells people that a certificate is over and serves for some days yet, or that it is so no more.</summary>
    public void TellOfGrace(X509Certificate2 certificate, LinkIdentity peer, bool isInGrace)
    {
        if (!isInGrace)
        {
            _ = alarms.ClearAsync(AlarmKind.CertificateExpired, peer.Name, Self);
            return;
        }

        var end = LinkCertificate.EndOf(certificate);
        _ = alarms.RaiseAsync(AlarmKind.CertificateExpired, peer.Name, new LocalizedText(
            $"Chứng thư của {peer.Name} đã hết hạn ngày {end:yyyy-MM-dd}, chỉ còn dùng được đến {end + clock.Lifetimes.Grace:yyyy-MM-dd}. Hãy xem vì sao nó không gia hạn được.",
            $"The certificate of {peer.Name} expired on {end:yyyy-MM-dd} and serves until {end + clock.Lifetimes.Grace:yyyy-MM-dd} only. See why it was not renewed."));
    }

    private LinkVerdict Look(X509Certificate2 certificate) =>
        LinkCertificate.Verify(certificate, node.Holder!.Current.Authority, null, clock.Now, clock.Lifetimes.Grace);

    /// <summary>Why a certificate's times keep its holder out; null when they do not.</summary>
    private static LocalizedText? WhyNot(X509Certificate2 certificate, LinkVerdict verdict)
    {
        var (peer, serial) = (verdict.Identity!.Name, certificate.SerialNumber);
        return verdict.Status switch
        {
            LinkCertificateStatus.NotYetValid => new(
                $"Chứng thư {serial} của {peer} chưa có hiệu lực. Đồng hồ của nút này có đúng không?",
                $"Certificate {serial} of {peer} is not in force yet. Is this node's clock right?"),
            LinkCertificateStatus.Expired => new(
                $"Chứng thư {serial} của {peer} đã hết hạn ngày {LinkCertificate.EndOf(certificate):yyyy-MM-dd}. Hãy đăng ký lại bằng mã mới.",
                $"Certificate {serial} of {peer} expired on {LinkCertificate.EndOf(certificate):yyyy-MM-dd}. Enroll it again with a new token."),
            _ => null,
        };
    }

    /// <summary>Why the plan, or somebody's decision, keeps a peer out; null when neither does.</summary>
    private LocalizedText? WhyNot(X509Certificate2 certificate, LinkIdentity peer)
    {
        if (!keeper.Current.Knows(peer.Kind, peer.Id))
        {
            return new(
                $"Quy hoạch không có {peer.Name}. Hãy đưa vào quy hoạch, hoặc thu hồi chứng thư.",
                $"The plan has no {peer.Name}. Put it into the plan, or revoke its certificate.");
        }

        return WhyRevoked(certificate, peer);
    }

    private LocalizedText? WhyRevoked(X509Certificate2 certificate, LinkIdentity peer)
    {
        var serial = certificate.SerialNumber;
        return !store.IsRevoked(peer.Kind, peer.Id, serial) && !revocations.Has(certificate, peer) ? null : new(
            $"Chứng thư {serial} của {peer.Name} đã bị thu hồi. Nếu thiết bị này là của mình, hãy đăng ký lại bằng mã mới.",
            $"Certificate {serial} of {peer.Name} was revoked. If the device is yours, enroll it again with a new token.");
    }
}
