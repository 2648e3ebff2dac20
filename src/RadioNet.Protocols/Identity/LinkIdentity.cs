using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Protocols.Identity;

/// <summary>
/// Who somebody is on a link: <c>radionet://NETWORK/site/ID</c> or <c>radionet://NETWORK/node/ID</c>, as certificates carry it
/// in their SubjectAltName (a uniformResourceIdentifier, RFC 5280 §4.2.1.6). It is never a host name.
/// </summary>
public sealed record LinkIdentity
{
    private const string Scheme = "radionet://";

    /// <summary>The longest id in characters.</summary>
    public const int LongestId = 63;

    /// <summary>The longest identity in characters.</summary>
    public const int Longest = 11 + LongestId + 6 + LongestId;

    private LinkIdentity(string network, LinkPeerKind kind, string id) => (Network, Kind, Id) = (network, kind, id);

    /// <summary>The network's id in the plan when the identity was given. A CA's key, and not this name, tells networks apart.</summary>
    public string Network { get; }

    /// <summary>What it is.</summary>
    public LinkPeerKind Kind { get; }

    /// <summary>Its id in the plan.</summary>
    public string Id { get; }

    /// <summary>Kind and id without the network, <c>site/ID</c>: what stands in records of this network.</summary>
    public string Name => $"{Word(Kind)}/{Id}";

    /// <summary>An identity of ids that a plan takes; other ids are an <see cref="ArgumentException"/>.</summary>
    public static LinkIdentity Of(string network, LinkPeerKind kind, string id) =>
        IsId(network) && IsId(id) && kind is LinkPeerKind.Node or LinkPeerKind.Site
            ? new LinkIdentity(network, kind, id)
            : throw new ArgumentException($"\"{network}\", {kind}, \"{id}\" make no identity.", nameof(id));

    /// <summary>Reads the form that <see cref="ToString"/> writes, and no other: what is equal looks equal.</summary>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out LinkIdentity identity)
    {
        identity = null;
        if (text is null || text.Length > Longest || !text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        LinkPeerKind? KindOf(string word) => word switch
        {
            "node" => LinkPeerKind.Node,
            "site" => LinkPeerKind.Site,
            _ => null,
        };
        if (text[Scheme.Length..].Split('/') is not [var network, var word, var id] || KindOf(word) is not { } kind
            || !IsId(network) || !IsId(id))
        {
            return false;
        }

        identity = new LinkIdentity(network, kind, id);
        return true;
    }

    /// <summary>
    /// Whether a text is an id of a plan: letters a–z and A–Z and digits, and after the first of them <c>. _ -</c> too; at most
    /// <see cref="LongestId"/>. Ids stand in certificate names, file names and metrics, so nothing there needs quoting.
    /// </summary>
    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= LongestId } && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Network}/{Name}";

    private static string Word(LinkPeerKind kind) => kind == LinkPeerKind.Node ? "node" : "site";
}
