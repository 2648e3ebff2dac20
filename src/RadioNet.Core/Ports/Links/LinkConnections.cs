using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using RadioNet.Core.Access;

namespace RadioNet.Core.Ports.Links;

/// <summary>
/// The connections at the links address, from their handshake to their end. A peer's lasts as long as it likes and serves; a
/// stranger's, which is there to enroll, is short, and there are few of them.
/// </summary>
internal sealed class LinkConnections(LinkAdmission admission, TimeProvider time)
{
    /// <summary>The most connections of strangers at once, and of one address.</summary>
    private const int MostStrangers = 256;
    private const int MostOfOneAddress = 16;

    /// <summary>For how long a stranger may stay.</summary>
    private static readonly TimeSpan StrangersTime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<LinkConnection, byte> _open = [];
    private readonly ConcurrentDictionary<LinkConnection, byte> _strangers = [];

    private long _turnedAway;

    /// <summary>Peers' connections that are open.</summary>
    public int Peers => _open.Count - _strangers.Count;

    /// <summary>Strangers' connections that are open.</summary>
    public int Strangers => _strangers.Count;

    /// <summary>Connections that found no room, or are of another protocol.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Whether a peer has a connection with a certificate.</summary>
    public bool IsConnected(string serial) => _open.Keys.Any(link => link.Peer?.Serial == serial);

    /// <summary>Admits one connection that has shaken hands, and sees it through.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (!connection.Features.Get<ITlsApplicationProtocolFeature>()!.ApplicationProtocol.Span.SequenceEqual("h2"u8))
        {
            // The server would write a line of log for each.
            Interlocked.Increment(ref _turnedAway);
            return;
        }

        var link = new LinkConnection(connection, connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate);

        // Listed before it is admitted: a revocation meanwhile finds it here, or admission finds the revocation.
        _open[link] = 0;
        try
        {
            Admit(link);
            connection.Features.Set(link);
            if (link.Peer is not null)
            {
                await next(connection).ConfigureAwait(false);
            }
            else
            {
                await RunStrangerAsync(link, connection, next).ConfigureAwait(false);
            }
        }
        finally
        {
            _open.TryRemove(link, out _);
        }
    }

    /// <summary>Closes the connections of peers that may have none any more, and those of which that cannot be said.</summary>
    public void Recheck()
    {
        foreach (var link in _open.Keys)
        {
            if (link.Certificate is { } certificate && WhyNot(certificate) is { } why)
            {
                link.Close(why);
            }
        }
    }

    private string? WhyNot(X509Certificate2 certificate)
    {
        try
        {
            return admission.Recheck(certificate);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // One that ends just now, or the disk: the others are checked all the same.
            return $"It could not be checked again: {failed.Message}";
        }
    }

    private void Admit(LinkConnection link)
    {
        if (link.Certificate is not { } certificate)
        {
            return;
        }

        var (identity, refusal) = admission.Admit(certificate);
        if (identity is not null)
        {
            link.Peer = new LinkPeer(identity.Kind, identity.Id, certificate.SerialNumber, link.Remote);
        }
        else
        {
            link.Refusal = refusal;
        }
    }

    private async Task RunStrangerAsync(LinkConnection link, ConnectionContext connection, ConnectionDelegate next)
    {
        _strangers[link] = 0;
        try
        {
            if (_strangers.Count > MostStrangers || _strangers.Keys.Count(other => other.Remote.Address.Equals(link.Remote.Address)) > MostOfOneAddress)
            {
                Interlocked.Increment(ref _turnedAway);
                return;
            }

            await using var end = time.CreateTimer(_ => link.Close("A stranger's time is over."), null, StrangersTime, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            _strangers.TryRemove(link, out _);
        }
    }
}
