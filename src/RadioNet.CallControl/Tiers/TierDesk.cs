using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Tiers;

/// <summary>
/// A node among others: knows which of them hang together, hands the letters of its machines that are for other nodes to the next
/// hop, takes in what comes for it, and tells its machines what a loss or a return changes for them. Pure; belongs to the thread
/// of its host.
/// </summary>
public sealed partial class TierDesk
{
    private const int MostHops = 32;

    /// <summary>Addresses whose nodes are kept at most.</summary>
    private const int MostKept = 16_384;

    private readonly string _self;
    private readonly RulesContext _context;
    private readonly ITierHost _host;
    private readonly ISiteHost? _sites;
    private readonly Action<string, TierMessage> _send;
    private readonly Terms _terms;
    private readonly Membership _membership;
    private readonly TierWords _words;
    private readonly Questions _questions = new();
    private readonly Ways _ways;
    private readonly Dictionary<Address, string?> _nodes = [];
    private AddressHomes _tree;
    private NodeDirectory _directory;
    private string? _asker;

    /// <summary>A node that stands alone so far.</summary>
    /// <param name="self">The node.</param>
    /// <param name="context">Plan, clock and ids.</param>
    /// <param name="host">Hosts its machines.</param>
    /// <param name="send">Sends over the tier link to a neighbour, in order; what is sent to one whose link is down is lost.</param>
    /// <param name="sites">Knows who is logged in; null where every site may go to whoever asks.</param>
    public TierDesk(string self, RulesContext context, ITierHost host, Action<string, TierMessage> send, ISiteHost? sites = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        (_self, _context, _host, _send, _sites) = (self, context, host, send, sites);
        _tree = new AddressHomes(context.Plan.Current);
        _terms = new Terms(self);
        _membership = new Membership(self, () => _tree, _terms, BusyCalls, send);
        _words = new TierWords(self, () => _tree, _membership);
        _ways = new Ways(NodeOf, IsGone, TellRouter);
        _directory = new NodeDirectory(_tree, self, _membership.View);
    }

    /// <summary>Where everything lives, as seen from here.</summary>
    public NodeDirectory Homes
    {
        get
        {
            if (!ReferenceEquals(_directory.View, _membership.View) || !ReferenceEquals(_directory.Tree, _tree)
                || !ReferenceEquals(_directory.Held, _held))
            {
                _directory = new NodeDirectory(_tree, _self, _membership.View) { Held = _held };
                _nodes.Clear();
            }

            return _directory;
        }
    }

    /// <summary>What was not obeyed.</summary>
    public TierCounters Counters { get; private set; } = new();

    /// <summary>Who arbitrates a call, as far as it is known here; null when it never was.</summary>
    public Stamp? TermOf(string callKey) => _terms.Of(callKey);

    /// <summary>Whether a node has calls still that are this one's by the plan: it gives each over when it is over.</summary>
    public bool WaitsFor(string node) => node != _self && _held.ContainsValue(node);

    /// <summary>The node above has accepted this one's link.</summary>
    public void UplinkUp(string above) => _membership.UplinkUp(above);

    /// <summary>The link to a neighbour is dead.</summary>
    public void LinkDown(string neighbour)
    {
        var before = Homes;
        _words.Forget(neighbour);
        if (_membership.LinkDown(neighbour))
        {
            LookAgain(before);
        }
    }

    /// <summary>Another plan holds: what it puts elsewhere is there from now on, but for calls, which are given over one by one when they are over.</summary>
    public void ObeyPlan()
    {
        var (before, tree) = (Homes, new AddressHomes(_context.Plan.Current));
        var isElsewhere = !tree.IsLike(_tree);
        _tree = tree;
        if (isElsewhere)
        {
            _membership.ObeyPlan();
            Move(before);
            ObeyView(before);
            AskForMoved();
        }

        foreach (var (neighbour, said) in _words.Right())
        {
            Obey(neighbour, said);
        }
    }

    /// <summary>Hears a neighbour; what is wrong with what it says and is not obeyed for that, in a few words; null when it may say it.</summary>
    public string? Take(string neighbour, TierMessage message)
    {
        if (_words.Judge(neighbour, message) is { } problem)
        {
            Counters = Counters with { Refused = Counters.Refused + 1 };
            return problem;
        }

        if (message is TierMessage.Envelope envelope)
        {
            Take(envelope with { Hops = envelope.Hops + 1 });
        }
        else
        {
            Obey(neighbour, message);
        }

        return null;
    }

    /// <summary>A call's arbiter died here with what it knew; the next one asks the ports of all nodes.</summary>
    public void Lose(string callKey) => _terms.Lose(callKey);

