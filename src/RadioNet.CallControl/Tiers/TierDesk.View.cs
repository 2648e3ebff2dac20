using System.Collections.Immutable;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <content>What a change of the network changes for the machines here.</content>
public sealed partial class TierDesk
{
    private void ObeyView(NodeDirectory before)
    {
        var after = Homes;
        var lost = before.View.Nodes.Where(n => !after.View.Has(n)).ToImmutableHashSet();
        if (after.View.Nodes.Any(n => !before.View.Has(n)))
        {
            _terms.RaiseAll();
        }

        _terms.Lose(key => before.NodeOf(Address.Call(key)) != _self && after.NodeOf(Address.Call(key)) == _self);

        foreach (var (callKey, question) in _questions.Lose(after.View.Has))
        {
            _host.SayHere(Address.Call(callKey), new ToCall.Carried(question, []));
        }

        _gone.RemoveWhere(left => !_host.Has(Address.Call(left.CallKey)));
        ImmutableHashSet<string> all = [.. before.View.Nodes];
        foreach (var machine in _host.Machines.ToArray())
        {
            switch (machine.Kind)
            {
                case MachineKind.Call:
                    TellCall(machine, lost, before, after);
                    break;
                case MachineKind.Site when !lost.IsEmpty && after.NodeOf(machine) == _self:
                    _host.SayHere(machine, new ToSite.NodesLost(lost));
                    _host.SayHere(machine, new ToSite.SayAgain());
                    break;
                case MachineKind.Site:
                    _host.SayHere(machine, after.NodeOf(machine) == _self ? new ToSite.SayAgain() : new ToSite.Moved());
                    break;
                case MachineKind.Subscriber when after.NodeOf(machine) != _self:
                    _host.SayHere(machine, new ToSubscriber.Unwatched(all));
                    break;
                case MachineKind.Subscriber when !lost.IsEmpty:
                    _host.SayHere(machine, new ToSubscriber.Unwatched(lost));
                    break;
            }
        }

        foreach (var callKey in after.View.Unjoined.Keys.Where(key => after.NodeOf(Address.Call(key)) == _self))
        {
            _host.SayHere(Address.Call(callKey), new ToCall.Heal(after.JoinerOf(callKey) is var joiner && joiner != _self ? joiner : null));
        }

        _ways.Reroute(after);
        _host.SayHere(Address.Ingress, new ToIngress.SayAgain());
    }

    /// <summary>What arbiters of parts say to each other crosses from part to part, and says which term is to be exceeded.</summary>
    private void SendBetween(Address call, ToCall.BetweenArbiters message)
    {
        if (message is ToCall.Joined given && !TryGive(call, given))
        {
            return;
        }

        Stamp? stamp = message is ToCall.Wanted or ToCall.Kept ? null : _terms.Own(call.Key);
        Forward(new TierMessage.Envelope(_self, message.Node, new Letter(call, message with { Node = _self }), stamp));
        if (message is ToCall.Joined)
        {
            _ways.Forget(call.Key);
            NoteGiven(call, message.Node);
        }
    }

    private void TakeBetween(TierMessage.Envelope envelope, ToCall.BetweenArbiters message)
    {
        var call = envelope.Letter.To;
        if (IsOfMoved(envelope, message))
        {
            return;
        }

        if (Homes.NodeOf(call) is { } arbiter && arbiter != _self && !(message is ToCall.Joined && arbiter == message.Node))
        {
            if (message is ToCall.Joined)
            {
                // It has been given over meanwhile, or who gives it has another plan: it must not be lost on the way.
                Forward(envelope with { From = _self, To = arbiter, Stamp = envelope.Stamp is { } said ? said with { Arbiter = _self } : null });
            }

            return;
        }

        if (message is ToCall.Joined)
        {
            _terms.Lose(call.Key);
            Join(call.Key, message.Node, _self);
        }

        _host.SayHere(call, message);
        if (message is ToCall.Joined brought)
        {
            LoseUnreached(call, brought);
        }
    }

    /// <summary>What a call brings of nodes that were lost here while it was on its way is over: nobody else says so.</summary>
    private void LoseUnreached(Address call, ToCall.Joined brought)
    {
        var lost = brought.Spurts.Select(s => s.Ingress.Node).Except(Homes.ScopeOf(call.Key)).ToImmutableHashSet();
        if (!lost.IsEmpty)
        {
            _host.SayHere(call, new ToCall.NodesLost(lost));
        }
    }

    private void Join(string callKey, string arbiter, string into)
    {
        var before = Homes;
        TierMessage.Joined joined = new(callKey, arbiter, into);
        _words.Join(joined);
        // Where the view has it so already the top knows: said again, it would come after what has been joined since, and undo that.
        var isKnown = before.View.PartOf(callKey, arbiter)?.Arbiter == into;
        if (_membership.Join(joined, tellsTop: arbiter != _self && !isKnown))
        {
            ObeyView(before);
        }
    }

    private void TellCall(Address call, ImmutableHashSet<string> lost, NodeDirectory before, NodeDirectory after)
    {
        if (after.NodeOf(call) == _self
            && (before.NodeOf(call) != _self || IsFree(call.Key, before, after) || (before.View.Unjoined.ContainsKey(call.Key) && !after.View.Unjoined.ContainsKey(call.Key))))
        {
            _host.SayHere(call, new ToCall.Heal(null));
        }

        // A node may have been joined to another part: what it carries is that part's now.
        if (after.NodeOf(call) == _self && after.View.Unjoined.ContainsKey(call.Key))
        {
            lost = lost.Union(before.ScopeOf(call.Key).Except(after.ScopeOf(call.Key)));
        }

        if (!lost.IsEmpty)
        {
            _host.SayHere(call, new ToCall.NodesLost(lost));
        }

        if (after.NodeOf(call) is { } keeper && keeper != _self && !CallKey.IsData(call.Key))
        {
            _host.SayHere(call, new ToCall.GiveUp(keeper));
            return;
        }

        var gone = ImmutableArray.CreateBuilder<string>();
        List<string> come = [];
        foreach (var site in _context.Plan.Current.Plan.Sites)
        {
            var (was, now) = (SiteFor(call.Key, site.Id, before), SiteFor(call.Key, site.Id, after));
            if (was != now && was is not null)
            {
                gone.Add(site.Id);
            }

            if (was != now && now is not null)
            {
                come.Add(site.Id);
            }
        }

        if (gone.Count > 0)
        {
            _gone.UnionWith(gone.Select(site => (call.Key, site)));
            _host.SayHere(call, new ToCall.SitesLost(gone.ToImmutable()));
        }

        foreach (var site in come)
        {
            _host.SayHere(call, new ToCall.SiteForgot(site));
        }
    }

    /// <summary>The node that serves a site for a call; null when the call can't go there.</summary>
    private static string? SiteFor(string callKey, string site, NodeDirectory directory) =>
        directory.NodeOf(Address.Site(site)) is { } node && directory.MayGo(callKey, node) ? node : null;
}
