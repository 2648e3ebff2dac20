using System.Net;
using Grpc.Core;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Ports.Links;

/// <summary>Who is at the other end of a link: admitted by its certificate, for as long as the connection is open.</summary>
/// <param name="Kind">A site's base station, or a node.</param>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Serial">Its certificate's serial number, upper-case hexadecimal.</param>
/// <param name="Remote">Where it connects from.</param>
public sealed record LinkPeer(LinkPeerKind Kind, string Id, string Serial, IPEndPoint Remote)
{
    /// <summary>Who calls. In a service that is <see cref="ServedOnLinksAttribute"/> there is always one, but in a method
    /// that is <see cref="WithoutCertificateAttribute"/>.</summary>
    public static LinkPeer Of(ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetHttpContext().Features.Get<LinkConnection>()?.Peer
            ?? throw new InvalidOperationException($"{context.Method} is not served on links, or without a certificate.");
    }
}
