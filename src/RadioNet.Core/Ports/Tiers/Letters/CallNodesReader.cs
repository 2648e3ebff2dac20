using System.Collections.Immutable;
using RadioNet.CallControl.Tiers;
using Wire = RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>
/// Reads which nodes hang together. What comes out is a tree: every node's way up leads to its top, and no node stands in it twice,
/// so that whoever follows it arrives.
/// </summary>
internal sealed class CallNodesReader
{
    private readonly LetterCheck _check;
    private readonly List<string> _names;

    private CallNodesReader(string top, LetterCheck check) => (_check, _names) = (check, [top]);

    /// <summary>What a neighbour says of who is below it; this node itself can't be.</summary>
    public static TierMessage.Below Below(Wire.CallNodes said, string self, string neighbour, LetterCheck check)
    {
        var reader = new CallNodesReader(neighbour, check);
        var uplinks = reader.Tree(said);
        if (said.Top.Length > 0 || uplinks.ContainsKey(self))
        {
            check.Wrong<object>(said.Top.Length > 0 ? "below has no top" : "below has the node that it is said to");
        }

        return new TierMessage.Below(uplinks, reader.Unjoined(said), check.Number(said.Clock, "clock")) { Away = reader.Away(said) };
    }

    /// <summary>What the top says of all.</summary>
    public static TierMessage.Whole Whole(Wire.CallNodes said, LetterCheck check)
    {
        var reader = new CallNodesReader(check.Id(said.Top, "top"), check);
        var view = new NodeView { Top = said.Top, Uplinks = reader.Tree(said), Unjoined = reader.Unjoined(said), Away = reader.Away(said) };
        return new TierMessage.Whole(view, check.Number(said.Clock, "clock"));
    }

    private ImmutableSortedDictionary<string, string> Tree(Wire.CallNodes said)
    {
        var tree = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (said.Nodes.Count > LetterLimits.MostNodes || said.Above.Count > said.Nodes.Count)
        {
            _check.Wrong<object>(said.Nodes.Count > LetterLimits.MostNodes ? $"nodes are more than {LetterLimits.MostNodes}" : "above has more than nodes");
            return tree.ToImmutable();
        }

        _names.AddRange(_check.Ids(said.Nodes, LetterLimits.MostNodes, "nodes"));
        if (_names.Distinct().Count() < _names.Count)
        {
            _check.Wrong<object>("a node stands twice in nodes");
            return tree.ToImmutable();
        }

        for (var i = 0; i < said.Above.Count; i++)
        {
            if (said.Above[i] > i)
            {
                _check.Wrong<object>("above leads to no node before");
                break;
            }

            tree[_names[i + 1]] = _names[(int)said.Above[i]];
        }

        return tree.ToImmutable();
    }

    private ImmutableSortedDictionary<string, ImmutableArray<Part>> Unjoined(Wire.CallNodes said)
    {
        var unjoined = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Part>>();
        if (said.Unjoined.Count > LetterLimits.MostUnjoined
            || said.Unjoined.Sum(call => call.Parts.Sum(part => (long)part.Nodes.Count)) > LetterLimits.MostPartNodes)
        {
            _check.Wrong<object>("unjoined are too many");
            return unjoined.ToImmutable();
        }

        foreach (var call in said.Unjoined)
        {
            unjoined[_check.CallKey(call.CallKey, "unjoined.call_key")] = _check.All(
                call.Parts, LetterLimits.MostParts, "parts", part => new Part(Name(part.Arbiter), [.. part.Nodes.Select(Name)]));
        }

        return unjoined.ToImmutable();
    }

    private ImmutableSortedDictionary<string, SiteClaim> Away(Wire.CallNodes said)
    {
        var away = NodeView.NothingAway.ToBuilder();
        foreach (var (site, claim) in _check.All(said.Away, LetterLimits.MostAway, "away", Read))
        {
            if (!away.TryAdd(site, claim))
            {
                _check.Wrong<object>("a site is away twice");
            }
        }

        return away.ToImmutable();

        KeyValuePair<string, SiteClaim> Read(Wire.SiteAway one) => KeyValuePair.Create(
            _check.Id(one.Site, "away.site"),
            new SiteClaim(
                one.Node <= said.Above.Count ? Name(one.Node) : _check.Wrong<string>("a site is away at no node of the tree") ?? "",
                _check.Number(one.Claim, "away.claim")));
    }

    private string Name(uint number) => number < _names.Count ? _names[(int)number] : _check.Wrong<string>("a part has a node without a name") ?? "";
}
