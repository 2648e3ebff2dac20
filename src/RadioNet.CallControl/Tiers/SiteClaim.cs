namespace RadioNet.CallControl.Tiers;

/// <summary>Says that a site is served at a node that is not, or not only, the plan's: a repeater of it is logged in there.</summary>
/// <param name="Node">The node.</param>
/// <param name="Number">Higher than that of every claim that the node knew of: of two claims of one site the higher one holds.</param>
public readonly record struct SiteClaim(string Node, long Number)
{
    /// <summary>Whether it holds against another claim of the same site.</summary>
    public bool Beats(SiteClaim other) => Number != other.Number ? Number > other.Number : string.CompareOrdinal(Node, other.Node) > 0;
}
