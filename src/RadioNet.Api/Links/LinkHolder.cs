using System.Security.Cryptography.X509Certificates;

namespace RadioNet.Api.Links;

/// <summary>
/// The credentials in use. Who opens a connection takes the current ones; a renewal replaces them, and connections that are
/// open go on with those that they began with.
/// </summary>
public sealed class LinkHolder
{
    private volatile LinkCredentials _current;

    /// <summary>With the first credentials.</summary>
    public LinkHolder(LinkCredentials first) => _current = first;

    /// <summary>Those in use.</summary>
    public LinkCredentials Current => _current;

    /// <summary>Says of the certificate of a node of the network, each time that one is connected to, whether to have nothing to do with it; null refuses none.</summary>
    public Func<X509Certificate2, bool>? Refuses { get; set; }

    /// <summary>Takes others. The former are not disposed of: a handshake may be using them.</summary>
    public void Replace(LinkCredentials credentials) => _current = credentials;
}
