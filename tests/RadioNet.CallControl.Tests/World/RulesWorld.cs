using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>
/// A node's machines with a host that delivers their letters, a model of the router, and radios behind conventional repeaters.
/// Without a die letters come in the order of sending; with one, in any order that keeps each pair's own.
/// </summary>
internal sealed partial class RulesWorld
{
    private readonly PriorityQueue<Action, (long At, long Order)> _timers = new();
    private readonly Dictionary<Address, IMachine> _machines = [];
    private readonly Dictionary<IngressId, Press> _presses = [];
    private readonly Outbox _outbox = new();
    private readonly Random? _die;
    private long _order;

    public RulesWorld(NetworkPlan? plan = null, Random? die = null, bool up = true)
    {
        _die = die;
        Plans.Put(plan ?? World.Plans.Small);
        Context = new RulesContext(Plans, Time, new IdSource("core", 1), new CallTimers());
        Router = new RouterModel(id => _presses.GetValueOrDefault(id));
        Ingress = new IngressTable(Context);
        _machines[Address.Ingress] = Ingress;
        foreach (var port in up ? Plans.Current.Plan.Sites.SelectMany(s => Plans.Current.PortsAt(s.Id)) : [])
        {
            Up(port.Id.Value);
        }

        Deliver();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public PlanBox Plans { get; } = new();

    public RulesContext Context { get; }

    public Post Post { get; } = new();

    public RouterModel Router { get; }

    public JournalModel Journal { get; } = new();

    public List<ToAlarms> Alarms { get; } = [];

    public IngressTable Ingress { get; }

    public IEnumerable<Press> Presses => _presses.Values;

    public IEnumerable<KeyValuePair<Address, IMachine>> Machines => _machines;

    /// <summary>Sees each letter when its machine says it.</summary>
    public Action<Address, Letter>? Said { get; set; }

    /// <summary>Sees each message before its machine handles it.</summary>
    public Action<Address, Message>? Handled { get; set; }

    /// <summary>Sees each activation that dies.</summary>
    public Action<Address>? Died { get; set; }

    public CallArbiter Group(uint talkgroup) => (CallArbiter)MachineAt(Address.Call(CallKey.Of(new TalkgroupId(talkgroup))));

    /// <summary>An activation dies, with all that it knew.</summary>
    public void Drop(Address machine)
    {
        _machines.Remove(machine);
        Dropped.Add(machine.Key);
        Died?.Invoke(machine);
    }

    /// <summary>Whether a call's arbiter is dead: it comes to life with the next word of its ports.</summary>
    public bool IsDead(string callKey) => Dropped.Contains(callKey) && !_machines.ContainsKey(Address.Call(callKey));

    /// <summary>Whether a site's slot table is dead: it comes to life with the next word to it.</summary>
    public bool IsDead(Address site) => Dropped.Contains(site.Key) && !_machines.ContainsKey(site);

    /// <summary>Keys of activations that died.</summary>
    public HashSet<string> Dropped { get; } = [];

    public void Deliver()
    {
        while (!Post.IsEmpty)
        {
            DeliverOne();
        }
    }

    /// <summary>Delivers a letter, and perhaps others for the same machine in one batch.</summary>
    public void DeliverOne()
    {
        var (to, message) = Post.Take(_die);
        switch (message)
        {
            case ToRouter order:
                Router.Obey(order);
                return;
            case ToJournal.Call call:
                Journal.Write(call.Report);
                return;
            case ToPorts.WhatAt asked:
                TellUps(asked.Site);
                TellCalls(new ToCall.SiteForgot(asked.Site));
                return;
            case ToJournal.NewArbiter arbiter:
                Journal.Abandon(arbiter.CallKey, Time.GetUtcNow());
                return;
            case ToAlarms alarm:
                Alarms.Add(alarm);
                return;
            case ToClock.Set set:
                var due = set;
                At(set.After, () => Post.Send(Address.Clock, due.Owner, new TimerFired(due.Timer, due.Generation)));
                return;
        }

        var machine = MachineAt(to);
        for (var more = true; more; more = _die is not null && _die.Next(3) > 0 && Post.TryTakeFor(to, _die, out message!))
        {
            Handled?.Invoke(to, message);
            machine.Handle(message, _outbox);
        }

        machine.Settle(_outbox);
        foreach (var letter in _outbox.TakeAll())
        {
            Said?.Invoke(to, letter);
            Post.Send(to, letter.To, letter.Message);
        }
    }

    /// <summary>Time passes; all letters are delivered at each moment at which something happens.</summary>
    public void Pass(double milliseconds, bool deliver = true)
    {
        var until = Time.GetUtcNow() + TimeSpan.FromMilliseconds(milliseconds);
        while (_timers.TryPeek(out var action, out var due) && due.At <= until.UtcTicks)
        {
            _timers.Dequeue();
            if (due.At > Time.GetUtcNow().UtcTicks)
            {
                Time.SetUtcNow(new DateTimeOffset(due.At, TimeSpan.Zero));
            }

            action();
            if (deliver)
            {
                Deliver();
            }
        }

        if (until > Time.GetUtcNow())
        {
            Time.SetUtcNow(until);
        }
    }

    private void At(TimeSpan after, Action action) =>
        _timers.Enqueue(action, ((Time.GetUtcNow() + after).UtcTicks, ++_order));

    private IMachine MachineAt(Address address)
    {
        if (!_machines.TryGetValue(address, out var machine))
        {
            _machines[address] = machine = address.Kind switch
            {
                MachineKind.Call when CallKey.IsData(address.Key) => new DataCall(address.Key, Context),
                MachineKind.Call => new CallArbiter(address.Key, Context),
                MachineKind.Site => new SlotTable(address.Key, Context),
                MachineKind.Subscriber => new SubscriberState(new RadioId(uint.Parse(address.Key)), Context),
                _ => throw new InvalidOperationException($"No machine has the address {address}."),
            };
        }

        return machine;
    }
}
