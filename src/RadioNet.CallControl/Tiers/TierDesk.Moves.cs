using System.Collections.Immutable;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <content>
/// What becomes of calls that another plan puts at another node (decision 14). Of the nodes that have the plan and those that do
/// not yet, one has the call: its home by the former plan keeps it until its home by the new one wants it, and gives it over when
/// the call is over. What comes to either meanwhile goes on to who has it.
/// </content>
public sealed partial class TierDesk
{
    /// <summary>What is not found after so many links, no node has: who wants the call has it, and who hears of the radio takes it.</summary>
    private const int MostToFind = 20;

    /// <summary>Who has a call that another node than this one's plan and view would say: this node itself, the one that it is wanted from, or the one that it was given to.</summary>
    private ImmutableDictionary<string, string> _held = ImmutableDictionary<string, string>.Empty;

    /// <summary>To whom this node gave calls: from one to the next it leads to who has the call.</summary>
    private readonly Dictionary<string, string> _given = [];

    /// <summary>Who had calls before plans moved them: it leads, from a home to one of an older plan, to one that had the call.</summary>
    private readonly Dictionary<string, string> _former = [];

    /// <summary>The calls that this node has ever wanted: it may get them when its plan puts them elsewhere again, and more than once.</summary>
    private readonly HashSet<string> _sought = [];

    /// <summary>The calls of arbiters here, and those that are wanted from others, with the nodes that have them.</summary>
    private IEnumerable<(string Key, string Arbiter)> BusyCalls() =>
        _host.Machines.Where(m => LetterRules.Decider(m) is { } key && _held.GetValueOrDefault(key, _self) == _self).Select(m => (m.Key, _self))
            .Concat(_held.Where(h => h.Value != _self && Homes.KeeperOf(h.Key) == _self).Select(h => (h.Key, h.Value)));

    /// <summary>The tree is another one: who had a call before has it still, where this node has it, or gets it, or knows better than its plan.</summary>
    private void Move(NodeDirectory before)
    {
        var after = new NodeDirectory(_tree, _self, _membership.View);
        var held = ImmutableDictionary.CreateBuilder<string, string>();
        var talkgroups = _context.Plan.Current.Plan.Talkgroups.Select(t => CallKey.Of(t.Id)).ToHashSet();
        var others = _host.Machines.Select(LetterRules.Decider).OfType<string>().Concat(_held.Keys).Where(key => !talkgroups.Contains(key)).Distinct();
        foreach (var key in talkgroups.Concat(others.Where(key => _host.Has(Address.Call(key)) || before.NodeOf(Address.Call(key)) != _self)))
        {
            var (was, now) = (before.NodeOf(Address.Call(key))!, after.KeeperOf(key));
            was = was != _self && now == _self ? _given.GetValueOrDefault(key, was) : was;
            if (was != now && was != _self)
            {
                _former.TryAdd(key, was);
            }

            if (was != now && after.View.Has(was) && !after.View.Unjoined.ContainsKey(key)
                && (was == _self || now == _self || before.Held.ContainsKey(key)))
            {
                held[key] = was;
            }
        }

        _held = held.ToImmutable();
    }

    /// <summary>Other nodes can be reached than before: who was lost has nothing, and what is in parts is joined as after an outage.</summary>
    private void LookAgain(NodeDirectory before)
    {
        var view = _membership.View;
        var after = new NodeDirectory(_tree, _self, view);
        var gone = _held.Where(h => !view.Has(h.Value) || view.Unjoined.ContainsKey(h.Key) || after.KeeperOf(h.Key) != before.KeeperOf(h.Key));
        _held = _held.RemoveRange(gone.Select(h => h.Key).ToArray());
        foreach (var known in new[] { _given, _former })
        {
            foreach (var lost in known.Where(k => !view.Has(k.Value)).ToArray())
            {
                known.Remove(lost.Key);
            }
        }

        ObeyView(before);
        AskForMoved();
    }

    /// <summary>Says which calls this node is to have, and which it has that are others'.</summary>
    private void AskForMoved()
    {
        foreach (var (key, node) in _held)
        {
            if (node == _self)
            {
                SendBetween(Address.Call(key), new ToCall.Kept(Homes.KeeperOf(key)));
            }
            else if (Homes.KeeperOf(key) == _self)
            {
                Want(Address.Call(key), node, atOnce: false);
            }
        }
    }

    /// <summary>Whether a call is to stay here that was to be given over.</summary>
    private static bool IsFree(string callKey, NodeDirectory before, NodeDirectory after) =>
        before.Held.ContainsKey(callKey) && !after.Held.ContainsKey(callKey);

    /// <summary>Whether a radio's letter has gone round between nodes that have not the same plan: whoever has it now takes it.</summary>
    private static bool IsLost(TierMessage.Envelope envelope) =>
        envelope.Hops >= MostToFind && envelope.Letter.To.Kind == MachineKind.Subscriber;

    /// <summary>Whether what is on its way through here is for a call that this node has still: who says it has another plan already, or not yet.</summary>
    private bool IsOfHeld(TierMessage.Envelope envelope) =>
        envelope is { Stamp: null, Letter: { To.Kind: MachineKind.Call, Message: var message } }
        && LetterRules.FollowsCall(message)
        && _held.GetValueOrDefault(envelope.Letter.To.Key) == _self && !Homes.View.Unjoined.ContainsKey(envelope.Letter.To.Key);

    /// <summary>Where something goes that has come here for a call that another node has.</summary>
    private string OnTrail(Address call, string node) =>
        call.Kind == MachineKind.Call && node == Homes.NodeOf(call) && !Homes.View.Unjoined.ContainsKey(call.Key)
            ? _given.GetValueOrDefault(call.Key) ?? _held.GetValueOrDefault(call.Key) ?? _former.GetValueOrDefault(call.Key, node)
            : node;

