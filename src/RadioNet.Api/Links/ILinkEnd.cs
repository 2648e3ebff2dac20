namespace RadioNet.Api.Links;

/// <summary>The lower end of a link, as those see it who find it a node.</summary>
/// <typeparam name="TSession">Its attachments.</typeparam>
public interface ILinkEnd<TSession>
    where TSession : class, ILinkSession
{
    /// <summary>Attaches to a node within some time, or throws as <see cref="LinkTongue{TSaid, THeard}.OpenAsync"/> does.</summary>
    Task<TSession> OpenAsync(Uri node, TimeSpan patience, CancellationToken cancel);

    /// <summary>Works with a session until it ends, and says why it did.</summary>
    Task<(LinkLoss Why, string Detail)> ServeAsync(TSession session, CancellationToken cancel);

    /// <summary>Whether to go back to a better node now, if it welcomes; asked at each <see cref="LinkRoundsOptions.ReturnInterval"/>.</summary>
    Task<bool> MayReturnAsync(Uri better, CancellationToken cancel);

    /// <summary>The link to a node is over, or that node could not be had.</summary>
    /// <param name="node">Its links address.</param>
    /// <param name="why">Why.</param>
    /// <param name="detail">In the node's words, or the system's; English.</param>
    /// <param name="wasAttached">Whether there was a session before.</param>
    void Detached(Uri node, LinkLoss why, string detail, bool wasAttached);
}