    /// <summary>
    /// Takes a letter that a machine here, or a port, says: true when it went to another node, or here and there, and false when it
    /// is for this node alone and the host has to deliver it as it is.
    /// </summary>
    public bool TryCarry(Address from, Address to, Message message)
    {
        switch (message)
        {
            case ToRouter.Grant grant when from.Kind == MachineKind.Call:
                _ways.Grant(from.Key, grant, Homes);
                return true;
            case ToRouter.Reroute reroute when _ways.Streams.Contains(reroute.Ingress):
                _ways.Reroute(reroute.Ingress, reroute.Route, Homes);
                return true;
            case ToRouter.Stop stop:
                _ways.End(stop.Ingress);
                break;
            case ToIngress.WhatOf asked:
                Ask(from, asked);
                return true;
            case ToCall.Carried carried:
                return TryAnswer(to, carried);
            case ToCall.Slots when NodeOf(from) != _self:
                return true; // another node's word counts
            case ToCall.Slots slots:
                _gone.Remove((to.Key, slots.Site));
                break;
            case ToCall.BetweenArbiters between:
                SendBetween(to, between);
                return true;
            case ToCall.GiveUp given:
                PassOn(to, given);
                return true;
            case ToPorts.WhatAt asked:
                Tell(_membership.View.Nodes.Where(n => n != _self), LetterRules.EveryCall, new ToCall.SiteForgot(asked.Site));
                return false;
        }

        var node = message is ToCall.Slots ? AskerOf(to) : NodeFor(to, message);
        if (node is null || node == _self || node.Length == 0)
        {
            NoteOver(message);
            return false;
        }

        Send(from, node, to, message);
        return true;
    }

    /// <summary>
    /// The node that a letter is for: the stream's own; of what is said of a stream to its call, who arbitrates where the stream is,
    /// also when another node says it; where the stream is lost, nobody.
    /// </summary>
    private string? NodeFor(Address to, Message message)
    {
        if (LetterRules.IngressOf(message) is not { Node.Length: > 0 } ingress)
        {
            return NodeOf(to);
        }

        if (to.Kind != MachineKind.Call)
        {
            return ingress.Node;
        }

        var view = Homes.View;
        return message is ToCall.Request && !view.Has(ingress.Node) ? ingress.Node
            : view.PartOf(to.Key, ingress.Node)?.Arbiter ?? NodeOf(to);
    }

    /// <summary>As <see cref="Homes"/> has it; what was looked up before is not looked up again until something changes.</summary>
    private string? NodeOf(Address address)
    {
        var homes = Homes;
        if (!_nodes.TryGetValue(address, out var node))
        {
            if (_nodes.Count >= MostKept)
            {
                _nodes.Clear();
            }

            _nodes[address] = node = homes.NodeOf(address);
        }

        return node;
    }

    private string NodeOf(SlotLease lease) =>
        _context.Plan.Current.TryPort(lease.Repeater, out var port) ? NodeOf(Address.Site(port.Site.Id))! : _self;

    private void TellRouter(string node, string callKey, ToRouter order)
    {
        if (node == _self || node.Length == 0)
        {
            _host.SayHere(Address.Router, order);
        }
        else
        {
            Send(Address.Call(callKey), node, Address.Router, order);
        }
    }

    /// <summary>
    /// A new arbiter asks the ports of all nodes that it decides for; but for the own ones, none, when the last one here was let go
    /// because nothing was left.
    /// </summary>
    private void Ask(Address from, ToIngress.WhatOf asked)
    {
        string[] nodes = _terms.IsOwn(asked.CallKey) ? [_self] : [.. Homes.ScopeOf(asked.CallKey)];
        _questions.Ask(asked.CallKey, asked.Question, nodes);
        _ = _terms.Own(asked.CallKey);
        foreach (var node in nodes.Where(n => n != _self))
        {
            Send(from, node, Address.Ingress, asked);
        }

        AskHere(_self, asked);
    }

    /// <summary>The answer to a question goes to who asked, also when another node arbitrates meanwhile.</summary>
    private void AskHere(string asker, ToIngress.WhatOf asked)
    {
        _asker = asker;
        _host.SayHere(Address.Ingress, asked);
        _asker = null;
    }

    private bool TryAnswer(Address to, ToCall.Carried carried)
    {
        if (_asker is not { } asker || asker == _self)
        {
            _host.SayHere(to, carried with { Awaited = _questions.Answer(to.Key, carried.Question, _self) });
        }
        else
        {
            Send(Address.Ingress, asker, to, carried);
        }

        return true;
    }

    private void Tell(IEnumerable<string> nodes, Address to, Message message)
    {
        foreach (var node in nodes)
        {
            Send(default, node, to, message);
        }
    }

