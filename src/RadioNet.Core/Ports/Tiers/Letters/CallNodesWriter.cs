using System.Collections.Immutable;
using RadioNet.CallControl.Tiers;
using Wire = RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>Writes which nodes hang together: each node's name once, a node behind the one above it.</summary>
internal sealed class CallNodesWriter
{
    private readonly Wire.CallNodes _said;
    private readonly Dictionary<string, uint> _numbers = [];

    private CallNodesWriter(string top, ImmutableSortedDictionary<string, string> uplinks, long clock)
    {
        _said = new Wire.CallNodes { Clock = clock };
        _numbers[top] = 0;
        var below = uplinks.ToLookup(uplink => uplink.Value, uplink => uplink.Key);
        Queue<(string Node, uint Number)> next = new([(top, 0)]);
        while (next.TryDequeue(out var above))
        {
            foreach (var node in below[above.Node])
            {
                next.Enqueue((node, NumberOf(node)));
                _said.Above.Add(above.Number);
            }
        }
    }

    /// <summary>What a node says of who is below it.</summary>
    public static Wire.CallNodes Of(TierMessage.Below below, string self) => new CallNodesWriter(self, below.Uplinks, below.Clock).With(below.Apart, below.Away);

    /// <summary>What the top says of all.</summary>
    public static Wire.CallNodes Of(TierMessage.Whole whole)
    {
        var said = new CallNodesWriter(whole.View.Top, whole.View.Uplinks, whole.Clock).With(whole.View.Unjoined, whole.View.Away);
        said.Top = whole.View.Top;
        return said;
    }

    private Wire.CallNodes With(
        ImmutableSortedDictionary<string, ImmutableArray<Part>> unjoined, ImmutableSortedDictionary<string, SiteClaim> away)
    {
        foreach (var (site, claim) in away.Where(away => _numbers.ContainsKey(away.Value.Node)))
        {
            _said.Away.Add(new Wire.SiteAway { Site = site, Node = _numbers[claim.Node], Claim = claim.Number });
        }

        foreach (var (callKey, parts) in unjoined)
        {
            var call = new Wire.CallParts { CallKey = callKey };
            foreach (var part in parts)
            {
                call.Parts.Add(new Wire.CallPart { Arbiter = NumberOf(part.Arbiter), Nodes = { part.Nodes.Order(StringComparer.Ordinal).Select(NumberOf) } });
            }

            _said.Unjoined.Add(call);
        }

        return _said;
    }

    private uint NumberOf(string node)
    {
        if (!_numbers.TryGetValue(node, out var number))
        {
            _said.Nodes.Add(node);
            _numbers[node] = number = (uint)_said.Nodes.Count;
        }

        return number;
    }
}
