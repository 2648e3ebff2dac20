namespace RadioNet.Protocols.Identity;

/// <summary>What stands at one end of a link. The numbers are stored.</summary>
public enum LinkPeerKind
{
    /// <summary>A node: <c>…/node/ID</c>.</summary>
    Node = 1,

    /// <summary>A site's base station: <c>…/site/ID</c>.</summary>
    Site = 2,
}
