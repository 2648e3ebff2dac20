using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Plan;

/// <summary>
/// Where voice of a console comes from and goes to: each node's consoles are a site of their own, which no plan writes, has no timeslots, and is
/// always served by that node. Its id is an at sign before the node's, which no other site can have.
/// </summary>
public static class ConsoleSites
{
    private const char Mark = '@';

    /// <summary>The site of a node's consoles.</summary>
    public static string Of(string node) => Mark + node;

    /// <summary>The node whose consoles a site is; false for a site of a plan.</summary>
    public static bool TryNode(string site, [MaybeNullWhen(false)] out string node)
    {
        ArgumentNullException.ThrowIfNull(site);
        node = site.Length > 1 && site[0] == Mark ? site[1..] : null;
        return node is not null;
    }
}