    private void Send(Address from, string node, Address to, Message message)
    {
        Stamp? stamp = null;
        if (LetterRules.Decider(from) is { } callKey)
        {
            if (!Homes.MayGo(callKey, node) && Homes.View.Has(node))
            {
                Counters = Counters with { Apart = Counters.Apart + 1 };
                return;
            }

            stamp = from == to ? null : _terms.Own(callKey); // what a retired arbiter passes on is no decision
        }

        Forward(new TierMessage.Envelope(_self, node, new Letter(to, message), stamp));
    }

    private void Forward(TierMessage.Envelope envelope)
    {
        if (envelope.Hops < MostHops && Homes.NextHop(envelope.To) is { } hop)
        {
            _send(hop, envelope);
            return;
        }

        Counters = Counters with { Undeliverable = Counters.Undeliverable + 1 };
    }

    private void Obey(string neighbour, TierMessage message)
    {
        var before = Homes;
        if (message is TierMessage.Joined joined)
        {
            _words.Join(joined);
        }

        if (_membership.Take(neighbour, message))
        {
            LookAgain(before);
        }
    }

    private void Take(TierMessage.Envelope envelope)
    {
        var (to, message) = envelope.Letter;
        if (envelope.Stamp is { } said && said.Arbiter != envelope.From)
        {
            Counters = Counters with { Refused = Counters.Refused + 1 }; // who arbitrates a call speaks for himself
            return;
        }

        _terms.See(envelope.Stamp?.Term ?? 0); // also on its way: who obeys it will take no older one from this node
        if (envelope.To != _self && !IsOfHeld(envelope))
        {
            NoteHeard(message);
            Forward(envelope);
            return;
        }

        if (message is not ToCall.BetweenArbiters && !Obeys(envelope))
        {
            return;
        }

        switch (message)
        {
            case ToIngress.WhatOf asked:
                AskHere(envelope.From, asked);
                return;
            case ToCall.Carried carried:
                var awaited = _questions.Answer(to.Key, carried.Question, envelope.From);
                if (_host.Has(to))
                {
                    _host.SayHere(to, carried with { Awaited = awaited });
                }

                return;
            case ToCall.Slots slots when Homes.NodeOf(Address.Site(slots.Site)) != envelope.From:
                return;
            case ToCall.Slots slots:
                _gone.Remove((to.Key, slots.Site));
                break;
            case ToCall.BetweenArbiters between:
                TakeBetween(envelope, between);
                return;
            case ToCall.SiteForgot when to == LetterRules.EveryCall:
                TellCalls(message);
                return;
            case ToPorts.SiteWanted wanted:
                AnswerWanted(envelope, wanted);
                return;
            case ToPorts.SiteAnswer answer:
                TakeAnswer(envelope.From, answer);
                return;
        }

        if (NodeFor(to, message) is { Length: > 0 } node && node != _self && !IsLost(envelope))
        {
            if (envelope.Stamp is not null)
            {
                // A decision is its arbiter's to say: it hears where the site is now, and says it there.
                Counters = Counters with { Undeliverable = Counters.Undeliverable + 1 };
                return;
            }

            // It goes on as this node's own word: above, nobody is heard through a node that is not below it. Of slots only their site's node
            // tells: upwards from below alone, and else whoever has the call claims anew.
            var there = OnTrail(to, node);
            if (message is not ToCall.Slots)
            {
                Forward(envelope with { From = _self, To = there });
            }
            else if (Homes.View.Upwards(envelope.From).Contains(_self) || Homes.NextHop(there) != Homes.View.Uplinks.GetValueOrDefault(_self))
            {
                Forward(envelope with { To = there });
            }
            else
            {
                Counters = Counters with { Undeliverable = Counters.Undeliverable + 1 };
            }

            return;
        }

        NoteOver(message);
        _host.SayHere(to, message);
    }

    private bool Obeys(TierMessage.Envelope envelope)
    {
        if (envelope.Stamp is not { } stamp)
        {
            return true;
        }

        if (!Homes.MayGo(stamp.CallKey, envelope.From))
        {
            Counters = Counters with { Apart = Counters.Apart + 1 };
            return false;
        }

        if (!_terms.TryAccept(stamp))
        {
            Counters = Counters with { OlderTerm = Counters.OlderTerm + 1 };
            return false;
        }

        return true;
    }

    /// <summary>Where a radio is, every node on its request's way knows: one of them may have to say so by itself one day.</summary>
    private void NoteHeard(Message message)
    {
        if (message is ToSubscriber.Transmits { Request: var request })
        {
            _host.SayHere(Address.Subscriber(request.Stream.Source), new ToSubscriber.Heard(new Location(request.Site, request.At)));
        }
    }

    private void NoteOver(Message message)
    {
        if (message is ToCall.Over over)
        {
            _ways.End(over.Ingress);
        }
    }

    private void TellCalls(Message message)
    {
        foreach (var call in _host.Machines.Where(m => m.Kind == MachineKind.Call).ToArray())
        {
            _host.SayHere(call, message);
        }
    }
}
