using System.Globalization;

namespace RadioNet.Plan.Overlay;

/// <summary>Which local edit: what the root decides about once.</summary>
/// <param name="Node">The node where it was made.</param>
/// <param name="Store">The folder that it was made on: another number after a node lost its folder.</param>
/// <param name="Number">Its number there, from 1, rising for ever.</param>
public sealed record OverlayKey(string Node, uint Store, long Number)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Node}.{Number}");
}