    /// <summary>What a site gives a call goes to the arbiter that asked for it: a plan may put the call elsewhere already, or not yet.</summary>
    private string? AskerOf(Address call) =>
        _terms.Of(call.Key) is { Arbiter: var asker } && asker != _self && Homes.View.Has(asker) && !Homes.View.Unjoined.ContainsKey(call.Key)
            ? asker : NodeOf(call);

    /// <summary>Hears what is said of calls that a plan moves; true when that is all.</summary>
    private bool IsOfMoved(TierMessage.Envelope envelope, ToCall.BetweenArbiters message)
    {
        var call = envelope.Letter.To;
        switch (message)
        {
            case ToCall.Wanted wanted:
                if (!Homes.View.Unjoined.ContainsKey(call.Key))
                {
                    TakeWanted(envelope, call, wanted);
                }

                return true;
            case ToCall.Kept:
                if (!Homes.View.Unjoined.ContainsKey(call.Key))
                {
                    TakeKept(call, envelope.From);
                }

                return true;
            case ToCall.Joined joined when IsWhole(call, joined):
                Join(call.Key, joined.Node, _self); // by another plan it may be in parts for others: who said so would not say so now
                TakeMoved(call, joined);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a call comes whole: because it was wanted here, or by another plan.</summary>
    private bool IsWhole(Address call, ToCall.Joined joined) =>
        !Homes.View.Unjoined.ContainsKey(call.Key)
        && (_sought.Contains(call.Key) || (Homes.NodeOf(call) is var node && (node == _self || node == joined.Node)));

    private void Want(Address call, string node, bool atOnce)
    {
        if (_sought.Count >= MostKept)
        {
            _sought.Clear();
        }

        _sought.Add(call.Key);
        SendBetween(call, new ToCall.Wanted(node, atOnce));
    }

    private void TakeWanted(TierMessage.Envelope envelope, Address call, ToCall.Wanted wanted)
    {
        var holder = Homes.NodeOf(call)!;
        if (wanted.Node == _self && (envelope.Hops >= MostToFind || !_given.ContainsKey(call.Key) || Homes.KeeperOf(call.Key) != _self))
        {
            TakeBack(call.Key);
        }
        else if (holder != _self)
        {
            Forward(envelope with { From = _self, To = envelope.Hops >= MostToFind ? wanted.Node : OnTrail(call, holder) });
        }
        else if (_host.Has(call))
        {
            _host.SayHere(call, new ToCall.GiveUp(wanted.Node, WhenOver: !wanted.AtOnce));
        }
        else
        {
            SendBetween(call, new ToCall.Joined(wanted.Node, []));
        }
    }

    /// <summary>What this node wants came back to it: nobody has it.</summary>
    private void TakeBack(string callKey)
    {
        if (_held.GetValueOrDefault(callKey, _self) != _self && Homes.KeeperOf(callKey) == _self)
        {
            _held = _held.Remove(callKey);
            _given.Remove(callKey);
            _terms.Lose(callKey);
        }
    }

    /// <summary>An arbiter that has given over already was told to: who has the call now is told.</summary>
    private void PassOn(Address call, ToCall.GiveUp given)
    {
        if (_given.TryGetValue(call.Key, out var holder))
        {
            Forward(new TierMessage.Envelope(_self, holder, new Letter(call, new ToCall.Wanted(given.Keeper, AtOnce: false)), null));
        }
    }

    private void TakeKept(Address call, string node)
    {
        var isHere = Homes.NodeOf(call) == _self;
        if (Homes.KeeperOf(call.Key) == _self)
        {
            if (!isHere || !_host.Has(call))
            {
                _held = _held.SetItem(call.Key, node);
            }

            Want(call, node, atOnce: isHere && _host.Has(call));
        }
        else if (Homes.KeeperOf(call.Key) == node)
        {
            _held = _held.SetItem(call.Key, node); // another plan is on its way here
        }
    }

    /// <summary>A call that was wanted comes; also when this node's plan has changed meanwhile.</summary>
    private void TakeMoved(Address call, ToCall.Joined joined)
    {
        _terms.Lose(call.Key);
        _given.Remove(call.Key);
        Own(call.Key);
        if (joined.Spurts.Length > 0 || joined.Sites.Length > 0 || _host.Has(call))
        {
            _host.SayHere(call, joined);
            LoseUnreached(call, joined);
        }
    }

    /// <summary>This node has a call from now on; when its plan puts it elsewhere, until that node wants it.</summary>
    private void Own(string callKey)
    {
        if (Homes.KeeperOf(callKey) is var keeper && keeper != _self)
        {
            _held = _held.SetItem(callKey, _self);
            SendBetween(Address.Call(callKey), new ToCall.Kept(keeper));
        }
        else
        {
            _held = _held.Remove(callKey);
        }
    }

    /// <summary>Whether what an arbiter gives over can go; it stays with it when the other node was lost meanwhile.</summary>
    private bool TryGive(Address call, ToCall.Joined given)
    {
        if (Homes.View.Has(given.Node))
        {
            return true;
        }

        _terms.Lose(call.Key);
        if (Homes.NodeOf(call) == _self)
        {
            _host.SayHere(call, given with { Node = _self });
        }

        return false;
    }

    private void NoteGiven(Address call, string node)
    {
        if (Homes.View.Unjoined.ContainsKey(call.Key) || Homes.NodeOf(call) != _self)
        {
            Join(call.Key, _self, node);
            return;
        }

        if (_given.Count >= MostKept)
        {
            _given.Clear();
        }

        _given[call.Key] = node;
        _held = Homes.KeeperOf(call.Key) == node ? _held.Remove(call.Key) : _held.SetItem(call.Key, node);
    }
}
