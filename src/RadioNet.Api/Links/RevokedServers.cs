using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>
/// Has a link's lower end refuse nodes whose certificate was revoked, and remembers which certificate each node showed last. Safe from any
/// thread.
/// </summary>
public sealed class RevokedServers
{
    private readonly ConcurrentDictionary<string, X509Certificate2> _servers = new();
    private readonly LinkHolder _holder;
    private readonly LinkClock _clock;
    private readonly Func<RevokedCertificates?> _list;

    /// <summary>Looks at each server that is connected to from now on.</summary>
    /// <param name="holder">Whose links.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="list">What was revoked, as it is known now.</param>
    public RevokedServers(LinkHolder holder, LinkClock clock, Func<RevokedCertificates?> list)
    {
        ArgumentNullException.ThrowIfNull(holder);
        (_holder, _clock, _list) = (holder, clock, list);
        holder.Refuses = IsRefused;
    }

    /// <summary>Whether the certificate that a node showed last is in the list.</summary>
    public bool Has(string node) => _servers.TryGetValue(node, out var certificate) && Identity(certificate) is { } identity && Has(certificate, identity);

    private bool IsRefused(X509Certificate2 server)
    {
        if (Identity(server) is not { } identity)
        {
            return false;
        }

        _servers[identity.Id] = X509CertificateLoader.LoadCertificate(server.RawData);
        return Has(server, identity);
    }

    private bool Has(X509Certificate2 certificate, LinkIdentity identity) => _list()?.Has(certificate, identity, _clock.Lifetimes) == true;

    private LinkIdentity? Identity(X509Certificate2 certificate) =>
        LinkCertificate.Verify(certificate, _holder.Current.Authority, null, _clock.Now, _clock.Lifetimes.Grace).Identity;
}
