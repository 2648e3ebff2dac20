using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Ports.Tiers;

namespace RadioNet.Core.Services;

/// <summary>The network's nodes as messages: where each is attached, and how its plan stands to this node's.</summary>
internal sealed class NodeMessages(ChildBook children, TierLink link, TierPlans plans, OverlayBook overlay)
{
    /// <summary>Puts into a node's message what this node knows of it.</summary>
    public Node Describe(Node node)
    {
        node.EditsNotTaken = overlay.NotTaken(node.Id);
        if (node.Self)
        {
            return DescribeSelf(node);
        }

        if ((children.ClockOf(node.Id) ?? (link.Parent?.Node == node.Id ? link.Clock : null)) is { } clock)
        {
            node.Clock = new NodeClock { Offset = (long)clock.Offset.TotalMicroseconds, Error = (ulong)clock.Error.TotalMicroseconds };
        }

        if (children.Below.TryGetValue(node.Id, out var below))
        {
            (node.Parent, node.Since, node.Software, node.PlanProblem) = (below.Parent, below.Since, below.Software, below.Plan?.Problem);
            Describe(node, below.Plan);
        }
        else
        {
            node.Since = children.LostSince(node.Id)?.ToTimestamp();
        }

        return node;
    }

    private Node DescribeSelf(Node node)
    {
        if (link.Parent is { } parent)
        {
            (node.Parent, node.Since) = (parent.Node, parent.Since.ToTimestamp());
        }
        else
        {
            node.Since = link.LostSince?.ToTimestamp();
        }

        node.Software = TierTongue.Software;
        node.PlanProblem = link.PlanProblem is { } problem ? PlanMessages.Of(problem) : null;
        Describe(node, plans.Held);
        return node;
    }

    private void Describe(Node node, PlanHeld? held)
    {
        var (own, number) = (plans.Held, held?.Number ?? 0);
        node.PlanRevision = number;
        node.PlanOverlay = held?.Overlay ?? "";
        node.PlanSha256 = held?.Sha256 ?? Google.Protobuf.ByteString.Empty;
        node.PlanStep = own is null || number < own.Number ? PlanStep.Behind
            : number == own.Number && node.PlanSha256 == own.Sha256 ? PlanStep.InStep
            : PlanStep.Ahead;
    }
}
