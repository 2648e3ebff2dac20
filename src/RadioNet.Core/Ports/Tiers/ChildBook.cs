using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Records.Traces;
using RadioNet.Core.Services;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>The nodes below this one: who is attached here, and what they say of who is attached further down. Safe from any thread; waits for nothing.</summary>
internal sealed class ChildBook : IDisposable
{
    /// <summary>How a child shall keep its link alive; either end goes by it.</summary>
    public static readonly LinkPulse Pulse = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1500));

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AttachedChild> _children = [];
    private readonly Dictionary<string, DateTimeOffset> _lost = [];

    /// <summary>The time in which call control has the plan that dismissed a child, and knows which calls it has still.</summary>
    private static readonly TimeSpan _shortestStay = TimeSpan.FromSeconds(1);

    /// <summary>So long a child that is dismissed may stay for a call that does not end.</summary>
    private static readonly TimeSpan _longestStay = TimeSpan.FromMinutes(2);

    /// <summary>Who was found to be lost, or to be there, and the alarms have not been told of yet; used under the lock.</summary>
    private readonly Queue<(string Node, bool IsLost)> _found = [];

    /// <summary>Held by whoever tells the alarms, so that they hear in the order of the finding.</summary>
    private readonly Lock _telling = new();
    private readonly PlanKeeper _keeper;
    private readonly TierPlans _plans;
    private readonly TierPost _post;
    private readonly TierAlarms _alarms;
    private readonly TierVoice _voice;
    private readonly TraceDesk _traces;
    private readonly TimeProvider _time;
    private readonly TurnWatch<string> _turns;
    private Dictionary<string, AttachedNode> _below = [];

    public ChildBook(PlanKeeper keeper, TierPlans plans, TierPost post, TierAlarms alarms, TierVoice voice, TraceDesk traces, TimeProvider time)
    {
        (_keeper, _plans, _post, _alarms, _voice, _traces, _time) = (keeper, plans, post, alarms, voice, traces, time);
        _turns = new TurnWatch<string>(time);
        plans.Changed += OnPlan;
    }

    /// <summary>Somebody below came, left, or has another plan; a handler waits for nothing.</summary>
    public event EventHandler? Changed;

    /// <summary>All nodes that are attached below this one, over however many links, by their ids.</summary>
    public IReadOnlyDictionary<string, AttachedNode> Below
    {
        get
        {
            lock (_gate)
            {
                return _below;
            }
        }
    }

    /// <summary>Since when a node is not attached any more; null when it is, or was not since this node's start.</summary>
    public DateTimeOffset? LostSince(string node)
    {
        lock (_gate)
        {
            return _lost.TryGetValue(node, out var since) ? since : null;
        }
    }

    /// <summary>How a child's clock stands to this node's; null when it was not measured yet, or it is no child.</summary>
    public ClockReading? ClockOf(string node)
    {
        lock (_gate)
        {
            return _children.GetValueOrDefault(node)?.Clock;
        }
    }

    /// <summary>Whether the plan has a node below this one.</summary>
    public bool IsBelow(string node) => _keeper.Current.Nodes.IsBelow(node, _plans.Self);

    /// <summary>Attaches a node that the plan has below this one; its attachment before is let go. Null when the plan has it elsewhere, or not at all.</summary>
    public AttachedChild? Attach(LinkPeer peer, TierAttach hello)
    {
        if (!IsBelow(peer.Id))
        {
            return null;
        }

        AttachedChild child;
        lock (_gate)
        {
            if (_children.Remove(peer.Id, out var before))
            {
                before.Voice?.Dispose();
                before.LetGo();
                if (_time.GetUtcNow() - before.Heard < 2 * Pulse.Interval && _turns.Note(peer.Id))
                {
                    _alarms.TwoBoxes(peer.Id);
                }
            }

            var voice = _voice.OpenUpper(peer.Id, hello.VoiceLink);
            child = new AttachedChild(peer, StationWords.Short(hello.Software), hello.Boots, _time.GetUtcNow()) { Held = Short(hello.Plan), Voice = voice.Open };
            _children[peer.Id] = child;
            child.Send(new ToChild { Welcome = new TierWelcome { Node = _plans.Self, PingMilliseconds = (uint)Pulse.Interval.TotalMilliseconds, Voice = voice.Said } });
            child.Calls = _post.Begin(child.Id, isAbove: false, said => child.Send(new ToChild { Calls = said }), child.LetGo);
            Refresh();
        }

        TellAlarms();
        _traces.Begin(child.Id, child);
        child.Offer(_plans.For);
        Changed?.Invoke(this, EventArgs.Empty);
        return child;
    }

    /// <summary>A child's stream is over.</summary>
    /// <param name="child">Which.</param>
    /// <param name="inOrder">Whether this node ended it because it stops.</param>
    public void Detach(AttachedChild child, bool inOrder = false)
    {
        child.Voice?.Dispose();
        child.Calls?.Close();
        _traces.End(child.Id, child);
        lock (_gate)
        {
            if (_children.GetValueOrDefault(child.Id) != child)
            {
                return;
            }

            _children.Remove(child.Id);
            Refresh();
            if (child.IsLeaving || child.Dismissed is not null)
            {
                _found.Enqueue((child.Id, false));
            }
            else if (!inOrder && !_below.ContainsKey(child.Id))
            {
                _found.Enqueue((child.Id, true));
            }
        }

        TellAlarms();
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Takes what a child said.</summary>
    public void Take(AttachedChild child, FromChild message)
    {
        switch (message.SaidCase)
        {
            case FromChild.SaidOneofCase.Ping:
                child.Heard = _time.GetUtcNow();
                child.OfferAgain(child.Heard);
                LetGoWhenOver(child);
                message.Ping.Answered = ClockGauge.Microseconds(_time.GetUtcNow());
                child.Send(new ToChild { Pong = message.Ping });
                if (child.Voice?.IsHeard is { } isHeard)
                {
                    _alarms.Voice(child.Id, isHeard);
                }

                break;
            case FromChild.SaidOneofCase.PlanAsk:
                child.Give(message.PlanAsk);
                break;
            case FromChild.SaidOneofCase.PlanHeld:
                child.NoteHeld(Short(message.PlanHeld)!, _time.GetUtcNow());
                Note();
                break;
            case FromChild.SaidOneofCase.Below:
                child.Below = Known(child, message.Below);
                Note();
                break;
            case FromChild.SaidOneofCase.Clock:
                child.Clock = ClockGauge.Read(message.Clock);
                break;
            case FromChild.SaidOneofCase.TraceAsk:
                _traces.Hear(child, message.TraceAsk);
                break;
            case FromChild.SaidOneofCase.TraceAnswer:
                _traces.Hear(child, message.TraceAnswer);
                break;
            case FromChild.SaidOneofCase.Goodbye:
                child.IsLeaving = true;
                break;
        }
    }

    public void Dispose() => _plans.Changed -= OnPlan;

    /// <summary>Lets a child go that the plan has here no more, between calls: when it has given over what it had, or that takes too long.</summary>
    private void LetGoWhenOver(AttachedChild child)
    {
        if (child.Dismissed is { } since && child.Heard - since is var stays && (stays >= _longestStay || (stays >= _shortestStay && !(_post.Hearer?.WaitsFor(child.Id) ?? false))))
        {
            child.IsLeaving = true;
            child.LetGo();
        }
    }

    private static PlanHeld? Short(PlanHeld? held) => held is null ? null : new PlanHeld
    {
        Number = held.Number,
        Sha256 = held.Sha256,
        Overlay = StationWords.Short(held.Overlay),
        Problem = held.Problem is { } why ? new LocalizedText { Vi = StationWords.Short(why.Vi), En = StationWords.Short(why.En) } : null,
    };

    /// <summary>What a child says of nodes that the plan has below it; it has no say about others.</summary>
    private List<AttachedNode> Known(AttachedChild child, AttachedNodes said)
    {
        var plan = _keeper.Current.Nodes;
        return [.. said.Nodes.Where(node => node.Since is not null && plan.IsBelow(node.Id, child.Id)).DistinctBy(node => node.Id).Select(node => new AttachedNode
        {
            Id = node.Id,
            Parent = StationWords.Short(node.Parent),
            Since = node.Since,
            Software = StationWords.Short(node.Software),
            Plan = Short(node.Plan),
        })];
    }

    private void Note()
    {
        lock (_gate)
        {
            Refresh();
        }

        TellAlarms();
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Tells the alarms what was found, without the lock that links wait for.</summary>
    private void TellAlarms()
    {
        lock (_telling)
        {
            while (true)
            {
                (string Node, bool IsLost) found;
                lock (_gate)
                {
                    if (!_found.TryDequeue(out found))
                    {
                        return;
                    }
                }

                if (found.IsLost)
                {
                    _alarms.Lost(found.Node);
                }
                else
                {
                    _alarms.NotLost(found.Node);
                }
            }
        }
    }

    /// <summary>Finds anew who is below; of a node that two tell of, the younger attachment is true.</summary>
    private void Refresh()
    {
        var now = _children.Values.SelectMany(child => child.Below.Prepend(child.ToBelow(_plans.Self)))
            .GroupBy(node => node.Id).ToDictionary(group => group.Key, group => group.MaxBy(node => node.Since)!);
        foreach (var gone in _below.Keys.Where(node => !now.ContainsKey(node)))
        {
            _lost[gone] = _time.GetUtcNow();
        }

        foreach (var come in now.Keys.Where(node => !_below.ContainsKey(node)))
        {
            _lost.Remove(come);
            _found.Enqueue((come, false));
        }

        _below = now;
    }

    private void OnPlan(object? sender, EventArgs change)
    {
        var plan = _keeper.Current.Nodes;
        _alarms.Planned(node => plan.TryNode(node, out _));
        AttachedChild[] children;
        lock (_gate)
        {
            children = [.. _children.Values];
        }

        foreach (var child in children)
        {
            if (plan.IsBelow(child.Id, _plans.Self))
            {
                child.Dismissed = null;
                child.Offer(_plans.For);
            }
            else
            {
                child.Dismissed ??= _time.GetUtcNow();
            }
        }
    }
}
