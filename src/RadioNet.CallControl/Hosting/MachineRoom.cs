using System.Globalization;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Hosting;

/// <summary>
/// All machines of one place, hosted without threads or I/O: who has said something calls <see cref="Deliver"/>, which returns
/// when nothing is left to be said. Letters keep their order between any two machines; a machine gets what waits for it as one
/// batch. One that holds nothing is let go. Belongs to one thread.
/// </summary>
/// <param name="context">Plan, clock and ids.</param>
/// <param name="outside">Takes what is said to the router, the journal, the alarms and the ports; it does not throw, and may say something, but not deliver.</param>
/// <param name="tryCarry">Takes a letter (from, to, message) that lives elsewhere, true when it did; null where everything lives here.</param>
public sealed class MachineRoom(RulesContext context, Action<Message> outside, Func<Address, Address, Message, bool>? tryCarry = null)
{
    private readonly Dictionary<Address, Resident> _residents = [];
    private readonly Queue<Resident> _ready = new();
    private readonly TimerQueue _timers = new(context.Time);
    private readonly Outbox _outbox = new();

    /// <summary>The streams that are carried here.</summary>
    public IngressTable Ingress { get; } = new(context);

    /// <summary>Calls that run or keep something.</summary>
    public int Calls => _residents.Keys.Count(address => address.Kind == MachineKind.Call);

    /// <summary>The machines that hold something, or are waited for.</summary>
    public IEnumerable<Address> Machines => _residents.Keys;

    /// <summary>Whether a machine is one of them.</summary>
    public bool Has(Address machine) => _residents.ContainsKey(machine);

    /// <summary>Says a message, which waits for <see cref="Deliver"/>.</summary>
    public void Say(Address to, Message message) => Say(default, to, message);

    /// <summary>Says a message to what lives here.</summary>
    public void SayHere(Address to, Message message)
    {
        switch (to.Kind)
        {
            case MachineKind.Ingress:
                Ingress.Handle(message, _outbox);
                Post(Address.Ingress);
                TellCalls(message);
                break;
            case MachineKind.Call or MachineKind.Site or MachineKind.Subscriber:
                Collect(to, message);
                break;
            case MachineKind.Clock:
                _timers.Set((ToClock.Set)message);
                break;
            default:
                outside(message);
                TellCalls(message);
                break;
        }
    }

    /// <summary>
    /// Delivers until nothing is left, timers that are due included. What a machine throws comes out; what it had said before, and
    /// all that waits for others, is delivered by the next call.
    /// </summary>
    public void Deliver()
    {
        do
        {
            while (_ready.TryDequeue(out var resident))
            {
                Hand(resident);
            }
        }
        while (TryRing());
    }

    /// <summary>Another plan holds: what runs is checked against it.</summary>
    public void Obey(PlanIndex before, PlanIndex after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var news = new PlanChanged(after.Revision);
        foreach (var site in PlanChanged.SitesOf(before, after).Where(site => Has(Address.Site(site))))
        {
            SayHere(Address.Site(site), news);
        }

        SayHere(Address.Ingress, news);
    }

    /// <summary>How long until the next timer, at most the given time.</summary>
    public TimeSpan UntilNext(TimeSpan longest) => _timers.UntilNext(longest);

    private bool TryRing()
    {
        if (!_timers.TryTake(out var due))
        {
            return false;
        }

        if (_residents.ContainsKey(due.To))
        {
            Collect(due.To, due.Message);
        }

        return true;
    }

    /// <summary>A change of the plan, or a slot table's first word, concerns every call that runs, hang time included.</summary>
    private void TellCalls(Message message)
    {
        Message? news = message switch
        {
            PlanChanged => message,
            ToPorts.WhatAt asked => new ToCall.SiteForgot(asked.Site),
            _ => null,
        };
        if (news is null)
        {
            return;
        }

        foreach (var call in _residents.Keys.Where(address => address.Kind == MachineKind.Call).ToArray())
        {
            Collect(call, news);
        }
    }

    private void Collect(Address to, Message message)
    {
        if (!_residents.TryGetValue(to, out var resident))
        {
            _residents[to] = resident = new Resident(to, Make(to));
        }

        if (resident.Waiting.Count == 0)
        {
            _ready.Enqueue(resident);
        }

        resident.Waiting.Add(message);
    }

    private void Hand(Resident resident)
    {
        var batch = resident.Waiting.ToArray();
        resident.Waiting.Clear();
        try
        {
            foreach (var message in batch)
            {
                resident.Machine.Handle(message, _outbox);
            }

            resident.Machine.Settle(_outbox);
        }
        finally
        {
            Post(resident.Address);
            if (resident is { Machine.IsIdle: true, Waiting.Count: 0 })
            {
                _residents.Remove(resident.Address);
            }
        }
    }

    private void Post(Address from)
    {
        foreach (var letter in _outbox.TakeAll())
        {
            Say(from, letter.To, letter.Message);
        }
    }

    private void Say(Address from, Address to, Message message)
    {
        if (tryCarry is null || !tryCarry(from, to, message))
        {
            SayHere(to, message);
        }
    }

    private IMachine Make(Address address) => address.Kind switch
    {
        MachineKind.Site => new SlotTable(address.Key, context),
        MachineKind.Subscriber => new SubscriberState(new RadioId(uint.Parse(address.Key, CultureInfo.InvariantCulture)), context),
        _ => CallKey.IsData(address.Key) ? new DataCall(address.Key, context) : new CallArbiter(address.Key, context),
    };

    private sealed record Resident(Address Address, IMachine Machine)
    {
        public List<Message> Waiting { get; } = [];
    }
}
