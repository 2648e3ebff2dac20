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
    NodeCredentials node, IAccessStore store, PlanKeeper keeper, IAlarmBook alarms, LinkClock clock)
{
    private const string Self = "radionet";

    /// <summary>Whether a certificate is of this network's links, be it over or revoked: the others get no connection at all.</summary>
    public bool IsOfNetwork(X509Certificate2 certificate) => Look(certificate).Identity is not null;

    /// <summary>
    /// Admits a certificate's holder, or says why not. Raises an alarm when a certificate is over and still serves, and when
    /// one that asks for a link is refused; who loses an open link loses it by somebody's decision, which needs none.
    /// </summary>
    public (LinkIdentity? Peer, string Refusal) Admit(X509Certificate2 certificate, bool isOpen)
    {
        var verdict = Look(certificate);
        if (verdict.Identity is not { } peer)
        {
            return (null, "The certificate is not one of this network's.");
        }

        if (Refusal(certificate, verdict) is { } refusal)
        {
            if (!isOpen)
            {
                _ = alarms.RaiseAsync(AlarmKind.LinkRefused, peer.Name, refusal);
            }

            return (null, refusal.En);
        }

        _ = alarms.ClearAsync(AlarmKind.LinkRefused, peer.Name, Self);
        if (verdict.IsInGrace)
        {
            var end = LinkCertificate.EndOf(certificate);
            _ = alarms.RaiseAsync(AlarmKind.CertificateExpired, peer.Name, new LocalizedText(
                $"Chứng thư của {peer.Name} đã hết hạn ngày {end:yyyy-MM-dd}, chỉ còn dùng được đến {end + clock.Lifetimes.Grace:yyyy-MM-dd}. Hãy xem vì sao nó không gia hạn được.",
                $"The certificate of {peer.Name} expired on {end:yyyy-MM-dd} and serves until {end + clock.Lifetimes.Grace:yyyy-MM-dd} only. See why it was not renewed."));
        }
        else
        {
            _ = alarms.ClearAsync(AlarmKind.CertificateExpired, peer.Name, Self);
        }

        return (peer, "");
    }

    private LinkVerdict Look(X509Certificate2 certificate) =>
        LinkCertificate.Verify(certificate, node.Holder!.Current.Authority, null, clock.Now, clock.Lifetimes.Grace);

    private LocalizedText? Refusal(X509Certificate2 certificate, LinkVerdict verdict)
    {
        var peer = verdict.Identity!;
        var serial = certificate.SerialNumber;
        return verdict.Status switch
        {
            LinkCertificateStatus.NotYetValid => new(
                $"Chứng thư {serial} của {peer.Name} chưa có hiệu lực. Đồng hồ của nút này có đúng không?",
                $"Certificate {serial} of {peer.Name} is not in force yet. Is this node's clock right?"),
            LinkCertificateStatus.Expired => new(
                $"Chứng thư {serial} của {peer.Name} đã hết hạn ngày {LinkCertificate.EndOf(certificate):yyyy-MM-dd}. Hãy đăng ký lại bằng mã mới.",
                $"Certificate {serial} of {peer.Name} expired on {LinkCertificate.EndOf(certificate):yyyy-MM-dd}. Enroll it again with a new token."),
            _ when !keeper.Current.Knows(peer.Kind, peer.Id) => new(
                $"Quy hoạch không có {peer.Name}. Hãy đưa vào quy hoạch, hoặc thu hồi chứng thư.",
                $"The plan has no {peer.Name}. Put it into the plan, or revoke its certificate."),
            _ when store.IsRevoked(peer.Kind, peer.Id, serial) => new(
                $"Chứng thư {serial} của {peer.Name} đã bị thu hồi. Nếu thiết bị này là của mình, hãy đăng ký lại bằng mã mới.",
                $"Certificate {serial} of {peer.Name} was revoked. If the device is yours, enroll it again with a new token."),
            _ => null,
        };
    }
}
