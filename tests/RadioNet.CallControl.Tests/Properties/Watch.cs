using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Properties;

/// <summary>Listens to what the machines of a world say, and notes what must never be said.</summary>
internal sealed class Watch
{
    private readonly RulesWorld _world;
    private readonly Dictionary<(RepeaterId, Timeslot, uint), string> _leases = [];
    private readonly List<(string Key, Press Press, FloorRequest Request)> _queue = [];

    public Watch(RulesWorld world)
    {
        _world = world;
        world.Said = Hear;
        world.Handled = See;
        world.Died = Forget;
    }

    /// <summary>What the link's slot table knows of the link.</summary>
    public LinkWatch Link { get; } = new();

    /// <summary>What every site said last to every call.</summary>
    public Dictionary<(string Site, string Key), ToCall.Slots> Slots { get; } = [];

    /// <summary>Sites that a living arbiter has claimed for its talker and not given back: the claims of one that died count no more.</summary>
    public HashSet<(string Site, string Key)> Claims { get; } = [];

    /// <summary>The first fault; null while there is none.</summary>
    public string? Fault { get; private set; }

    public int Grants { get; private set; }

    public int FromQueue { get; private set; }

    private void Forget(Address machine)
    {
        Claims.RemoveWhere(c => machine == Address.Call(c.Key) || machine == Address.Site(c.Site));
        foreach (var lost in Slots.Keys.Where(s => machine == Address.Site(s.Site)).ToArray())
        {
            Slots.Remove(lost);
        }

        if (machine == LinkWatch.Site)
        {
            Link.Clear();
        }
    }

    private void See(Address at, Message message)
    {
        switch (message)
        {
            case ToCall.Request { Floor.CanWait: true } asked:
                _queue.Add((at.Key, Press(asked.Floor.Ingress), asked.Floor));
                break;
            case ToCall.Over over:
                _queue.RemoveAll(q => q.Press.Ingress == over.Ingress);
                break;
            case ToSite.Release release:
                Slots.Remove((at.Key, release.CallKey));
                break;
            case ToSite when at == LinkWatch.Site:
                Link.See(message);
                break;
            case ToCall.OptionsKnown known:
                var index = _queue.FindIndex(q => q.Press.Ingress == known.Ingress);
                if (index >= 0)
                {
                    _queue[index] = _queue[index] with { Request = _queue[index].Request with { Emergency = true } };
                }

                break;
        }
    }

    private void Hear(Address by, Letter letter)
    {
        switch (letter.Message)
        {
            case ToRouter.Grant grant:
                Grants++;
                CheckRight(Press(grant.Ingress));
                CheckTurn(by.Key, Press(grant.Ingress));
                _queue.RemoveAll(q => q.Press.Ingress == grant.Ingress);
                break;
            case ToRouter.Refuse refuse:
                _queue.RemoveAll(q => q.Press.Ingress == refuse.Ingress);
                break;
            case ToSite.Claim claim:
                Claims.Add((letter.To.Key, claim.CallKey));
                break;
            case ToSite.Hold hold:
                Claims.Remove((letter.To.Key, hold.CallKey));
                break;
            case ToSite.Release release:
                Claims.Remove((letter.To.Key, release.CallKey));
                break;
            case ToCall.Slots slots:
                Slots[(by.Key, letter.To.Key)] = slots;
                foreach (var lease in slots.Granted.Where(l => l.Lease != 0))
                {
                    CheckLease(lease, letter.To.Key);
                }

                break;
        }
    }

    private void CheckRight(Press press)
    {
        if (!press.CanWait && !_world.Plans.Since(press.Revision).Any(plan => Admission.Check(press.Stream, plan).Admitted))
        {
            Fault ??= $"never a stunned, unknown or not-allowed radio: {press} was granted";
        }
    }

    /// <summary>The queue's first: nobody of a higher rank waits, and nobody of the same rank came earlier.</summary>
    private void CheckTurn(string key, Press granted)
    {
        var mine = _queue.FindIndex(q => q.Key == key && q.Press == granted && q.Press.Position > 0);
        if (mine < 0)
        {
            return;
        }

        FromQueue++;
        var request = _queue[mine].Request;
        var better = _queue.Where((q, at) => q.Key == key && q.Press != granted && q.Press.Position > 0
            && (Rank(q.Request) > Rank(request) || (at < mine && Rank(q.Request) == Rank(request))));
        if (better.Any() && !request.Emergency)
        {
            Fault ??= $"the queue is fair within a priority: {granted} went before {better.First().Press}";
        }
    }

    private static int Rank(FloorRequest request) => (request.Emergency ? 100 : 0) + request.Priority;

    private void CheckLease(SlotLease lease, string key)
    {
        if (_leases.TryGetValue((lease.Repeater, lease.Slot, lease.Lease), out var owner) && owner != key)
        {
            Fault ??= $"never two voice streams to one timeslot: lease {lease} was given to {owner} and to {key}";
        }

        _leases[(lease.Repeater, lease.Slot, lease.Lease)] = key;
    }

    private Press Press(IngressId ingress) => _world.Presses.Single(p => p.Ingress == ingress);
}
