using System.Collections.Immutable;
using System.Globalization;

namespace RadioNet.Plan.Overlay;

/// <summary>An edit of one talkgroup or subscriber that was made at a node which could not reach the root.</summary>
/// <param name="Key">Which it is.</param>
/// <param name="Revision">The root's revision on which it was made.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Action">What it does.</param>
/// <param name="Id">Of which one.</param>
/// <param name="Words">The words of <see cref="PlanEdits"/>.</param>
/// <param name="Before">What the node's plan said of it before (<see cref="OverlayMerge.EntryText"/>).</param>
/// <param name="After">What it said of it after.</param>
public sealed record OverlayEdit(
    OverlayKey Key, int Revision, OverlayKind Kind, OverlayAction Action, uint Id, ImmutableArray<string> Words, string Before, string After)
{
    /// <summary>Who made it.</summary>
    public string Who { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What they said; may be empty.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The request that asked for it.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The revision that it made there, such as <c>R17+core-low.1</c>.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"R{Revision}+{Key}");

    /// <summary>What it does, as a command would say it.</summary>
    public string What => string.Create(CultureInfo.InvariantCulture, $"{Action.ToString().ToLowerInvariant()} {Kind.ToString().ToLowerInvariant()} {Id} {string.Join(' ', Words)}").TrimEnd();
}
