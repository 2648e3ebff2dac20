using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace RadioNet.Core.Ports.Links;

/// <summary>One connection at the links address. The server hands it to each request as a feature.</summary>
internal sealed class LinkConnection(ConnectionContext connection, X509Certificate2? certificate)
{
    /// <summary>Where it comes from.</summary>
    public IPEndPoint Remote { get; } = connection.RemoteEndPoint as IPEndPoint ?? new IPEndPoint(IPAddress.None, 0);

    /// <summary>The certificate that it showed; null for none.</summary>
    public X509Certificate2? Certificate { get; } = certificate;

    /// <summary>Who it is; null for a stranger, and for a holder of a certificate that does not serve.</summary>
    public LinkPeer? Peer { get; set; }

    /// <summary>What a stranger is told.</summary>
    public string Refusal { get; set; } = "This needs a certificate of the network. Enroll with a token.";

    /// <summary>Closes it at once; its calls are cancelled.</summary>
    public void Close(string why) => connection.Abort(new ConnectionAbortedException(why));
}
