namespace RadioNet.Api.Links;

/// <summary>An attachment of a link's lower end to a node, whatever is said over it.</summary>
public interface ILinkSession : IAsyncDisposable
{
    /// <summary>The node's links address.</summary>
    Uri Node { get; }
}
